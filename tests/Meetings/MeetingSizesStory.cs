using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Real sizes through all reminders, by the job, with phones that are counted.</summary>
public sealed class MeetingSizesStory
{
    private static readonly string[] Days = ["2026-06-18", "2026-07-09", "2026-07-30", "2026-08-20", "2026-09-10"];

    [Fact]
    public async Task FiveTrainings_EachHearsEachReminderOnce() => await RunAsync([137, 105, 151, 45, 40]); // Of a real hub's five trainings.

    [Fact]
    public async Task FiveHundredInvited_EachHearsEachReminderOnce() => await RunAsync([500]);

    /// <summary>Of the people of each list a third comes, a third does not, a third says nothing.</summary>
    private static async Task RunAsync(int[] sizes)
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        string[] names = [.. Enumerable.Range(0, sizes.Max()).Select(at => $"person{at}")];
        await PeopleAsync(world, names);
        int[] ids = new int[sizes.Length];
        for (int at = 0; at < sizes.Length; at++)
        {
            ids[at] = await HeldAsync(world, Days[at], meeting => (meeting.Title, meeting.Inviting) = ($"研修{at}", MeetingInviting.ByHand));
            await InviteAsync(world, ids[at], sizes[at]);
        }

        for (int at = 0; at < sizes.Length; at++)
        {
            await HoldAsync(world, names, ids[at], sizes[at], DateOnly.ParseExact(Days[at], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static async Task HoldAsync(StoryWorld world, string[] names, int id, int size, DateOnly day)
    {
        await AtAsync(world, day.AddDays(-14), 10);
        Told(world, names, id, size, "Invite", _ => true);
        await AnswerAsync(world, id);
        await AtAsync(world, day.AddDays(-5), 10);
        Told(world, names, id, size, "Nudge", IsSilent);
        await AtAsync(world, day.AddDays(-1), 16);
        Told(world, names, id, size, "Day", _ => false);
        await AtAsync(world, day.AddDays(-1), 17);
        Told(world, names, id, size, "Day", Comes);
        await AtAsync(world, day, 17);
        Told(world, names, id, size, "Soon", Comes);
        await AtAsync(world, day.AddDays(1), 10);
        Told(world, names, id, size, "", _ => false);
    }

    private static bool Comes(int person) => person % 3 == 0;

    private static bool IsSilent(int person) => person % 3 == 2;

    /// <summary>Just these phones heard just this, once, since they were last asked.</summary>
    private static void Told(StoryWorld world, string[] names, int id, int size, string kind, Func<int, bool> hears)
    {
        for (int person = 0; person < names.Length; person++)
        {
            (string, int)[] heard = [.. MeetingTown.Told(world, names[person]).Select(told => (told.Kind, told.Meeting))];
            (string, int)[] due = person < size && hears(person) ? [(kind, id)] : [];
            Assert.True(due.SequenceEqual(heard), $"{names[person]} heard {string.Join(' ', heard)} and not {string.Join(' ', due)}.");
        }
    }

    /// <summary>The job looks twice: what one pass leaves is of the next.</summary>
    private static async Task AtAsync(StoryWorld world, DateOnly day, int hour)
    {
        world.Clock.AdvanceTo(OfficeTime.At(day, hour * 60));
        await LookAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await LookAsync(world);
    }

    private static Task<int> PeopleAsync(StoryWorld world, string[] names) => world.AskAsync(async db =>
    {
        foreach (string name in names)
        {
            Member member = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), Role = Role.Nurse, CreatedAt = world.Clock.GetUtcNow() };
            member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = FakeLine.IdOf(name) });
            db.Members.Add(member);
        }

        return await db.SaveChangesAsync();
    });

    private static Task<int> InviteAsync(StoryWorld world, int id, int size) => world.AskAsync(async db =>
    {
        Dictionary<string, Guid> byUser = await db.ChannelLinks.ToDictionaryAsync(link => link.ChannelUserId, link => link.MemberId);
        db.MeetingInvitees.AddRange(Enumerable.Range(0, size).Select(at => new MeetingInvitee { MeetingId = id, MemberId = byUser[FakeLine.IdOf($"person{at}")], AddedAt = world.Clock.GetUtcNow() }));
        return await db.SaveChangesAsync();
    });

    private static Task<int> AnswerAsync(StoryWorld world, int id) => world.AskAsync(async db =>
    {
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id);
        List<MeetingInvitee> list = await MeetingAnswering.ListAsync(db, id, CancellationToken.None);
        for (int person = 0; person < list.Count; person++)
        {
            if (!IsSilent(person))
            {
                await MeetingAnswering.AnswerAsync(db, meeting, list[person], Comes(person) ? WantedAnswer.Yes : WantedAnswer.No, AnswerVia.Chat, staff: null, world.Clock.GetUtcNow(), CancellationToken.None);
            }
        }

        return await db.SaveChangesAsync();
    });
}
