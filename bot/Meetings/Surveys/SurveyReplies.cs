using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>All that chat says of surveys. Answers are given on our own page, never in chat.</summary>
public sealed class SurveyReplies : ISurveyCards
{
    public const string Verb = "survey";

    public static readonly TextReply NotFound = new("そのアンケートは見つからないか、締め切りました。");

    public static readonly TextReply Answered = new("お答えは、もういただいています。ありがとうございました。");

    public static TextReply NoAddress(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"いま、回答の画面をお送りできません。\n紙のアンケートか、お電話でお聞かせください。\n{hub.Lines}");
    }

    public string Ask(MeetingSurvey survey, Meeting meeting, DateTimeOffset now) => ReplyContent.ToJson(AskOf(survey, meeting));

    public static IReadOnlyList<ReplyContent> AskOf(MeetingSurvey survey, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(meeting);
        return
        [
            new CardReply($"アンケートのお願い: {meeting.Title}",
            [
                new Card
                {
                    Kicker = "ご参加ありがとうございました", Title = "アンケートのお願い",
                    Rows = [new CardRow("", meeting.Title), .. Until(survey), new CardRow("", survey.IsAnonymous ? "だれの回答かは記録しません" : "お名前とともに拠点が読みます", RowTone.Faint)],
                    Buttons = [new CardButton("回答する", new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{survey.Id}"), "アンケートに回答します"), IsPrimary: true)],
                },
            ]),
        ];
    }

    public static IReadOnlyList<ReplyContent> Link(MeetingSurvey survey, Meeting meeting, Uri address)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(address);
        return
        [
            new CardReply($"アンケートの画面です: {meeting.Title}",
            [
                new Card
                {
                    Title = "アンケートの画面です", Rows = [new CardRow("", meeting.Title), .. Until(survey), new CardRow("", "このリンクで1回だけ答えられます。ほかの方には送らないでください。")],
                    Buttons = [new CardButton("画面を開く", new ReplyAction.Open(address.AbsoluteUri), IsPrimary: true)],
                },
            ]),
        ];
    }

    private static CardRow[] Until(MeetingSurvey survey)
    {
        if (survey.ClosesAt is not { } closes)
        {
            return [];
        }

        DateOnly day = OfficeTime.DayOf(closes);
        return [new CardRow("締切", $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)}) {OfficeTime.InTokyo(closes):H:mm}")];
    }
}
