using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>The questions of a consultation, and its consent. What comes of it: <see cref="ReceiptReplies"/>.</summary>
public static class IntakeReplies
{
    /// <summary>The verb of every button here; its first argument says which.</summary>
    public const string Verb = "consult";

    public static readonly QuickReply Start = new("拠点に相談する", new ReplyAction.Press(Verb, "相談したい"));
    public static readonly QuickReply GoOn = new("相談を続ける", new ReplyAction.Press($"{Verb}:goon", "相談を続ける"));

    public static readonly QuickReply Stop = new("やめる", new ReplyAction.Say("やめる"));

    /// <summary>Before the first consultation: what becomes of the words, and the phone for who would rather talk.</summary>
    /// <param name="privacy">Address of the page on privacy; null where there is none.</param>
    /// <param name="years">How long a consultation is kept after its end.</param>
    /// <param name="isAnew">They agreed to an older text, and what they have begun is kept already.</param>
    public static CardReply Consent(HubContact hub, bool wantsPerson, Uri? privacy, int years = 5, bool isAnew = false) => new($"ご相談を{(isAnew ? "続ける" : "始める")}前に、ご確認ください。",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Kicker = isAnew ? "ご案内が新しくなりました" : "はじめに一度だけ",
            Title = isAnew ? "続ける前に、もう一度ご確認ください" : wantsPerson ? "コーディネーターにつなぎます" : "ご相談をお受けします",
            Rows =
            [
                new("使い道", "お書きになったことは、拠点のコーディネーターが読み、相談に答えるために使います。"),
                new("保存", $"記録として、終わってから{years}年間保存します。ほかの機関に伝えるときは、先にお尋ねします。"),
                new("中止", "いつでもやめられます。記録の開示や削除は、電話でお申し出ください。"),
                new("お急ぎ", "急ぎのご相談は電話でも受けます。命に関わるときは119へ。"),
                hub.Row,
            ],
            Buttons =
            [
                new CardButton("同意して相談する", new ReplyAction.Press($"{Verb}:agree", "同意して相談する"), IsPrimary: true),
                .. hub.Buttons,
                .. privacy is null ? (CardButton[])[] : [new CardButton("個人情報の扱い", new ReplyAction.Open(privacy.AbsoluteUri))],
                new CardButton("やめる", new ReplyAction.Press($"{Verb}:stop", "やめる")),
            ],
            Footer = $"ご相談は電話でもできます。{(isAnew ? "「やめる」を押すと、書きかけの内容は消えます。" : "同意するまで、ご相談としては保存しません。")}",
        },
    ]);

    public static CardReply ResumeOrNew(Consultation draft) => new("書きかけのご相談があります。続きから始めますか。",
    [
        new Card
        {
            Title = "書きかけのご相談があります",
            Rows = [new("内容", ContentOf(draft)), new("始めた日", IntakeRules.Clock(draft.CreatedAt))],
            Buttons =
            [
                new CardButton("続きから", new ReplyAction.Press($"{Verb}:resume:{draft.Number}", "続きから"), IsPrimary: true),
                new CardButton("新しく始める", new ReplyAction.Press($"{Verb}:new", "新しく始める")),
                new CardButton("やめる", new ReplyAction.Press($"{Verb}:stop", "やめる")),
            ],
            Footer = "「新しく始める」と、書きかけの内容は消えます。",
        },
    ]);

    public static CardReply SameOrNew(Consultation open) => new("進行中のご相談があります。同じ件でしょうか。",
    [
        new Card
        {
            Title = "同じご相談の続きでしょうか",
            Rows = [new("受付番号", ConsultationNumbers.Shown(open.Number)), new("内容", ContentOf(open)), new("いま", StatusReplies.StateWords(open))],
            Buttons =
            [
                new CardButton("その相談に書き足す", new ReplyAction.Press($"{Verb}:add:{open.Number}", "その相談に書き足す"), IsPrimary: true),
                new CardButton("別の相談をする", new ReplyAction.Press($"{Verb}:another", "別の相談をする")),
                new CardButton("やめる", new ReplyAction.Press($"{Verb}:stop", "やめる")),
            ],
        },
    ]);

    public static TextReply AskOrigin(string progress, bool again) => Question(
        $"{Again(again)}どなたからのご相談ですか。（{progress}）", ConsultationTerms.Origins.All.Select(origin => Pick("origin", ConsultationTerms.Origins.Id(origin), OriginWords(origin))));

    /// <param name="suggested">Shown first, and said to be only what we think we read.</param>
    public static TextReply AskContent(string progress, IReadOnlyList<ConsultationContent> suggested, bool again)
    {
        string thought = suggested.Count == 0 ? "" : $"\nお話からは「{ConsultationTerms.Contents.Name(suggested[0])}」のことかと思いました。違うときは、ほかから選んでください。";
        return Question($"{Again(again)}何についてのご相談ですか。（{progress}）{thought}",
            suggested.Concat(ConsultationTerms.Contents.All.Except(suggested)).Select(content => Pick("content", ConsultationTerms.Contents.Id(content), ConsultationTerms.Contents.Name(content))));
    }

    public static TextReply AskArea(string progress, IReadOnlyList<string> areas, bool again) => Question(
        $"{Again(again)}ご本人がお住まいの地域はどこですか。（{progress}）\n市区町村の名前を書いてもかまいません。番地は要りません。",
        [.. areas.Take(ReplyContent.QuickRepliesMax - 2).Select(area => Pick("area", area, area)), Pick("area", "", "決まっていない")]);

    /// <param name="targets">By when each urgency is answered, in words (2営業日以内).</param>
    public static TextReply AskUrgency(string progress, IReadOnlyDictionary<ConsultationUrgency, string> targets, bool again) => Question(
        $"{Again(again)}どのくらい急ぎますか。（{progress}）\n"
        + string.Join('\n', ConsultationTerms.Urgencies.All.Select(urgency => $"・{UrgencyWords(urgency)}: {targets[urgency]}にお返事します"))
        + "\n急に悪くなったときは、待たずに主治医・訪問看護か119へ。",
        ConsultationTerms.Urgencies.All.Select(urgency => Pick("urgency", ConsultationTerms.Urgencies.Id(urgency), UrgencyWords(urgency))));

    public static TextReply AskContact(string progress, bool again) => Question(
        $"{Again(again)}お返事はどのように受け取りますか。（{progress}）\n電話番号は、ここには書かないでください。",
        [
            Pick("contact", "chat", "このチャットで"), Pick("contact", "any", "電話（いつでも）"), Pick("contact", "am", "電話（午前）"), Pick("contact", "pm", "電話（午後）"), Pick("contact", "eve", "電話（夕方）"),
        ]);

    /// <summary>The substance is written on our own page; the button opens it once, in one browser.</summary>
    public static CardReply WriteOnPage(Consultation draft, Uri link, TimeSpan life, bool isAdding = false) => new(isAdding ? "書き足すページを開いてください。" : "ご相談の中身を書くページを開いてください。",
    [
        new Card
        {
            Kicker = isAdding ? $"受付番号 {ConsultationNumbers.Shown(draft.Number)}" : "あと少しです",
            Title = isAdding ? "書き足すことを書いてください" : "ご相談の中身を書いてください",
            Rows =
            [
                .. isAdding ? (CardRow[])[] : Facts(draft),
                new("", $"下のボタンで、拠点のページが開きます。写真や書類も付けられます。{(draft.WantsCall ? "電話番号もそこでうかがいます。" : "")}"),
                new("期限", $"{Hours(life)}。最初に開いた1台でだけ使えます。", RowTone.Faint),
            ],
            Buttons =
            [
                new CardButton("ページを開いて書く", new ReplyAction.Open(link.AbsoluteUri), IsPrimary: true),
                .. isAdding ? (CardButton[])[] : [new CardButton("内容を直す", new ReplyAction.Press($"{Verb}:correct", "内容を直す"))],
                new CardButton("新しいリンク", new ReplyAction.Press($"{Verb}:link:{draft.Number}", "新しいリンク")),
            ],
            Footer = "まだ送られていません。ページの「送る」を押すと受付になります。",
        },
    ]);

    /// <summary>No address of ours is known to people: the hub's phone is all there is.</summary>
    public static CardReply CallInstead(HubContact hub) => new("ご相談は電話でお願いします。",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Title = "ご相談は電話でお願いします",
            Rows = [new("", "相談を書くページが、まだ用意されていません。看護師や相談員が電話でお話をうかがいます。"), hub.Row],
            Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })],
        },
    ]);

    public static TextReply AskWords(bool wantsCall) => new(
        $"ご相談の中身を、続けて書いてください。何回かに分けてもかまいません。\n{(wantsCall ? "電話番号も書いてください。" : "")}患者さんのお名前は要りません。")
    {
        QuickReplies = [new QuickReply("内容を直す", new ReplyAction.Press($"{Verb}:correct", "内容を直す")), Stop],
    };

    /// <summary>What would be sent, as a card with the last word to the person.</summary>
    public static CardReply Summary(Consultation draft, string words) => new("この内容で拠点に送りますか。",
    [
        new Card
        {
            Kicker = "まだ送られていません",
            Title = "この内容で送りますか",
            Rows = [.. Facts(draft), new("中身", Shortened(words))],
            Buttons =
            [
                new CardButton("送る", new ReplyAction.Press($"{Verb}:send", "送る"), IsPrimary: true),
                new CardButton("内容を直す", new ReplyAction.Press($"{Verb}:correct", "内容を直す")),
                new CardButton("写真や書類を付ける", new ReplyAction.Press($"{Verb}:link:{draft.Number}", "写真や書類を付ける")),
                new CardButton("やめる", new ReplyAction.Press($"{Verb}:stop", "やめる")),
            ],
            Footer = "書き足すときは、そのまま続けて書いてください。",
        },
    ]);

    public static TextReply WhichToCorrect(bool wordsInChat) => new("どれを直しますか。")
    {
        QuickReplies =
        [
            Pick("fix", "origin", "相談元"), Pick("fix", "content", "内容"), Pick("fix", "area", "地域"), Pick("fix", "urgency", "急ぎ"), Pick("fix", "contact", "連絡のしかた"),
            .. wordsInChat ? (QuickReply[])[Pick("fix", "words", "書いた中身")] : [],
            GoOn,
        ],
    };

    public static readonly TextReply NotSent = new("まだ中身がありません。困っていることを、短くてかまいませんので書いてください。");

    public static readonly TextReply Stopped = new("ご相談をやめました。書きかけの内容は消しました。また「相談したい」と書けば始められます。") { QuickReplies = [Start] };

    /// <summary>Said when only our question is dropped.</summary>
    public static readonly TextReply LeftAsIs = new("分かりました。ご相談はそのままにしてあります。続けるときは「相談したい」と書いてください。");

    public static readonly TextReply NotBegun = new("分かりました。ご相談としては保存していません。ご相談は電話でもできます。また「相談したい」と書けば始められます。") { QuickReplies = [Start] };

    public static readonly TextReply AskPhone = new("電話でお返事するために、電話番号を書いてください。担当者だけが見ます。チャットでのお返事でよければ「内容を直す」で変えられます。")
    {
        QuickReplies = [new QuickReply("内容を直す", new ReplyAction.Press($"{Verb}:correct", "内容を直す")), Stop],
    };

    public static readonly TextReply OnThePage = new("ご相談の中身は、このチャットではなく、先ほどのページに書いてください。ここに書かれたことは担当者に届きません。\nページが開けないときは「新しいリンク」と書いてください。")
    {
        QuickReplies = [new QuickReply("新しいリンク", new ReplyAction.Say("新しいリンク")), new QuickReply("内容を直す", new ReplyAction.Press($"{Verb}:correct", "内容を直す")), Stop],
    };

    public static readonly TextReply NotInGroups = new("ご相談は、ほかの人に見えないよう、1対1のチャットで送ってください。そこで「相談したい」と書けば始められます。");

    public static readonly TextReply NothingOpen = new("いま書きかけのご相談はありません。「相談したい」と書けば始められます。") { QuickReplies = [Start] };

    public static CardReply NotHere(HubContact hub) => new("ご相談は電話でお願いします。",
        [new Card { Tone = CardTone.Notice, Title = "ここからは相談を送れません", Rows = [new("", "LINEなど、お返事を受け取れるところから「相談したい」と書くか、お電話ください。ご相談は電話でもできます。"), hub.Row], Buttons = hub.Buttons }]);

    /// <summary>「地域住民（ご本人・ご家族）」: nobody thinks of themselves as a resident.</summary>
    public static string OriginWords(ConsultationOrigin origin) =>
        origin == ConsultationOrigin.Resident ? "ご本人・ご家族（住民）" : ConsultationTerms.Origins.Name(origin);

    public static string UrgencyWords(ConsultationUrgency urgency) => urgency switch
    {
        ConsultationUrgency.Today => "今日中に", ConsultationUrgency.Soon => "数日のうちに", _ => "急がない",
    };

    public static string ContentOf(Consultation one) => one.Content is { } content ? ConsultationTerms.Contents.Name(content) : "まだ選ばれていません";

    /// <summary>What was answered, a row each.</summary>
    /// <param name="withTimes">Also when to call. Typed freely, so that names and numbers may stand there: for a page of ours, never for a chat.</param>
    public static CardRow[] Facts(Consultation one, bool withTimes = false) =>
    [
        new("相談元", one.Origin is { } origin ? ConsultationTerms.Origins.Name(origin) : "—"),
        new("内容", ContentOf(one)),
        new("地域", one.Area.Length > 0 ? one.Area : "決まっていない"),
        new("急ぎ", UrgencyWords(one.Urgency)),
        new("お返事", !one.WantsCall ? "このチャット" : withTimes && one.CallTimes.Length > 0 ? $"電話（{one.CallTimes}）" : "電話"),
    ];

    public static string Hours(TimeSpan life) => life.TotalHours >= 48 ? $"{life.TotalDays:0}日間" : $"{life.TotalHours:0.#}時間";

    private static string Again(bool again) => again ? "すみません、読み取れませんでした。ボタンから選んでください。\n" : "";

    private static TextReply Question(string text, IEnumerable<QuickReply> choices) => new(text) { QuickReplies = [.. choices, Stop] };

    private static QuickReply Pick(string what, string value, string label) =>
        new(AskBackReplies.Label(label), new ReplyAction.Press($"{Verb}:{what}:{value}", label) { InPlace = true });

    /// <summary>The beginning, and how much there is: a card of a screen's length hides its own buttons.</summary>
    private static string Shortened(string words)
    {
        const int UnitsMax = 60;
        return words.Length <= UnitsMax ? words : $"{words[..(char.IsHighSurrogate(words[UnitsMax - 1]) ? UnitsMax - 1 : UnitsMax)]}…（全部で{words.Length:N0}字）";
    }
}
