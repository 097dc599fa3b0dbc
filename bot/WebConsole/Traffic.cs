using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.WebConsole;

/// <param name="OldestAt">When the oldest waiting event came in.</param>
/// <param name="HandledToday">Since midnight in Tokyo.</param>
public sealed record InboxFigure(int Waiting, DateTimeOffset? OldestAt, int Parked, int HandledToday);

/// <summary>Messages that wait, of one urgency on one channel.</summary>
/// <param name="Channel">Empty while it is open on which channel the person is reached.</param>
/// <param name="Late">Due or tried in vain; the others wait for their time or for the end of quiet hours.</param>
/// <param name="OldestDueAt">When the latest of the late ones was due.</param>
public sealed record WaitingFigure(Urgency Urgency, string Channel, int Count, int Late, DateTimeOffset? OldestDueAt);

/// <summary>A message nobody knows the fate of.</summary>
public sealed record UnknownRow(Guid Id, string Kind, Urgency Urgency, string Channel, DateTimeOffset? At, string LastAnswer);

/// <summary>Messages given up or cancelled for one reason.</summary>
/// <param name="LastAt">Null for what is summed up of many reasons.</param>
public sealed record EndFigure(OutboxState State, string Reason, int Count, DateTimeOffset? LastAt);

/// <summary>Somebody to ring up.</summary>
/// <param name="Role">Null when the person is gone.</param>
public sealed record CallRow(int Id, string Phone, Role? Role, string Reason, DateTimeOffset Since);

/// <summary>Everything on the page of inbox and outbox, at one instant.</summary>
public sealed record Traffic
{
    public required DateTimeOffset At { get; init; }

    public required InboxFigure Inbox { get; init; }

    public required IReadOnlyList<ParkedRow> Parked { get; init; }

    public required IReadOnlyList<WaitingFigure> Waiting { get; init; }

    public required int Sending { get; init; }

    public required int UnseenUnknown { get; init; }

    public required IReadOnlyList<UnknownRow> Unknown { get; init; }

    public required IReadOnlyList<EndFigure> Ends { get; init; }

    public required int OpenCalls { get; init; }

    public required IReadOnlyList<CallRow> Calls { get; init; }

    public required IReadOnlyList<LatenessBand> Lateness { get; init; }

    /// <summary>One per channel that told this month.</summary>
    public required IReadOnlyList<QuotaFigure> Quotas { get; init; }
}
