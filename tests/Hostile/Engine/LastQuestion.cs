using System.Diagnostics;
using System.Net;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Hostile;

/// <summary>After the attack, somebody who means no harm.</summary>
public static class LastQuestion
{
    private const string Person = "Mihara";
    private const string Name = "ひがし花園クリニック";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>True when the question is taken and its answer, and no other, reaches the phone in time.</summary>
    public static async Task<bool> IsAnsweredAsync(FakeLine line, Uri server, TimeSpan within)
    {
        using HttpClient http = new() { BaseAddress = server };
        using HttpRequestMessage request = line.Says(Person, $"{Name}の電話番号").ToRequest();
        using HttpResponseMessage taken = await http.SendAsync(request);
        using PeriodicTimer timer = new(LookEvery);
        for (Stopwatch watch = Stopwatch.StartNew(); taken.StatusCode == HttpStatusCode.OK && watch.Elapsed < within;)
        {
            if (line.Heard(Person).Any(heard => heard.Words.Contains(Name, StringComparison.Ordinal)))
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return false;
    }
}
