namespace Zaitaku.Storage.Consultations;

/// <summary>One worry put to the hub. Its words stand in its entries; here is what may be shown in a list.</summary>
public sealed class Consultation
{
    public Guid Id { get; init; }

    /// <summary>Six digits drawn at random, as read out over a phone (412-907): it tells neither how many there are nor who is next.</summary>
    public int Number { get; init; }

    public ConsultationState State { get; set; }

    public ConsultationRoute Route { get; init; }

    public ConsultationOrigin? Origin { get; set; }

    public ConsultationContent? Content { get; set; }

    public ConsultationPhase? Phase { get; set; }

    public ConsultationUrgency Urgency { get; set; } = ConsultationUrgency.Normal;

    /// <summary>Municipality or part of it, as the hub's policy names areas; empty where not known.</summary>
    public string Area { get; set; } = "";

    /// <summary>The desk of the policy it lies on.</summary>
    public string DeskId { get; set; } = "";

    /// <summary>The person who asks, where they write to us; null for a consultation taken by phone, fax, mail or visit.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>The outbox channel and address of the conversation it came by, for the receipt; the person may be reached elsewhere later.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Name or organisation of somebody without an account, as a coordinator took it down. Personal data: never logged, never in a notification.</summary>
    public string AskerName { get; set; } = "";

    /// <summary>True when the person wants to be called.</summary>
    public bool WantsCall { get; set; }

    /// <summary>Personal data: never logged, never in a notification.</summary>
    public string CallPhone { get; set; } = "";

    /// <summary>When a call suits, in words.</summary>
    public string CallTimes { get; set; } = "";

    /// <summary>When it was begun in chat, or taken down.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came to the hub: what counts. For a phone call the time of the call; null while a draft.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>The account that has it; null in the queue.</summary>
    public Guid? StaffId { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>When somebody should have answered, in the hub's hours; null while the person was asked back, and after the answer.</summary>
    public DateTimeOffset? TargetAt { get; set; }

    /// <summary>Working minutes left of the target when the person was asked back.</summary>
    public int? TargetLeftMinutes { get; set; }

    public DateTimeOffset? WarnedAt { get; set; }

    /// <summary>How far the escalation went: 0 nobody, 1 the deputy, 2 everyone.</summary>
    public int EscalationStep { get; set; }

    public DateTimeOffset? EscalatedAt { get; set; }

    public DateTimeOffset? FirstAnswerAt { get; set; }

    /// <summary>A call or visit that is planned.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public ConsultationOutcome? Outcome { get; set; }

    /// <summary>「…につないだ」, or why it stayed unresolved.</summary>
    public string OutcomeNote { get; set; } = "";

    /// <summary>The one that goes on, when this was a duplicate.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>1 it helped, 0 partly, -1 not; null while not asked or not answered.</summary>
    public int? Helpfulness { get; set; }

    /// <summary>Grows at every change: of two who claim at once, one wins.</summary>
    public int Revision { get; set; }

    public List<ConsultationEntry> Entries { get; } = [];

    public List<ConsultationFile> Files { get; } = [];

    /// <summary>True while somebody at the hub owes something.</summary>
    public bool IsOpen => OpenStates.Contains(State);

    /// <summary>The states somebody at the hub owes something in, in the order of the work.</summary>
    public static readonly ConsultationState[] OpenStates = [ConsultationState.Waiting, ConsultationState.Claimed, ConsultationState.AskedBack, ConsultationState.Planned];
}

/// <summary>A row of the timeline. Written once; words are emptied by erasure only.</summary>
public sealed class ConsultationEntry
{
    public const int TextUnitsMax = 10_000;

    public Guid Id { get; init; }

    public Guid ConsultationId { get; init; }

    public DateTimeOffset At { get; init; }

    public ConsultationEntryKind Kind { get; init; }

    /// <summary>The account that did it; null for the person, or for the program itself.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>The person, when they did it.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Words, or what changed. Never logged, never in a notification.</summary>
    public string Text { get; set; } = "";

    /// <summary>Shown to the hub only.</summary>
    public bool IsInternal { get; init; }

    public int? PlaceId { get; init; }

    /// <summary>The platform's id of the message, by which an unsend finds it.</summary>
    public string ChannelMessageId { get; init; } = "";

    /// <summary>Orders entries of one instant.</summary>
    public int Sequence { get; init; }
}

/// <summary>A file or photo added to a consultation. Its bytes lie outside the web root under a name of ours.</summary>
public sealed class ConsultationFile
{
    public Guid Id { get; init; }

    public Guid ConsultationId { get; init; }

    /// <summary>As the person named it, cut and cleaned; shown, never used as a path.</summary>
    public required string Name { get; set; }

    /// <summary>Found by looking at the bytes, not believed from the upload.</summary>
    public required string ContentType { get; init; }

    public long Bytes { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public Guid? MemberId { get; set; }

    /// <summary>Set when the bytes were erased.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>What a one-time link opens.</summary>
public enum OneTimeLinkPurpose
{
    /// <summary>The page on which a person writes down their worry.</summary>
    Write,

    /// <summary>The page on which they read the answer and reply.</summary>
    Read,
}

/// <summary>A link sent by chat to the page of one consultation. It opens in the first browser in which the button is pressed, and in no other.</summary>
public sealed class OneTimeLink : IBrowserLink
{
    public Guid Id { get; init; }

    public Guid ConsultationId { get; init; }

    public Guid? MemberId { get; set; }

    public OneTimeLinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token, hex: who reads the database cannot open the page.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>SHA-256 of the secret in the browser's cookie, hex; null until the button was pressed.</summary>
    public string? BrowserHash { get; set; }

    public DateTimeOffset? BoundAt { get; set; }
}
