using System.Globalization;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>One filled-in survey, on our page or on paper: <c>q1</c>, <c>q2</c>, … by the order of the questions.</summary>
public sealed record SurveySheet(IReadOnlyDictionary<int, string> Answers)
{
    public static string FieldOf(SurveyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return string.Create(CultureInfo.InvariantCulture, $"q{question.Order}");
    }

    public static SurveySheet Read(IFormCollection form, IReadOnlyList<SurveyQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(questions);
        return new SurveySheet(questions.ToDictionary(one => one.Order, one => form[FieldOf(one)].ToString().Trim()));
    }

    /// <summary>Why not, in Japanese; empty when it can be kept. Questions may be left out, but not all.</summary>
    public string Problem(IReadOnlyList<SurveyQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions.All(one => Of(one).Length == 0) ? "1つ以上の質問にお答えください。"
            : questions.Any(one => one.Kind == SurveyQuestionKind.Words && Of(one).Length > SurveyAnswer.WordsLengthMax) ? $"文は、それぞれ{SurveyAnswer.WordsLengthMax}字までです。"
            : questions.Any(one => one.Kind != SurveyQuestionKind.Words && Of(one).Length > 0 && PlaceOf(one) is null) ? "選択肢から選び直してください。" : "";
    }

    /// <summary>Its rows, each with an id drawn at random: nothing in them says whose, or when.</summary>
    /// <param name="invitee">Who answers; null where the survey is anonymous, <see cref="SurveyAnswer.OnPaper"/> for paper.</param>
    public IEnumerable<SurveyAnswer> Rows(IReadOnlyList<SurveyQuestion> questions, long? invitee)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions.Where(one => Of(one).Length > 0).Select(one => new SurveyAnswer
        {
            Id = SurveyAnswer.RandomId(), QuestionId = one.Id, InviteeId = invitee,
            Value = one.Kind == SurveyQuestionKind.Words ? null : SurveyRules.ValueOf(one, PlaceOf(one)!.Value), Words = one.Kind == SurveyQuestionKind.Words ? Of(one) : "",
        });
    }

    public string Of(SurveyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Answers.GetValueOrDefault(question.Order, "");
    }

    private int? PlaceOf(SurveyQuestion question) =>
        int.TryParse(Of(question), NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < SurveyRules.ChoicesOf(question).Count ? place : null;
}
