using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Meetings;

/// <summary>Writes what is told as plain facts, so that a test can read them on a phone.</summary>
internal sealed class FactCards : IMeetingCards
{
    private const string Mark = "MEETING";

    /// <summary>Happens while a reminder is being drawn, before it leaves.</summary>
    public Action? WhileDrawing { get; set; }

    public string Reminder(MeetingReminderKind kind, ToldMeeting told, DateTimeOffset now)
    {
        WhileDrawing?.Invoke();
        return Facts(kind.ToString(), told, now);
    }

    public string Changed(ToldMeeting told, MeetingFacts heard, DateTimeOffset now) => Facts("Changed", told, now);

    public string Offer(ToldMeeting told, DateTimeOffset now) => Facts("Offer", told, now);

    public string Lapsed(ToldMeeting told, DateTimeOffset now) => Facts("Lapsed", told, now);

    public string NotComing(ToldMeeting told, DateTimeOffset now) => Facts("NotComing", told, now);

    public string Removed(ToldMeeting told, DateTimeOffset now) => Facts("Removed", told, now);

    public string Together(IReadOnlyList<string> reminders) => OutboxBody.Text(string.Join('\n', reminders.SelectMany(ReplyContent.FromJson).Cast<TextReply>().Select(one => one.Text)));

    /// <summary>What a phone shows, read back; nothing where it shows something else.</summary>
    public static IEnumerable<ToldFacts> Read(string words) =>
        words.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line.Split('|')).Select(parts => new ToldFacts(
            parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture), InstantOf(parts[3]), parts[4], parts[5] == "x", InstantOf(parts[6])));

    private static string Facts(string kind, ToldMeeting told, DateTimeOffset now) => OutboxBody.Text(string.Create(
        CultureInfo.InvariantCulture, $"{Mark}|{kind}|{told.Meeting.Id}|{told.Meeting.StartsAt.UtcTicks}|{told.Meeting.Place}|{(told.Meeting.IsCancelled ? "x" : "")}|{now.UtcTicks}"));

    private static DateTimeOffset InstantOf(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

/// <summary>One message as somebody read it.</summary>
internal sealed record ToldFacts(string Kind, int Meeting, DateTimeOffset StartsAt, string Place, bool IsCancelled, DateTimeOffset DrawnAt);
