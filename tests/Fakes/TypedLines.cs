namespace Zaitaku.Fakes;

/// <summary>What a person types at a fake started by hand, a line at a time, until Ctrl+C.</summary>
internal static class TypedLines
{
    public static async Task EachAsync(Func<string, Task> act, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            string? typed = await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken)
                .ContinueWith(read => read.IsCompletedSuccessfully ? read.Result : null, TaskScheduler.Default);
            if (typed is null)
            {
                // No keyboard (or it ended): go on being a platform.
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }

            try
            {
                await act(typed);
            }
            catch (Exception problem) when (problem is HttpRequestException or InvalidOperationException)
            {
                Console.WriteLine($"  {problem.Message}");
            }
        }
    }

    /// <summary>"name: words", with a colon of either width; null when there is none.</summary>
    public static (string Name, string Words)? Split(string typed) => typed.Split([':', '：'], 2) is [string name, string words] ? (name.Trim(), words.Trim()) : null;
}
