using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A coordinator corrects whom a meeting is for: whoever is no longer meant is not invited.</summary>
public sealed class MeetingNarrowStory
{
    [Fact]
    public async Task Narrowed_WhoHeardNothingIsNotInvited_WhoWasAddedByHandIs()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18", meeting => meeting.AudienceRoles = "nurse doctor");
        await AddsAsync(world, Sato, id);
        await LookAsync(world);
        Assert.Equal(3, await ListedAsync(world));
        await AsksAsync(world, id, "doctor");
        Assert.Equal(2, await ListedAsync(world));
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Kihara, Sato));
        Assert.Equal("", KindsTold(world, Miki, Hirose));
        await AsksAsync(world, id, "doctor", "nurse"); // After all.
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.Equal("Invite", KindsTold(world, Miki));
        Assert.Equal("", KindsTold(world, Kihara, Sato, Hirose));
    }

    [Fact]
    public async Task Narrowed_WhoHeardOfIt_StaysOnTheList()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await AsksAsync(world, id, "doctor");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
        Assert.Equal(4, await ListedAsync(world)); // Taking them off is for a coordinator: each is told so.
    }

    private static Task<int> ListedAsync(StoryWorld world) => world.AskAsync(db => db.MeetingInvitees.CountAsync());

    private static Task<int> AsksAsync(StoryWorld world, int id, params string[] roles) => world.AskAsync(async db =>
    {
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id);
        MeetingForm form = MeetingForm.Of(meeting);
        form.Roles = roles;
        await new CalendarDesk(db, world.Services.GetRequiredService<LiveDirectory>()).ChangeAsync(meeting, form, new MeetingDate(null, meeting.StartsAt, meeting.EndsAt), Guid.CreateVersion7(world.Clock.GetUtcNow()), world.Clock.GetUtcNow(), CancellationToken.None);
        return await db.SaveChangesAsync();
    });
}
