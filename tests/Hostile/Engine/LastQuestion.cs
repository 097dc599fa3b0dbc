using System.Diagnostics;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Hostile;

/// <summary>After the attack, somebody who means no harm, at each door.</summary>
public static class LastQuestion
{
    private const string Person = "Mihara";
    private const string Name = "ひがし花園クリニック";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>True when the question is taken and its answer, and no other, reaches the phone in time.</summary>
    public static Task<bool> IsAnsweredAsync(FakeLine line, Uri server, TimeSpan within) =>
        IsAnsweredAsync(server, line.Says(Person, $"{Name}の電話番号").ToRequest(), () => line.Heard(Person).Select(heard => heard.Words), within);

    public static Task<bool> IsAnsweredAsync(FakeTeams teams, Uri server, TimeSpan within) =>
        IsAnsweredAsync(server, teams.Says(Person, $"{Name}の電話番号").ToRequest(), () => teams.Heard(Person).Select(heard => heard.Words), within);

    private static async Task<bool> IsAnsweredAsync(Uri server, HttpRequestMessage question, Func<IEnumerable<string>> heard, TimeSpan within)
    {
        using HttpClient http = new() { BaseAddress = server };
        using HttpRequestMessage request = question;
        using HttpResponseMessage taken = await http.SendAsync(request);
        using PeriodicTimer timer = new(LookEvery);
        for (Stopwatch watch = Stopwatch.StartNew(); taken.IsSuccessStatusCode && watch.Elapsed < within;)
        {
            if (heard().Any(words => words.Contains(Name, StringComparison.Ordinal)))
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return false;
    }
}
