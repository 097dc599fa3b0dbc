using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Outbox;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Edits and messages that overtake each other, and messages that could not leave: nobody is left with what is not so.</summary>
public sealed class MeetingOvertakenStory : OwedWorld
{
    private const string Elsewhere = "中央病院";

    [Fact]
    public async Task AnEditBegunBeforeTheMessagesLeft_AndSavedAfter_IsTold()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-04", 10));
        DateTimeOffset pressed = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.SettleAsync();
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await world.AskAsync(async db =>
        {
            MeetingEditing.Apply(db, await db.Meetings.SingleAsync(), pressed, meeting => meeting.Place = Elsewhere); // Its save waited for the lock.
            return await db.SaveChangesAsync();
        });
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(world);
        Assert.All(Everybody, name => Assert.Equal(("Changed", Elsewhere), Assert.Single(Told(world, name)) is var told ? (told.Kind, told.Place) : default));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await EditAsync(world, id, meeting => meeting.Fee = "500円");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody)); // Once.
    }

    [Fact]
    public async Task AnEditFollowedBetweenDrawingAndSending_WhatWasDrawnDoesNotLeave()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-04", 10));
        FactCards cards = (FactCards)world.Services.GetRequiredService<IMeetingCards>();
        cards.WhileDrawing = () => Task.Run(async () =>
        {
            cards.WhileDrawing = null;
            await EditAsync(world, id, meeting => meeting.Place = Elsewhere);
            await world.Services.GetRequiredService<MeetingPass>().RunAsync(CancellationToken.None);
        }).Wait(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        await LookAsync(world);
        Assert.All(Everybody, name => Assert.Equal(("Invite", Elsewhere), Assert.Single(Told(world, name)) is var told ? (told.Kind, told.Place) : default));
    }

    [Fact]
    public async Task FromTheHallToOnlineOnly_IsTold_ThoughPlaceAndLinkStay()
    {
        await using StoryWorld world = await InvitedAsync(meeting => (meeting.Way, meeting.OnlineUrl) = (MeetingWay.Both, "https://example.jp/room"));
        await EditAsync(world, 1, meeting => meeting.Way = MeetingWay.Online);
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task AnotherAddress_IsTold_AnAddedOneIsNot()
    {
        await using StoryWorld world = await InvitedAsync(meeting => { });
        await EditAsync(world, 1, meeting => meeting.Address = "みなと市港町9-9");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody)); // They know the hall.
        await AnswersAsync(world, Kihara, 1, WantedAnswer.Yes);
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-17", 17);
        Assert.Equal("Day", KindsTold(world, Kihara));
        KindsTold(world, Miki, Hirose, Sato);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await EditAsync(world, 1, meeting => meeting.Address = "みなと市港町1-1");
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Everybody)); // The reminders said the wrong one.
    }

    [Fact]
    public async Task AnEditOfBeforeWaysWereWrittenDown_IsNoDifference()
    {
        await using StoryWorld world = await InvitedAsync(meeting => { });
        await world.AskAsync(async db =>
        {
            Meeting meeting = await db.Meetings.SingleAsync();
            MeetingEditing.Apply(db, meeting, world.Clock.GetUtcNow(), one => one.Place = Elsewhere);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync("""UPDATE "meeting_change" SET "Way" = NULL, "Address" = NULL, "Revision" = NULL""");
            return await db.Database.ExecuteSqlRawAsync("""UPDATE "outbox_message" SET "Drawn" = NULL""");
        });
        await LookAsync(world);
        Assert.Equal("Changed", KindsTold(world, Everybody)); // By the clock, as before.
        world.Clock.Advance(TimeSpan.FromHours(1));
        await EditAsync(world, 1, meeting => meeting.Fee = "500円");
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task ThePlanIsSpent_WhatCouldNotLeave_IsDrawnAnewWhenThereIsRoom()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int off = await HeldAsync(world, "2026-06-18"), held = await HeldAsync(world, "2026-06-19");
        await LookAsync(world);
        await SpendAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("", KindsTold(world, Everybody));
        Assert.True(await world.AskAsync(db => db.Outbox.AnyAsync(message => message.Attempts > 0)), "Nothing was tried.");
        world.Clock.AdvanceTo(At("2026-06-08", 11));
        await CancelAsync(world, off);
        await EditAsync(world, held, meeting => meeting.Place = Elsewhere);
        await RemovesAsync(world, Sato, held);
        await LookAsync(world);
        Assert.Equal("", KindsTold(world, Everybody));
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (5_000, 0);
        await RunQuotaJobAsync(world);
        for (int look = 0; look < 4; look++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(16));
            await LookAsync(world);
        }

        Assert.All(new[] { Kihara, Miki, Hirose }, name => Assert.Equal(("Invite", held, Elsewhere), Assert.Single(Told(world, name)) is var told ? (told.Kind, told.Meeting, told.Place) : default));
        Assert.Equal("", KindsTold(world, Sato));
    }

    [Fact]
    public async Task ThePlanIsSpent_AWeeksInvitations_AreEachSaidOnce()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await HeldAsync(world, "2026-06-18");
        await HeldAsync(world, "2026-06-19");
        await LookAsync(world);
        await SpendAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (5_000, 0);
        await RunQuotaJobAsync(world);
        for (int look = 0; look < 4; look++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(16));
            await LookAsync(world);
        }

        Assert.Equal("Invite Invite", KindsTold(world, Everybody));
    }

    [Fact]
    public async Task TheChannelRefusesAWeeksInvitations_EachGoesByTheOther()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9), more: services => services.AddSingleton<IChannelSender>(Other));
        int first = await HeldAsync(world, "2026-06-18", meeting => meeting.AudienceRoles = "doctor"), second = await HeldAsync(world, "2026-06-19", meeting => meeting.AudienceRoles = "doctor");
        Guid kihara = await MemberAsync(world, Kihara);
        await world.AskAsync(async db =>
        {
            db.ChannelLinks.Add(new ChannelLink { MemberId = kihara, Channel = "other", ChannelUserId = "mri", Address = "teams-of-kihara" });
            return await db.SaveChangesAsync();
        });
        world.Line.IsStranger(Kihara);
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        await LookAsync(world);
        ToldFacts[] told = [.. Other.Sent.SelectMany(sent => ReplyContent.FromJson(sent.Body)).Cast<TextReply>().SelectMany(reply => FactCards.Read(reply.Text))];
        Assert.Equal([first, second], told.Select(one => one.Meeting).Order());
        world.Clock.AdvanceTo(At("2026-06-05", 10));
        await LookAsync(world);
        Assert.Equal(2, Other.Sent.SelectMany(sent => ReplyContent.FromJson(sent.Body)).Cast<TextReply>().SelectMany(reply => FactCards.Read(reply.Text)).Count()); // Nor again the next day.
    }

    /// <summary>On June 4 at ten all are invited to a meeting on the 18th; it is an hour later.</summary>
    private static async Task<StoryWorld> InvitedAsync(Action<Meeting> adjust)
    {
        StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await HeldAsync(world, "2026-06-18", adjust);
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        world.Clock.Advance(TimeSpan.FromHours(1));
        return world;
    }
}
