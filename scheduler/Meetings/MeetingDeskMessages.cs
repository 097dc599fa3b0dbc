using System.Globalization;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>What a coordinator has to do about a meeting.</summary>
public enum DeskTask
{
    /// <summary>Phone those who are offered a seat and are in no chat.</summary>
    Calls,

    /// <summary>Ask those whom no invitation reaches, by phone or fax.</summary>
    Unreached,

    /// <summary>Write down who came, or what was said.</summary>
    Unwritten,
}

/// <summary>One of these, of one meeting.</summary>
public sealed record DeskMatter(DeskTask Task, int Meeting)
{
    /// <summary>What messages are about begins so.</summary>
    public const string Prefix = "meetdesk:";

    public string Kind => KindOf(Task);

    public string About => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Word(Task)}:{Meeting}");

    public static string KindOf(DeskTask task) => $"meeting.desk{Word(task)}";

    /// <returns>Null where the message is about something else.</returns>
    public static DeskMatter? In(string? about) =>
        Enum.GetValues<DeskTask>().Select(task => Outbox.OutboxAbouts.NumberIn(about, $"{Prefix}{Word(task)}:") is { } id ? new DeskMatter(task, id) : null).FirstOrDefault(one => one is not null);

    private static string Word(DeskTask task) => task.ToString().ToLowerInvariant();
}

/// <summary>How it stands: what is drawn.</summary>
/// <param name="People">How many are to be called; 0 where nobody is.</param>
/// <param name="Until">By when the first of them must answer; null where nothing is said of it.</param>
public sealed record DeskState(DeskTask Task, Meeting Meeting, int People, DateTimeOffset? Until);

/// <summary>Draws it for coordinators, without names. Implemented above, where cards are.</summary>
public interface IMeetingDeskCards
{
    /// <returns>Channel-neutral contents as JSON, for the outbox.</returns>
    string Told(DeskState state, DateTimeOffset now);
}
