using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>What held of each meeting at each instant, and what each person believes by their phone.</summary>
internal sealed class MeetingSeason(StoryWorld world, bool isCalm)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(30);

    private readonly Dictionary<int, List<(DateTimeOffset From, Facts Facts)>> _held = [];
    private readonly Dictionary<(string, int), ToldFacts> _believed = [];
    private Dictionary<int, int> _taken = [];

    public int Heard { get; private set; }

    public int Corrections { get; private set; }

    public int Offers { get; private set; }

    public int Checked { get; private set; }

    /// <summary>When a phone could be reached last without doubt since; people who left and came back are looked for once a day.</summary>
    public Dictionary<string, DateTimeOffset> BackSince { get; } = [];

    public HashSet<string> Blocked { get; } = [];

    /// <summary>LINE fails now and then.</summary>
    public bool IsBadWeather { get; set; }

    /// <summary>When it failed last.</summary>
    public DateTimeOffset FailedAt { get; set; }

    private sealed record Facts(DateTimeOffset StartsAt, string Place, bool IsCancelled);

    /// <summary>After each edit, at its instant.</summary>
    public async Task RememberAsync(string where)
    {
        await HoldSeatsAsync(await RowsAsync(), where);
        foreach (Meeting meeting in await world.AskAsync(db => db.Meetings.AsNoTracking().ToListAsync()))
        {
            Facts facts = new(meeting.StartsAt, meeting.Place, meeting.IsCancelled);
            List<(DateTimeOffset From, Facts Facts)> held = _held.TryGetValue(meeting.Id, out List<(DateTimeOffset From, Facts Facts)>? known) ? known : _held[meeting.Id] = [];
            if (held.Count == 0 || held[^1].Facts != facts)
            {
                held.Add((world.Clock.GetUtcNow(), facts));
            }
        }
    }

    /// <summary>Looks, and holds what moved up against the queue.</summary>
    public async Task LookAsync(string where)
    {
        List<MeetingInvitee> before = await RowsAsync();
        await MeetingTown.LookAsync(world);
        List<MeetingInvitee> after = await RowsAsync();
        foreach (IGrouping<int, MeetingInvitee> list in after.GroupBy(one => one.MeetingId))
        {
            long[] queue = [.. SeatRules.Queue(before.Where(one => one.MeetingId == list.Key)).Select(one => one.Id)];
            long[] offered = [.. list.Where(one => one.Answer == MeetingAnswer.Offered && queue.Contains(one.Id)).Select(one => one.Id)];
            Assert.True(offered.ToHashSet().SetEquals(queue.Take(offered.Length)), $"{where}: offered to {string.Join(' ', offered)} of the queue {string.Join(' ', queue)}.");
            Offers += offered.Length;
        }

        await HoldSeatsAsync(after, where);
        await HearAsync(where);
    }

    /// <summary>Nobody gets a seat that is not there; who had one when the limit was lowered keeps it.</summary>
    private async Task HoldSeatsAsync(List<MeetingInvitee> rows, string where)
    {
        Dictionary<int, int> taken = rows.GroupBy(one => one.MeetingId).ToDictionary(list => list.Key, SeatRules.Taken);
        foreach (Meeting meeting in await world.AskAsync(db => db.Meetings.AsNoTracking().Where(meeting => meeting.Capacity != null).ToListAsync()))
        {
            int now = taken.GetValueOrDefault(meeting.Id);
            Assert.True(now <= Math.Max(meeting.Capacity!.Value, _taken.GetValueOrDefault(meeting.Id)), $"{where}: {now} of {meeting.Capacity} seats are taken.");
        }

        _taken = taken;
    }

    /// <summary>At each delivery the words are those of the instant; of a try that was repeated, of its first.</summary>
    public async Task HearAsync(string where)
    {
        foreach (string name in Everybody)
        {
            foreach (HeardMessage message in world.Line.Heard(name).OrderBy(message => message.At))
            {
                foreach (ToldFacts told in FactCards.Read(message.Words))
                {
                    await HearAsync(name, message, told, where);
                }
            }
        }
    }

    private async Task HearAsync(string name, HeardMessage message, ToldFacts told, string where)
    {
        Facts held = _held[told.Meeting].Last(one => one.From <= told.DrawnAt).Facts;
        Assert.True(held == new Facts(told.StartsAt, told.Place, told.IsCancelled), $"{where}: {name} heard {told} and it was {held}.");
        if (message.At != told.DrawnAt)
        {
            Guid key = Guid.Parse(message.RetryKey);
            Assert.True(await world.AskAsync(db => db.Outbox.AnyAsync(one => one.Key == key && one.Attempts > 1)), $"{where}: {name} heard {told} late, at {message.At:M/d HH:mm}.");
        }

        bool isReminder = told.Kind is "Invite" or "Nudge" or "Day" or "Soon";
        Assert.False(isReminder && (told.IsCancelled || told.StartsAt <= told.DrawnAt), $"{where}: {name} was reminded of {told}.");
        Assert.False(told.Kind == "Day" && OfficeTime.DayOf(told.StartsAt).DayNumber - OfficeTime.DayOf(told.DrawnAt).DayNumber > 1, $"{where}: {name} heard too early of {told}.");
        Heard++;
        ToldFacts? before = _believed.GetValueOrDefault((name, told.Meeting));
        bool isNoise = isCalm && told.Kind == "Changed" && before is not null && (before.StartsAt, before.Place, before.IsCancelled) == (told.StartsAt, told.Place, told.IsCancelled);
        Assert.False(isNoise, $"{where}: {name} knew already {told}.\n{(isNoise ? await TraceAsync(await MemberAsync(world, name), told.Meeting) : "")}");
        if (told.Kind == "Removed")
        {
            _believed.Remove((name, told.Meeting));
        }
        else if (told.Kind != "Lapsed")
        {
            Corrections += told.Kind == "Changed" ? 1 : 0;
            _believed[(name, told.Meeting)] = told;
        }
    }

    /// <summary>While phones may ring and LINE has worked for a while: nobody believes what is not so, nobody was forgotten.</summary>
    public async Task HoldAsync(string where)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        if (OfficeTime.MinuteOf(now) is <= 8 * 60 or >= 21 * 60 || IsBadWeather || FailedAt + Patience > now)
        {
            return;
        }

        Dictionary<int, Meeting> meetings = await world.AskAsync(db => db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt > now).ToDictionaryAsync(meeting => meeting.Id));
        List<MeetingInvitee> rows = await RowsAsync();
        HashSet<(string?, Guid?)> unknown = [.. (await world.AskAsync(db => db.Outbox.Where(message => message.State == OutboxState.Unknown).Select(message => new { message.About, message.MemberId }).ToListAsync())).Select(one => (one.About, one.MemberId))]; // Shown to the coordinators.
        foreach (string name in Everybody.Where(name => !Blocked.Contains(name) && BackSince.GetValueOrDefault(name) + Patience < now))
        {
            Guid member = await MemberAsync(world, name);
            foreach (MeetingInvitee who in rows.Where(one => one.MemberId == member && one.IsOpen && meetings.ContainsKey(one.MeetingId) && !unknown.Contains((MeetingMessages.AboutOf(one.MeetingId), member))))
            {
                Meeting meeting = meetings[who.MeetingId];
                ToldFacts? believed = _believed.GetValueOrDefault((name, meeting.Id));
                bool isRight = believed is null || (believed.StartsAt, believed.Place, believed.IsCancelled) == (meeting.StartsAt, meeting.Place, meeting.IsCancelled) || (meeting.IsCancelled && (believed.IsCancelled || believed.StartsAt <= now)); // What nobody waits for any more is not taken back.
                Assert.True(isRight || who.Answer == MeetingAnswer.No, $"{where}: {name} ({who.Answer}) believes {believed} and it is {meeting.Facts}.\n{(isRight ? "" : await TraceAsync(member, meeting.Id))}");
                bool isDue = OfficeTime.At(OfficeTime.DayOf(meeting.StartsAt).AddDays(-meeting.InviteDays), MeetingTimes.MorningMinute) + Patience < now && meeting.ChangedAt + Patience < now && who.AddedAt + Patience < now;
                Assert.True(believed is not null || who.Answer != MeetingAnswer.None || meeting.IsCancelled || !isDue, $"{where}: {name} was never invited to {meeting.Facts}.");
                Checked++;
            }
        }
    }

    /// <summary>What the outbox and the history know of it, for whoever has to find out.</summary>
    private async Task<string> TraceAsync(Guid member, int meeting)
    {
        string about = MeetingMessages.AboutOf(meeting);
        List<OutboxMessage> messages = await world.AskAsync(db => db.Outbox.AsNoTracking().Where(one => one.About == about && one.MemberId == member).OrderBy(one => one.CreatedAt).ToListAsync());
        List<MeetingChange> changes = await world.AskAsync(db => db.MeetingChanges.AsNoTracking().Where(one => one.MeetingId == meeting).OrderBy(one => one.Until).ToListAsync());
        MeetingInvitee who = await world.AskAsync(db => db.MeetingInvitees.AsNoTracking().SingleAsync(one => one.MeetingId == meeting && one.MemberId == member));
        return string.Join('\n', messages.Select(one => $"{one.Kind} {one.Urgency} {one.State} tries {one.Attempts}, written {one.CreatedAt:u}, due {one.DueAt:u}, not before {one.NotBefore:u}, tried {one.FirstTriedAt:u}, done {one.DoneAt:u}, useless {one.UselessAfter:u}: {one.LastAnswer}")
            .Concat(changes.Select(one => $"until {one.Until:u}: {one.Facts}")).Append($"{who.Answer} {who.AnsweredAt:u} {who.AnsweredVia}, added {who.AddedAt:u}, removed {who.RemovedAt:u}, planned {who.PlannedAt:u}; now {world.Clock.GetUtcNow():u}"));
    }

    private Task<List<MeetingInvitee>> RowsAsync() => world.AskAsync(db => db.MeetingInvitees.AsNoTracking().OrderBy(one => one.Id).ToListAsync());
}
