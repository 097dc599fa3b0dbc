namespace Zaitaku.Storage.Meetings;

/// <summary>Questions to those who came, after a meeting.</summary>
public sealed class MeetingSurvey
{
    public const int QuestionsMax = 5;

    /// <summary>Below so many answers nothing is broken down.</summary>
    public const int AnswersMin = 5;

    public int Id { get; init; }

    /// <summary>One a meeting (ux_meeting_survey).</summary>
    public int MeetingId { get; init; }

    /// <summary>Nothing that is kept joins an answer to a person. Fixed once it was sent.</summary>
    public bool IsAnonymous { get; set; } = true;

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>No answer is taken from then on. One that was never sent has none, but for one a coordinator keeps back (<see cref="IsByHand"/>).</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    public int Revision { get; set; }

    public List<SurveyQuestion> Questions { get; } = [];

    /// <summary>It does not go by itself after the meeting: a coordinator sends it, or nobody does.</summary>
    public bool IsByHand => SentAt is null && ClosesAt is not null;

    /// <summary>Keeps one that was not sent back from going by itself, or lets it go.</summary>
    public void KeepBack(bool isByHand, DateTimeOffset now)
    {
        if (SentAt is null)
        {
            ClosesAt = isByHand ? ClosesAt ?? now : null;
        }
    }
}

/// <summary>How a question is answered. Stored as text.</summary>
public enum SurveyQuestionKind
{
    /// <summary>One of five, from very good to poor.</summary>
    Scale,

    /// <summary>One of its choices.</summary>
    Choice,

    /// <summary>In words.</summary>
    Words,
}

public sealed class SurveyQuestion
{
    public const int TextLengthMax = 200;
    public const int ChoicesLengthMax = 600;
    public const int ChoicesMax = 10;

    public int Id { get; init; }

    public int SurveyId { get; init; }

    /// <summary>From 1 on.</summary>
    public int Order { get; set; }

    public required string Text { get; set; }

    public SurveyQuestionKind Kind { get; set; }

    /// <summary>A line each. Kept also while it is no choice: whoever changes their mind finds them again.</summary>
    public string Choices { get; set; } = "";
}

/// <summary>One answer to one question. Of an anonymous survey it says nothing of who or when, nor which answers are of one person: its id and its place in the table are drawn at random (<see cref="SurveyRows"/>).</summary>
public sealed class SurveyAnswer
{
    public const int WordsLengthMax = 1_000;

    public Guid Id { get; init; }

    /// <summary>An id that sorts by time would say when somebody answered, and so who.</summary>
#pragma warning disable RS0030
    public static Guid RandomId() => Guid.NewGuid();
#pragma warning restore RS0030

    public int QuestionId { get; init; }

    /// <summary>For <see cref="InviteeId"/>: of a sheet on paper, which a coordinator typed and so knows.</summary>
    public const long OnPaper = 0;

    /// <summary>Who answered on our page, where the survey is not anonymous, else null; <see cref="OnPaper"/> for a sheet on paper.</summary>
    public long? InviteeId { get; set; }

    /// <summary>1 to 5 of a scale, or the number of a choice from 1 on; null for words.</summary>
    public int? Value { get; init; }

    public string Words { get; set; } = "";
}

/// <summary>The right to answer once. Of an anonymous survey it says whether it was used, never when.</summary>
public sealed class SurveyTicket
{
    public Guid Id { get; init; }

    public int SurveyId { get; init; }

    /// <summary>To whom it was given, so that nobody gets two.</summary>
    public long InviteeId { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string TokenHash { get; set; }

    public bool IsUsed { get; set; }
}

/// <summary>What a meeting left to do: 課題, 対応策, who, until when.</summary>
public sealed class MeetingIssue
{
    public const int TextLengthMax = 1_000;

    public int Id { get; init; }

    /// <summary>Where it came up.</summary>
    public int MeetingId { get; init; }

    public required string Problem { get; set; }

    /// <summary>What is done about it; empty while that is not settled.</summary>
    public string Measure { get; set; } = "";

    /// <summary>Who does it, where they are a member; they are reminded.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>Who does it, in words.</summary>
    public string OwnerName { get; set; } = "";

    public DateOnly? DueOn { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What came of it; empty where nothing was written.</summary>
    public string Outcome { get; set; } = "";

    public Guid? StaffId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its reminders were planned; null while they must be planned anew.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    public int Revision { get; set; }
}
