using Xunit;
using Zaitaku.Fakes;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Our own door held against the table of tokens Microsoft's library was held against (<see cref="TokenJudgeTests"/>).</summary>
public sealed class TokenDoorTests
{
    [Fact]
    public async Task EveryToken_IsLetInOrRefused_AsItsNameSays()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 22), World.World.WithTeams());
        int rows = await TokenTable.HoldsAsync(world.Teams, new BotVerifier(world.Web));
        Assert.True(rows >= 34);
        await world.SettleAsync();
        Assert.NotEmpty(world.Teams.Heard("佐藤")); // Those let in were answered, once each person's words.
        Assert.Empty(world.Teams.StrangersCalled); // No token of ours went to a host somebody named.
    }
}
