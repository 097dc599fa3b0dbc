using Xunit;
using Zaitaku.Fakes;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A meeting moved farther ahead than messages are planned for.</summary>
public sealed class FarMoveStory
{
    [Fact]
    public async Task MovedByHalfAYear_ItIsAskedOfBeforeItsNewDay_NotItsOldOne()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        await EditAsync(world, id, meeting => (meeting.StartsAt, meeting.EndsAt) = (At("2026-12-17", 19), At("2026-12-17", 20, 30)));
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        await LookAtAsync(world, "2026-06-13", 10);
        Assert.Equal("", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-12-03", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await LookAtAsync(world, "2026-12-12", 10);
        Assert.Equal("Nudge", KindsTold(world, Everybody));
    }
}
