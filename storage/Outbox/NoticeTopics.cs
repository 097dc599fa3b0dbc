namespace Zaitaku.Storage.Outbox;

/// <summary>What notices are about, as a person tells them apart who wants some of them at other hours.</summary>
public static class NoticeTopics
{
    /// <summary>Consultations: what a coordinator hears of the queue, and what somebody who asked is reminded of.</summary>
    public const string Consultation = "consultation";

    /// <summary>The hub's own running: the month's plan of messages, calls somebody has to make.</summary>
    public const string Operation = "operation";

    /// <summary>On-call duties: one's own, and those one is asked to take over.</summary>
    public const string Duty = "duty";

    /// <summary>Patients who need a doctor: hands to raise (手上げ), and standing in for another (代診).</summary>
    public const string Hands = "hands";

    /// <summary>Meetings and trainings: invitations, reminders, what they left to do.</summary>
    public const string Meeting = "meeting";

    /// <summary>First part of a message's kind (before the first dot) to its topic.</summary>
    private static readonly Dictionary<string, string> Topics = new(StringComparer.Ordinal)
    {
        ["consultation"] = Consultation, ["desk"] = Consultation, ["danger"] = Consultation, ["quota"] = Operation, ["phone"] = Operation, ["unanswered"] = Operation, ["duty"] = Duty, ["cover"] = Duty, ["hands"] = Hands, ["substitute"] = Hands,
        ["meeting"] = Meeting, ["issue"] = Meeting, ["survey"] = Meeting,
    };

    public static IReadOnlyList<string> All { get; } = [Consultation, Duty, Hands, Meeting, Operation];

    /// <param name="kind">Of a message: <c>desk.arrived</c>.</param>
    /// <returns>Null for a kind that is of no topic: the hours for every kind hold.</returns>
    public static string? OfKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Topics.GetValueOrDefault(kind.Split('.', 2)[0]);
    }
}
