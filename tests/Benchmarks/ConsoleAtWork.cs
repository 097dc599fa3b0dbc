using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Zaitaku.Benchmarks;

/// <summary>Coordinators at work: each has the queue open, sees it anew whenever something changed (as the page's script does it), and does something every now and then.</summary>
internal sealed partial class ConsoleAtWork(HttpClient[] browsers, Stream[] live)
{
    /// <summary>Between two presses of one coordinator, drawn evenly up to twice this. Fifty at this pace change the queue two to three times a second.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(20);

    /// <summary>As queue.js waits before it asks.</summary>
    private const int SettleMilliseconds = 200;

    private const int SpreadMilliseconds = 400;
    private const string Queue = "/console/consultations";
    private int _changes, _reloads, _refused, _failed;

    public int Changes => _changes;

    public int Reloads => _reloads;

    /// <summary>Somebody was faster, or it was over.</summary>
    public int Refused => _refused;

    /// <summary>Answers that no coordinator should ever see.</summary>
    public int Failed => _failed;

    /// <summary>Everybody works until <paramref name="measured"/> is done.</summary>
    /// <param name="measured">What is measured meanwhile.</param>
    public async Task WhileAsync(Func<Task> measured)
    {
        using CancellationTokenSource over = new();
        string[] tokens = await Task.WhenAll(browsers.Select(TokenAsync));
        Task[] all = [.. browsers.Select((browser, at) => WorkAsync(browser, tokens[at], at, over.Token)), .. browsers.Select((browser, at) => WatchAsync(browser, live[at], new Random(at), over.Token))];
        await measured();
        await over.CancelAsync();
        Array.ForEach(live, stream => stream.Dispose());
        await Task.WhenAll(all);
    }

    /// <summary>The token of our forms, and with it the cookie it belongs to.</summary>
    private static async Task<string> TokenAsync(HttpClient browser)
    {
        using HttpResponseMessage answer = await browser.GetAsync("/console/account");
        string session = browser.DefaultRequestHeaders.GetValues("Cookie").Single();
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Prepend(session)));
        return TokenField().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    /// <param name="at">Whose consultations they are: every fiftieth.</param>
    private async Task WorkAsync(HttpClient browser, string token, int at, CancellationToken over)
    {
        Random random = new(at);
        try
        {
            while (true)
            {
                await Task.Delay(Thinking * 2 * random.NextDouble(), over);
                string address = string.Create(CultureInfo.InvariantCulture, $"{Queue}/{100_000 + at + (random.Next(20) * browsers.Length)}");
                (string handler, string field, string value) = random.Next(4) switch
                {
                    0 => ("Claim", "Form.Text", ""), 1 => ("Note", "Form.Text", "電話しました。不在でした。"), 2 => ("Answer", "Form.Text", "三か所をご案内します。"), _ => ("Close", "Form.Outcome", "informed"),
                };
                await browser.GetStringAsync(address, CancellationToken.None);
                using FormUrlEncodedContent form = new([new("__RequestVerificationToken", token), new(field, value)]);
                using HttpResponseMessage answer = await browser.PostAsync($"{address}?handler={handler}", form, CancellationToken.None);
                Interlocked.Increment(ref answer.StatusCode == HttpStatusCode.Redirect ? ref _changes : ref answer.StatusCode == HttpStatusCode.OK ? ref _refused : ref _failed);
            }
        }
        catch (OperationCanceledException)
        {
            // Evening.
        }
    }

    private async Task WatchAsync(HttpClient browser, Stream events, Random random, CancellationToken over)
    {
        using StreamReader lines = new(events);
        try
        {
            while (await lines.ReadLineAsync(over) is { } line)
            {
                if (line == "event: queue")
                {
                    await Task.Delay(SettleMilliseconds + random.Next(SpreadMilliseconds), over);
                    using HttpResponseMessage answer = await browser.GetAsync(Queue, CancellationToken.None);
                    Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _reloads : ref _failed);
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page was closed.
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
