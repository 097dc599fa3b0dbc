using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>The page on which somebody who came answers.</summary>
internal static class SurveyPage
{
    public const string Title = "アンケート";

    public const string NotKept = "いま保存できませんでした。少し待ってから、もう一度送ってください。";

    public static readonly LinkWords Words = new(Title, "リンクが違うか、新しいリンクが送られたか、アンケートが締め切られました。チャットのアンケートのお願いから、もう一度「回答する」を押してください。", Html.Of($"""
        <h1>送れませんでした</h1>
        <p>お答えは保存されていません。ブラウザの「戻る」で戻り、ページを読み込み直してから、もう一度送ってください。</p>
        """));

    public static readonly Html Thanks = Html.Of($"""
        <h1>ありがとうございました</h1>
        <p>お答えを受け取りました。このページは閉じてください。</p>
        """);

    /// <param name="sheet">What was filled in, where it was refused.</param>
    public static Html Of(SurveyView view, SurveySheet? sheet, string problem, Html formToken) => view.IsAnswered ? Html.Of($"""
        <h1>お答えは、もういただいています</h1>
        <p>ありがとうございました。</p>
        """) : Html.Of($"""
        <h1>{view.Meeting.Title}</h1>
        {PageParts.Problems(problem.Length == 0 ? [] : [problem])}
        <p>{(view.Survey.IsAnonymous ? "だれの回答かは、どこにも記録しません。お名前や、どなたのことか分かることは書かないでください。" : "お答えは、お名前とともに拠点が読みます。")}</p>
        <form id="survey" method="post" action="{SurveyTurn.Root}/{view.Token}" class="panel">
        {formToken}
        {Html.Join(view.Questions.Select(question => Question(question, sheet?.Of(question) ?? "")))}
        <div class="buttons"><button type="submit" class="button primary">送る</button></div>
        <p class="small">答えたくない質問は、空けたままで構いません。送ったあとは変えられません。</p>
        </form>
        """);

    private static Html Question(SurveyQuestion question, string given) => question.Kind == SurveyQuestionKind.Words ? Html.Of($"""
        <label class="field" for="{SurveySheet.FieldOf(question)}">{question.Order}. {question.Text}</label>
        <textarea id="{SurveySheet.FieldOf(question)}" name="{SurveySheet.FieldOf(question)}" rows="4" maxlength="{SurveyAnswer.WordsLengthMax}">{given}</textarea>
        """) : Html.Of($"""
        <fieldset class="choices"><legend>{question.Order}. {question.Text}</legend>
        {Html.Join(SurveyRules.ChoicesOf(question).Select((choice, place) => Choice(question, choice, place, given)))}
        </fieldset>
        """);

    private static Html Choice(SurveyQuestion question, string choice, int place, string given) => Html.Of($"""
        <label><input type="radio" name="{SurveySheet.FieldOf(question)}" value="{place}"{(given == $"{place}" ? Html.Of($" checked") : Html.None)}> {choice}</label>
        """);
}
