using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.Meetings;

/// <summary>One answer of a question as it was counted.</summary>
/// <param name="Name">The choice in words.</param>
public sealed record SurveyCount(string Name, int Count);

/// <summary>What was answered to one question.</summary>
/// <param name="Answers">How many answered it.</param>
/// <param name="IsTooFew">Too few answered to break it down.</param>
/// <param name="Counts">By choice; empty for words, and where too few answered.</param>
/// <param name="Words">In words, in an order that says nothing of when; empty where too few answered.</param>
/// <param name="Average">Of a scale, from 1 (poor) to 5 (very good); null where too few answered.</param>
public sealed record SurveyQuestionResult(SurveyQuestion Question, int Answers, bool IsTooFew, IReadOnlyList<SurveyCount> Counts, IReadOnlyList<string> Words, double? Average);

/// <summary>Surveys: what one must be, when it goes, what may be shown. No clock, no database.</summary>
public static class SurveyRules
{
    /// <summary>From best to poorest; kept as 5 to 1.</summary>
    public static IReadOnlyList<string> Scale { get; } = ["とても良かった", "良かった", "ふつう", "あまり良くなかった", "良くなかった"];

    /// <summary>Days somebody has to answer.</summary>
    public const int OpenDays = 7;

    /// <summary>From when and until when on a day somebody is asked by itself, in minutes from midnight in Tokyo: 9:00 to 21:00.</summary>
    public const int AskFromMinute = 540, AskUntilMinute = 1_260;

    /// <summary>Who came may be written down days later; after this time nobody remembers enough to be asked.</summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromDays(7);

    /// <summary>Who may still answer, and who has, is forgotten so many days after its end.</summary>
    public const int TicketDays = 30;

    /// <summary>When it goes by itself: at the end of the meeting, or the next morning after a late one.</summary>
    public static DateTimeOffset GoesAt(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        (DateOnly day, int minute) = (OfficeTime.DayOf(meeting.EndOrGuess), OfficeTime.MinuteOf(meeting.EndOrGuess));
        return minute < AskFromMinute ? OfficeTime.At(day, AskFromMinute) : minute > AskUntilMinute ? OfficeTime.At(day.AddDays(1), AskFromMinute) : meeting.EndOrGuess;
    }

    /// <summary>It goes now.</summary>
    public static bool GoesNow(MeetingSurvey survey, Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(meeting);
        return survey.SentAt is null && !survey.IsByHand && !meeting.IsCancelled && GoesAt(meeting) is var at && at <= now && now < at + LateMax && IsFriendly(now);
    }

    /// <summary>Somebody may be asked at this hour.</summary>
    public static bool IsFriendly(DateTimeOffset now) => OfficeTime.MinuteOf(now) is >= AskFromMinute and <= AskUntilMinute;

    /// <summary>Why its questions cannot be sent, in Japanese; empty when they can.</summary>
    public static string Problem(IReadOnlyList<SurveyQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions.Count == 0 ? "質問を1つは書いてください。"
            : questions.Count > MeetingSurvey.QuestionsMax ? $"質問は{MeetingSurvey.QuestionsMax}つまでです。"
            : questions.Any(one => one.Text.Length > SurveyQuestion.TextLengthMax) ? $"質問は、それぞれ{SurveyQuestion.TextLengthMax}字までです。"
            : questions.Any(one => one.Kind == SurveyQuestionKind.Choice && ChoicesOf(one).Count is < 2 or > SurveyQuestion.ChoicesMax) ? $"選択肢は、1行に1つ、2つから{SurveyQuestion.ChoicesMax}つまで書いてください。"
            : questions.Any(one => one.Choices.Length > SurveyQuestion.ChoicesLengthMax) ? $"選択肢は、合わせて{SurveyQuestion.ChoicesLengthMax}字までです。" : "";
    }

    /// <summary>The choices of a question, from the first on; those of a scale from best to poorest.</summary>
    public static IReadOnlyList<string> ChoicesOf(SurveyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Kind switch
        {
            SurveyQuestionKind.Scale => Scale,
            SurveyQuestionKind.Choice => [.. question.Choices.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)],
            _ => [],
        };
    }

    /// <summary>The value kept for the choice of this place, from 0 on: a scale is kept as 5 for the best.</summary>
    public static int ValueOf(SurveyQuestion question, int place)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Kind == SurveyQuestionKind.Scale ? Scale.Count - place : place + 1;
    }

    /// <summary>Answers are taken now.</summary>
    public static bool IsOpen(MeetingSurvey survey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return survey.SentAt is not null && survey.ClosesAt > now;
    }

    /// <summary>Shown once no more answers come: who compares two looks at an open one would read the answer that came between.</summary>
    public static bool MayShow(MeetingSurvey survey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return survey.SentAt is not null && survey.ClosesAt <= now;
    }

    /// <summary>Broken down where enough answered. Whoever typed the sheets on paper can take these away from the whole: what is left, on our page, must be enough too, or nothing.</summary>
    /// <param name="answers">Of this question.</param>
    public static SurveyQuestionResult ResultOf(SurveyQuestion question, IReadOnlyCollection<SurveyAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count < MeetingSurvey.AnswersMin || answers.Count(one => one.InviteeId != SurveyAnswer.OnPaper) is > 0 and < MeetingSurvey.AnswersMin)
        {
            return new SurveyQuestionResult(question, answers.Count, true, [], [], null);
        }

        return question.Kind == SurveyQuestionKind.Words
            ? new SurveyQuestionResult(question, answers.Count, false, [], [.. answers.Where(one => one.Words.Length > 0).OrderBy(one => one.Words, StringComparer.Ordinal).Select(one => one.Words)], null)
            : new SurveyQuestionResult(question, answers.Count, false, [.. ChoicesOf(question).Select((name, place) => new SurveyCount(name, answers.Count(one => one.Value == ValueOf(question, place))))], [],
                question.Kind == SurveyQuestionKind.Scale ? answers.Average(one => one.Value ?? 0) : null);
    }
}
