using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>Which question of a consultation is open in a conversation.</summary>
public enum IntakeStep
{
    /// <summary>May we keep it? Nothing is stored before the answer.</summary>
    Consent,

    /// <summary>There is one already: the same, or another?</summary>
    SameOrNew,

    /// <summary>Where does the person live whom the center of their area looks after?</summary>
    Center,

    Origin,
    Content,
    Area,
    Urgency,
    Contact,

    /// <summary>The substance: typed here, or on the page behind the link.</summary>
    Words,
}

/// <summary>A consultation on its way, as the conversation remembers it for 30 minutes. What was answered stands in the consultation itself once there is one.</summary>
public sealed record IntakeDraft
{
    public IntakeStep Step { get; init; }

    /// <summary>The consultation in question; null until the person agreed.</summary>
    public Guid? Id { get; init; }

    /// <summary>Which question was open when a new text of consent came between; null where none was.</summary>
    public IntakeStep? GoesOnAt { get; init; }

    /// <summary>What the first words seemed to be about, likeliest first.</summary>
    public IReadOnlyList<ConsultationContent> Suggested { get; init; } = [];

    /// <summary>The place in the first words, or of the search before.</summary>
    public string? Place { get; init; }

    /// <summary>Words told before the person agreed, where the substance may be told in this chat; kept with the consultation once they did.</summary>
    public string? Words { get; init; }

    /// <summary>The platform's id of the message with those words.</summary>
    public string? WordsMessageId { get; init; }

    /// <summary>One answer is being corrected: after it comes the summary and not the next question.</summary>
    public bool IsCorrecting { get; init; }

    /// <summary>The question was asked again because the answer was not understood.</summary>
    public bool WasAskedAgain { get; init; }
}
