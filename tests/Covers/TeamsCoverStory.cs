using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Desk;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>The same in Teams: the answer to a press takes the place of the card that asked, so that nobody presses it again.</summary>
public sealed class TeamsCoverStory
{
    private readonly FakeClock _clock = CoverTown.Clock();

    [Fact]
    public async Task AskedAndTakenInTeams_TheCardShowsWhatBecameOfIt()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        foreach (string name in (string[])["木原", "三木", "広瀬"])
        {
            await world.SaysInTeamsAsync(name, "使い方");
            world.HearsInTeams(name);
        }

        await world.AskAsync(async db =>
        {
            foreach (string name in (string[])["木原", "三木", "広瀬"])
            {
                DutyHolder holder = Holder(name, "0000-31-1111");
                string id = FakeTeams.IdOf(name);
                holder.MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync();
                db.DutyHolders.Add(holder);
            }

            return await GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night("木原", "2026-06-06"), Night("三木", "2026-06-09"), Night("広瀬", "2026-06-10"));
        });
        await world.SaysInTeamsAsync("木原", "土曜の当番代わってほしい");
        await world.PressesInTeamsAsync("木原", world.HearsInTeams("木原", "まだ送っていません")[^1], "この内容で送る");
        world.HearsInTeams("木原", "2人にお願いを送りました");
        HeardActivity asked = world.HearsInTeams("三木", "当番の交代のお願い")[^1], other = world.HearsInTeams("広瀬", "当番の交代のお願い")[^1];
        await world.PressesInTeamsAsync("三木", asked, "引き受けます");
        world.HearsInTeams("三木", "当番の交代が決まりました");
        world.HearsInTeams("木原", "当番の交代が決まりました", "三木");
        world.HearsInTeams("広瀬", "引き受ける方が決まりました");
        await world.PressesInTeamsAsync("広瀬", other, "引き受けます");
        world.HearsInTeams("広瀬", "もう決まりました");
        Assert.Equal(CoverState.Settled, await world.AskAsync(db => db.CoverRequests.Select(request => request.State).SingleAsync()));
    }
}
