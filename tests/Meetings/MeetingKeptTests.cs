using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage.Meetings;
using StoryWorld = Zaitaku.Tests.World.World;
using static Zaitaku.Tests.Meetings.MeetingTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>Secret addresses and rights to answer are kept no longer than they are of use, and not a day less.</summary>
public sealed class MeetingKeptTests
{
    [Fact]
    public async Task LinksGoThirtyDaysAfterTheMeeting_TicketsThirtyDaysAfterTheSurvey_NeverWhileItIsOpen()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 18, 21));
        int id = await HeldAsync(world, "2026-06-18");
        DateTimeOffset end = At("2026-06-18", 20, 30), closes = world.Clock.GetUtcNow().AddDays(7);
        await world.AskAsync(async db =>
        {
            MeetingInvitee who = new() { MeetingId = id, Name = "架空太郎", AttendedAt = world.Clock.GetUtcNow(), AddedAt = world.Clock.GetUtcNow() };
            MeetingSurvey survey = new() { MeetingId = id, SentAt = world.Clock.GetUtcNow(), ClosesAt = closes };
            db.AddRange(who, survey);
            await db.SaveChangesAsync();
            db.MeetingLinks.Add(new MeetingLink { Id = Guid.CreateVersion7(end), InviteeId = who.Id, TokenHash = "a", CreatedAt = end, ExpiresAt = end.AddDays(30) });
            db.SurveyTickets.Add(new SurveyTicket { Id = SurveyAnswer.RandomId(), SurveyId = survey.Id, InviteeId = who.Id, TokenHash = "b", IsUsed = true });
            return await db.SaveChangesAsync();
        });
        Assert.Equal((1, 1), await LeftAsync(world, closes.AddSeconds(-1)));
        Assert.Equal((1, 1), await LeftAsync(world, end.AddDays(30).AddSeconds(-1)));
        Assert.Equal((0, 1), await LeftAsync(world, end.AddDays(30)));
        Assert.Equal((0, 1), await LeftAsync(world, closes.AddDays(SurveyRules.TicketDays)));
        Assert.Equal((0, 0), await LeftAsync(world, closes.AddDays(SurveyRules.TicketDays).AddSeconds(1)));
    }

    /// <summary>A survey that was kept back and never sent has no tickets; one that was extended keeps them.</summary>
    [Fact]
    public async Task AnOpenSurveyOfAnOldMeeting_KeepsWhoAnswered()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 18, 21));
        int id = await HeldAsync(world, "2026-06-18");
        DateTimeOffset now = At("2026-12-01", 9);
        await world.AskAsync(async db =>
        {
            MeetingSurvey survey = new() { MeetingId = id, SentAt = now, ClosesAt = now.AddDays(7) };
            db.MeetingSurveys.Add(survey);
            await db.SaveChangesAsync();
            db.SurveyTickets.Add(new SurveyTicket { Id = SurveyAnswer.RandomId(), SurveyId = survey.Id, InviteeId = 1, TokenHash = "b", IsUsed = true });
            return await db.SaveChangesAsync();
        });
        Assert.Equal((0, 1), await LeftAsync(world, now.AddDays(6)));
    }

    private static async Task<(int Links, int Tickets)> LeftAsync(StoryWorld world, DateTimeOffset at)
    {
        world.Clock.AdvanceTo(at);
        return await world.AskAsync(async db =>
        {
            await ActivatorUtilities.CreateInstance<HousekeepingJob>(world.Services, db).RunAsync(CancellationToken.None);
            return (await db.MeetingLinks.CountAsync(), await db.SurveyTickets.CountAsync());
        });
    }
}
