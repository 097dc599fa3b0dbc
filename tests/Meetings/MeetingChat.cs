using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A town in which people are invited: invitations are planned by hand, as the pass does it.</summary>
internal static class MeetingChat
{
    public const string Mihara = "三原", Eiko = "栄子", Kato = "加藤";

    /// <summary>Thursday 2026-06-04, 10:00 in Tokyo.</summary>
    public static FakeClock Clock() => FakeClock.InTokyo(2026, 6, 4, 10);

    /// <summary>Two care managers and a nurse on LINE.</summary>
    public static async Task<StoryWorld> StartAsync(FakeClock clock)
    {
        StoryWorld world = await DeskWorld.StartAsync(clock);
        await world.IsAsync(Mihara, Role.CareManager);
        await world.IsAsync(Eiko, Role.CareManager);
        await world.IsAsync(Kato, Role.Nurse);
        return world;
    }

    public static Meeting Training(string day = "2026-06-18", string title = "多職種連携研修会「看取りを支える」") => new()
    {
        Title = title, Organiser = "みなと市医師会", Kind = MeetingKind.Training, StartsAt = At(day, 19), EndsAt = At(day, 20, 30), Place = "みなと市役所 3階", Inviting = MeetingInviting.Audience, CreatedAt = At("2026-05-01", 9), ChangedAt = At("2026-05-01", 9),
    };

    public static Meeting CaseStudy(string day = "2026-06-25") => new()
    {
        Title = "事例検討会", Organiser = "拠点", Kind = MeetingKind.CaseStudy, StartsAt = At(day, 13, 30), EndsAt = At(day, 15), Place = "保健センター", Inviting = MeetingInviting.ByHand, CreatedAt = At("2026-05-01", 9), ChangedAt = At("2026-05-01", 9),
    };

    public static Task<int> GivenAsync(StoryWorld world, Meeting meeting) => world.AskAsync(async db =>
    {
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    });

    /// <summary>They are on the list, and the invitation goes out.</summary>
    public static async Task InviteAsync(StoryWorld world, int meeting, string[] names, InviteeKind kind = InviteeKind.Person, bool isTold = true)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        foreach (string name in names)
        {
            await world.AskAsync(async db =>
            {
                db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = meeting, MemberId = await MemberAsync(db, name), Kind = kind, AddedAt = now });
                return await db.SaveChangesAsync();
            });
        }

        if (isTold)
        {
            await TellAsync(world, meeting, MeetingReminderKind.Invite, names);
        }
    }

    /// <summary>A reminder is planned for now, drawn by the cards, and goes out.</summary>
    public static async Task TellAsync(StoryWorld world, int meeting, MeetingReminderKind kind, params string[] names)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        IMeetingCards cards = world.Services.GetRequiredService<IMeetingCards>();
        await world.AskAsync(async db =>
        {
            Meeting one = await db.Meetings.SingleAsync(some => some.Id == meeting);
            foreach (string name in names)
            {
                Guid member = await MemberAsync(db, name);
                MeetingInvitee who = await db.MeetingInvitees.SingleAsync(some => some.MeetingId == meeting && some.MemberId == member);
                OutboxPlans.Add(db, MeetingMessages.AboutOf(meeting), new PlannedMessage(member, MeetingMessages.KindOf(kind), Urgency.Notice, cards.Reminder(kind, new ToldMeeting(one, who, false, null), now), now, one.StartsAt), now);
            }

            return await db.SaveChangesAsync();
        });
        await world.SettleAsync();
    }

    public static Task<Guid> MemberAsync(ZaitakuDb db, string name)
    {
        string line = FakeLine.IdOf(name), teams = FakeTeams.IdOf(name);
        return db.ChannelLinks.Where(link => link.ChannelUserId == line || link.ChannelUserId == teams).Select(link => link.MemberId).SingleAsync();
    }

    public static Task<MeetingInvitee> RowAsync(StoryWorld world, int meeting, string name) => world.AskAsync(async db =>
    {
        Guid member = await MemberAsync(db, name);
        return await db.MeetingInvitees.AsNoTracking().SingleAsync(one => one.MeetingId == meeting && one.MemberId == member);
    });

    public static async Task<MeetingAnswer> AnswerAsync(StoryWorld world, int meeting, string name) => (await RowAsync(world, meeting, name)).Answer;

    public static Task EditAsync(StoryWorld world, int meeting, Action<Meeting> edit) => world.AskAsync(async db =>
    {
        Meeting one = await db.Meetings.SingleAsync(some => some.Id == meeting);
        edit(one);
        one.Touch(world.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });
}
