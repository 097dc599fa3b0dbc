using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>All that is said of what meetings left to do.</summary>
public sealed class IssueReplies : IIssueCards
{
    public const string Verb = "issue";
    public const string DoneWord = "d";
    public const string NotYetWord = "n";

    /// <summary>Letters of a problem on a card; all of it stands in the console.</summary>
    private const int ProblemLettersMax = 60;

    public static readonly TextReply NotFound = new("その課題は見つかりません。担当が変わったか、取り消されたのかもしれません。拠点にお確かめください。");

    public static readonly TextReply AlreadyDone = new("その課題は、もう終わったことになっています。");

    public static readonly TextReply Done = new("終わったと記録しました。おつかれさまでした。\n結果は、次の会議でお聞かせください。");

    public static readonly TextReply NotYet = new("分かりました。引き続きお願いします。\n期限を変えたいとき、ほかの方にお願いしたいときは、拠点へご連絡ください。");

    public string Reminder(MeetingIssue issue, Meeting meeting, DateTimeOffset now) => ReplyContent.ToJson(ReminderOf(issue, meeting, now));

    public static IReadOnlyList<ReplyContent> ReminderOf(MeetingIssue issue, Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(meeting);
        DateOnly today = OfficeTime.DayOf(now);
        string title = issue.DueOn is not { } due ? "課題の確認です" : due < today ? "課題の期限を過ぎています" : due == today ? "課題の期限は今日です" : $"課題の期限まで{due.DayNumber - today.DayNumber}日です";
        return
        [
            new CardReply($"{title}: {Cut(issue.Problem)}",
            [
                new Card
                {
                    Tone = IssueRules.IsLate(issue, now) ? CardTone.Notice : CardTone.Plain, Kicker = $"{meeting.Title} で決まったこと", Title = title,
                    Rows =
                    [
                        new CardRow("課題", Cut(issue.Problem)), .. issue.Measure.Length > 0 ? [new CardRow("対応策", Cut(issue.Measure))] : Array.Empty<CardRow>(),
                        .. issue.DueOn is { } day ? [new CardRow("期限", $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)})", day < today ? RowTone.Bad : RowTone.Plain)] : Array.Empty<CardRow>(),
                    ],
                    Buttons = [new CardButton("終わりました", Press(issue, DoneWord, "終わりました"), IsPrimary: true), new CardButton("まだです", Press(issue, NotYetWord, "まだです"))],
                },
            ]),
        ];
    }

    private static ReplyAction.Press Press(MeetingIssue issue, string word, string shown) => new(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{word}:{issue.Id}"), shown);

    private static string Cut(string words)
    {
        string line = words.ReplaceLineEndings(" ");
        StringInfo letters = new(line);
        return letters.LengthInTextElements <= ProblemLettersMax ? line : $"{letters.SubstringByTextElements(0, ProblemLettersMax)}（続きは拠点の記録に）";
    }
}
