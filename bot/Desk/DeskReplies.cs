using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Bot.Desk;

/// <summary>What a person reads about their consultation.</summary>
public static class DeskReplies
{
    public const string HelpedVerb = "helped";
    public const string ReplyVerb = "deskreply";

    private static readonly (int Value, string Label)[] Helped = [(1, "役に立った"), (0, "少し役に立った"), (-1, "役に立たなかった")];

    /// <summary>The usual words outside hours, where the hub wrote none of its own.</summary>
    public const string UsualOutsideHours = "急に具合が変わったときは、主治医か訪問看護ステーションへ。命に関わりそうなときは119へ電話してください。";

    /// <summary>The words themselves, on a channel where they may travel.</summary>
    public static IReadOnlyList<ReplyContent> Words(Consultation one, string by, string text, bool isQuestion) =>
    [
        new TextReply($"ご相談 {ConsultationNumbers.Shown(one.Number)} への{(isQuestion ? "おたずね" : "お返事")}です。（担当 {by}）\n\n{text}")
        {
            QuickReplies = [new QuickReply(isQuestion ? "答える" : "返信する", new ReplyAction.Press(Data(ReplyVerb, one.Number), isQuestion ? "答えます" : "返信します"))],
        },
    ];

    /// <summary>Only that there is something to read, where words do not travel.</summary>
    /// <param name="link">Null where no address of this server is known: the person is asked to call.</param>
    public static IReadOnlyList<ReplyContent> Notice(Consultation one, Uri? link, DateTimeOffset until, bool isQuestion, HubContact hub)
    {
        string number = ConsultationNumbers.Shown(one.Number);
        string head = isQuestion ? "担当者からおたずねがあります" : "担当者からお返事があります";
        CardRow[] rows = link is null
            ? [new CardRow("受付番号", number), new CardRow("", "受付番号をお手元に、電話でお尋ねください。"), hub.Row]
            : [new CardRow("受付番号", number), new CardRow("", "ボタンからお読みになり、そのままお返事いただけます。"), new CardRow("期限", $"{DeskWords.When(until)}まで開けます")];
        CardButton[] buttons = link is null ? [.. hub.Buttons] : [new CardButton("開いて読む", new ReplyAction.Open(link.ToString()), IsPrimary: true)];
        return [new CardReply($"ご相談 {number}: {head}", [new Card { Tone = CardTone.Notice, Kicker = "ご相談", Title = head, Rows = rows, Buttons = buttons }])];
    }

    /// <summary>A question is still open; the words may travel here.</summary>
    public static IReadOnlyList<ReplyContent> ReminderHere(Consultation one) =>
    [
        new TextReply($"ご相談 {ConsultationNumbers.Shown(one.Number)} のことで、担当者からのおたずねに、まだお返事をいただいていません。\nお手すきのときに、「答える」からお知らせください。お困りのことがなくなったときは「相談を取り消したい」とお書きください。")
        {
            QuickReplies = [new QuickReply("答える", new ReplyAction.Press(Data(ReplyVerb, one.Number), "答えます"))],
        },
    ];

    /// <summary>The same where words do not travel.</summary>
    /// <param name="link">Null where no address of this server is known: the person is asked to call.</param>
    public static IReadOnlyList<ReplyContent> Reminder(Consultation one, Uri? link, DateTimeOffset until, HubContact hub)
    {
        string number = ConsultationNumbers.Shown(one.Number);
        const string Head = "お返事をお待ちしています";
        CardRow what = new("", "担当者からのおたずねに、まだお返事をいただいていません。お手すきのときにお知らせください。");
        CardRow[] rows = link is null
            ? [new CardRow("受付番号", number), what, new CardRow("", "受付番号をお手元に、お電話ください。"), hub.Row]
            : [new CardRow("受付番号", number), what, new CardRow("期限", $"{DeskWords.When(until)}まで開けます")];
        CardButton[] buttons = link is null ? [.. hub.Buttons] : [new CardButton("開いて答える", new ReplyAction.Open(link.ToString()), IsPrimary: true)];
        return [new CardReply($"ご相談 {number}: {Head}", [new Card { Kicker = "ご相談", Title = Head, Rows = rows, Buttons = buttons, Footer = "お困りのことがなくなったときは「相談を取り消したい」とお書きください。" }])];
    }

    /// <summary>The one question after closing.</summary>
    public static IReadOnlyList<ReplyContent> HowHelpful(Consultation one)
    {
        string number = ConsultationNumbers.Shown(one.Number);
        return
        [
            new CardReply($"ご相談 {number} は終了しました。お役に立てましたか？",
            [
                new Card
                {
                    Kicker = "ご相談", Title = "お役に立てましたか？",
                    Rows = [new CardRow("受付番号", number), new CardRow("", "このご相談は終了しました。よろしければ、ひとつだけ教えてください。")],
                    Buttons = [.. Helped.Select(row => new CardButton(row.Label, new ReplyAction.Press(Data(HelpedVerb, one.Number, row.Value), row.Label)))],
                },
            ]),
        ];
    }

    public static TextReply Thanks(bool isAgain) => new(isAgain
        ? "お返事はいただいています。ありがとうございました。"
        : "ありがとうございます。これからの相談に生かします。\nまた困ったことがあれば「相談したい」とお書きください。");

    /// <summary>The same for a number nobody has and for one of somebody else.</summary>
    public static readonly TextReply NotYours = new("その受付番号のご相談は見つかりませんでした。番号をお確かめください。");

    public static TextReply WriteNow(Consultation one) =>
        new($"ご相談 {ConsultationNumbers.Shown(one.Number)} への返信を、続けて書いて送ってください。\nお名前や電話番号は書かなくて大丈夫です。やめるときは「やめる」と書いてください。");

    public static TextReply ReplyKept(Consultation one) =>
        new($"ご相談 {ConsultationNumbers.Shown(one.Number)} の担当者に届けました。{(one.TargetAt is { } at ? $"\n{DeskWords.When(at)}までにお返事します。" : "")}");

    /// <summary>Number and time by which somebody answers; outside hours also when the desk opens and what to do meanwhile.</summary>
    public static string Receipt(DeskReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        string text = $"受付番号は {ConsultationNumbers.Shown(receipt.Number)} です。\n{DeskWords.When(receipt.TargetAt)}までに、担当者がお返事します。";
        return receipt.IsOpenNow ? text : $"{text}\nただいま受付時間外です。次は{DeskWords.When(receipt.OpensAt)}に開きます。\n{receipt.OutsideHoursText}";
    }

    /// <summary>Reads the button of the one question.</summary>
    public static bool TryReadHelped(IReadOnlyList<string> arguments, out int number, out int value)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        value = 0;
        return ConsultationNumbers.TryParse(arguments.ElementAtOrDefault(0), out number)
            && int.TryParse(arguments.ElementAtOrDefault(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value is >= -1 and <= 1;
    }

    public static string LabelOf(int helped) => Array.Find(Helped, row => row.Value == helped).Label;

    private static string Data(string verb, int number, int? value = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{verb}:{number}{(value is null ? "" : string.Create(CultureInfo.InvariantCulture, $":{value}"))}");
}
