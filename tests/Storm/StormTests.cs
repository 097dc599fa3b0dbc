using Xunit;
using Zaitaku.Bot;
using Zaitaku.Storm;

namespace Zaitaku.Tests.Storm;

/// <summary>
/// 200 days of bad weather: people write, buttons are pressed, notices fall due, LINE loses and doubts, the clock is set, another program holds the database,
/// the disk is full, turns fail whenever they are tried, and the program dies in the middle of it, again and again.
/// The judge is a process that sees only the log of the fake LINE and the database. A seed that failed is in seeds.txt for ever.
/// </summary>
public sealed class StormTests
{
    private const int TornSeeds = 180;
    private const int RealSeeds = 20;

    /// <summary>The judge's counts of what goes wrong in the house; a storm without them proves less than it says.</summary>
    private static readonly string[] Troubles = ["held", "full", "answered503", "parked", "retried", "delivered", "unknown"];

    [SkippableFact]
    public async Task NothingLost_NothingSaidTwice_WhateverTheWeather()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        StormSeeds seeds = new(typeof(BotApp).Assembly.Location, Path.Combine(Needs.Root, "tests", "Storm", "judge.py"));
        int[] torn = [.. Enumerable.Range(1, TornSeeds).Union(Known("torn"))];
        int[] real = [.. Enumerable.Range(1_001, RealSeeds).Union(Known("real"))];

        IReadOnlyList<StormVerdict> verdicts = await seeds.RunAsync(torn, real);

        Assert.Equal(torn.Length + real.Length, verdicts.Count);
        Assert.True(verdicts.Sum(verdict => verdict.Count("killsReal")) >= RealSeeds, "Too few real processes were killed for this to prove anything.");
        Assert.True(verdicts.Sum(verdict => verdict.Count("killsTorn")) >= TornSeeds, "Too few programs were torn for this to prove anything.");
        Assert.All(StormFigures.Places, place => Assert.True(StormFigures.KillsAt(verdicts, place) > 0, $"No program was killed at {place}."));
        Assert.All(Troubles, trouble => Assert.True(verdicts.Sum(verdict => verdict.Count(trouble)) > 0, $"There was nothing of this in any storm: {trouble}."));
        Assert.True(verdicts.All(verdict => verdict.Violations.Count == 0), "Add the seed to tests/Storm/seeds.txt.\n" + string.Join('\n', verdicts
            .Where(verdict => verdict.Violations.Count > 0).Select(verdict => $"seed {verdict.Seed}, kept in {verdict.Folder}: {string.Join("; ", verdict.Violations)}\n{LastWordsIn(verdict.Folder)}")));
    }

    [Theory]
    [InlineData(137, true, null, "random")]
    [InlineData(137, false, "after-keep", "after-keep")]
    [InlineData(137, true, "after-keep", "random")]
    [InlineData(137, false, null, null)]      // killed by nobody of ours
    [InlineData(134, false, "after-keep", null)] // it fell over by itself,
    [InlineData(134, true, null, null)]       // and was dead when we came to kill it
    [InlineData(0, false, null, null)]
    public void OnlyAKillCountsAsAKill(int exitCode, bool isKilled, string? point, string? end) =>
        Assert.Equal(end, RealProgram.EndOf(exitCode, isKilled, point is null ? null : new Death(point, 1)));

    /// <summary>Of the real program; a log names nobody.</summary>
    private static string LastWordsIn(string folder) =>
        Path.Combine(folder, "program.log") is var log && File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(40)) : "";

    private static IEnumerable<int> Known(string kind) => File.ReadLines(Path.Combine(Needs.Root, "tests", "Storm", "seeds.txt"))
        .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ', '\t')[1]));
}
