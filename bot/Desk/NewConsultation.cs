using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>What is known when a consultation begins. Everything but the route may come later.</summary>
public sealed record NewConsultation
{
    public required ConsultationRoute Route { get; init; }

    /// <summary>The person in chat; null for one taken by phone, fax, mail or visit.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The channel it came by (<c>line</c>, <c>teams</c>, <c>chat</c>); answers go there.</summary>
    public string Channel { get; init; } = "";

    public ConsultationOrigin? Origin { get; init; }

    public ConsultationContent? Content { get; init; }

    public ConsultationPhase? Phase { get; init; }

    public ConsultationUrgency Urgency { get; init; } = ConsultationUrgency.Normal;

    public string Area { get; init; } = "";

    public string AskerName { get; init; } = "";

    public bool WantsCall { get; init; }

    public string CallPhone { get; init; } = "";

    public string CallTimes { get; init; } = "";

    /// <summary>For one taken down: when the call, fax, mail or visit was. Null: when it is submitted.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The first words, empty when they come later.</summary>
    public string Words { get; init; } = "";

    /// <summary>The platform's id of the message the words came in, so that taking it back finds them.</summary>
    public string ChannelMessageId { get; init; } = "";
}

/// <summary>What the person is told when their consultation is in the queue.</summary>
/// <param name="TargetAt">By then somebody will have answered.</param>
/// <param name="OpensAt">When the desk works next; the instant itself while it works.</param>
/// <param name="OutsideHoursText">What is said outside hours; empty while the desk works.</param>
public sealed record DeskReceipt(int Number, DateTimeOffset TargetAt, bool IsOpenNow, DateTimeOffset OpensAt, string OutsideHoursText);

/// <summary>A fact as a coordinator saw it, and as they want it: who changed it meanwhile is not overwritten.</summary>
public sealed record Fix<T>(T Was, T Wanted);

/// <summary>Facts a coordinator corrects; null leaves a fact as it is.</summary>
public sealed record Correction
{
    public Fix<ConsultationOrigin?>? Origin { get; init; }

    public Fix<ConsultationContent?>? Content { get; init; }

    public Fix<ConsultationPhase?>? Phase { get; init; }

    public Fix<ConsultationUrgency>? Urgency { get; init; }

    public Fix<string>? Area { get; init; }

    public Fix<string>? AskerName { get; init; }

    public Fix<string>? CallPhone { get; init; }

    public Fix<string>? CallTimes { get; init; }
}
