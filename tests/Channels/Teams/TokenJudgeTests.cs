using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Our identity server and the tokens it makes, as Microsoft's own library sees them: good ones pass, forged ones do not.
/// So what our bot refuses of this table it refuses of the real thing.</summary>
public sealed class TokenJudgeTests
{
    [SkippableFact]
    public async Task EveryToken_IsWhatItsNameSays_ToMicrosoftsLibrary()
    {
        Judges.RequireNode("botframework-connector");
        FakeTeams teams = new(TimeProvider.System); // The library looks at the real clock.
        await using FakeTeamsServer server = await FakeTeamsServer.StartAsync(teams, port: 0);
        IReadOnlyList<TokenCase> cases = TokenCases.Of(teams);
        IReadOnlyList<(bool Accepted, string Problem)> verdicts = await new MicrosoftsVerifier(teams).JudgeAsync([.. cases.Select(row => row.Request)]);
        Assert.Equal(cases.Count, verdicts.Count);
        string[] wrong = [.. cases.Zip(verdicts).Where(pair => pair.First.Library != pair.Second.Accepted)
            .Select(pair => $"{pair.First.Name}: {(pair.Second.Accepted ? "accepted" : pair.Second.Problem)}")];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {cases.Count}:\n{string.Join('\n', wrong)}");
        Assert.True(cases.Count >= 34);
    }

    [SkippableFact]
    public async Task EveryActivityOfOurs_IsLetInByMicrosoftsLibrary_AfterAKeyChangeToo()
    {
        Judges.RequireNode("botframework-connector");
        FakeTeams teams = new(TimeProvider.System);
        await using FakeTeamsServer server = await FakeTeamsServer.StartAsync(teams, port: 0);
        teams.Identity.RotateKeys(isOldKept: false);
        HeardActivity card = new("1", teams.ConversationOf("佐藤"), "佐藤", teams.Clock.GetUtcNow(), TeamsSamples.Message(TeamsSamples.Card("相談", TeamsSamples.Execute("引き受ける", "claim"))), HeardHow.Sent);
        TeamsRequest[] requests =
        [
            teams.Says("佐藤", "こんばんは"), teams.Says("佐藤", "当番", inGroup: "当番の相談"), teams.Says("佐藤", "当番", inChannel: "夜間当番"),
            teams.Presses("佐藤", card, "引き受ける"), teams.Installs("佐藤"), teams.Uninstalls("佐藤"), teams.AddsBotToGroup("佐藤", "当番の相談"), teams.Reacts("佐藤", card),
        ];
        Assert.All(await new MicrosoftsVerifier(teams).JudgeAsync(requests), verdict => Assert.True(verdict.Accepted, verdict.Problem));
    }

    [Fact]
    public async Task TheTableIsAwake()
    {
        FakeTeams teams = new(FakeClock.InTokyo(2026, 4, 1, 22));
        Xunit.Sdk.TrueException open = await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => TokenTable.HoldsAsync(teams, new Always(true)));
        Assert.Contains("alg none: let in", open.Message);
        Xunit.Sdk.TrueException shut = await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => TokenTable.HoldsAsync(teams, new Always(false)));
        Assert.Contains("good: refused", shut.Message);
        await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => TokenTable.HoldsAsync(teams, new Always(null)));
    }

    private sealed class Always(bool? answer) : ITokenVerifier
    {
        public Task<bool?> AcceptsAsync(TeamsRequest request) => Task.FromResult(answer);
    }
}
