using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>One of every kind of thing the product says, edges included. People and places are invented.</summary>
internal static class SaidSamples
{
    private const string Family = "👨‍👩‍👧";

    public static IReadOnlyDictionary<string, IReadOnlyList<ReplyContent>> All { get; } = new Dictionary<string, IReadOnlyList<ReplyContent>>
    {
        ["a short text"] = [new TextReply("こんにちは。")],
        ["a text with emoji, IVS and ZWJ"] = [new TextReply($"葛󠄀飾区の𠮷野さん{Family}🏥\n\u3000お大事に。\"引用\" \\ <b>&amp;</b>")],
        ["a text of three messages"] = [new TextReply(string.Join('\n', Enumerable.Range(1, 700).Select(i => $"{i}. デモ診療所 0000-00-0000")))],
        ["a text with half a surrogate pair"] = [new TextReply("切れた\ud842文字")],
        ["a plain card"] = [new CardReply("薬局が1件見つかりました", [PlaceCard(1)])],
        ["a danger card"] = [new CardReply("119番に電話してください", [DangerCard])],
        ["a notice card"] = [new CardReply("お知らせ", [PlaceCard(1) with { Tone = CardTone.Notice }])],
        ["ten cards"] = [new CardReply("診療所が10件見つかりました", [.. Enumerable.Range(1, 10).Select(PlaceCard)])],
        ["a card of every row tone"] = [new CardReply("色", [RowsCard])],
        ["a card with an empty title and empty rows"] = [new CardReply("", [new Card { Title = "", Rows = [new("電話", ""), new("", " ")] }])],
        ["a card with labels at and over the limit"] = [new CardReply("見出し", [LabelsCard])],
        ["a card that fits no bubble"] = [new CardReply("長い", [new Card { Title = "長い", Rows = [.. Enumerable.Range(1, 29).Select(_ => new CardRow("", new string('あ', 2_000)))] }])],
        ["a carousel over 50 KB"] = [new CardReply("大きい", [.. Enumerable.Range(1, 10).Select(HeavyCard)])],
        ["quick replies of every kind"] = [new TextReply("どちらですか") { QuickReplies = QuickReplies }],
        ["more quick replies than LINE takes"] = [new TextReply("どちらですか") { QuickReplies = [.. Enumerable.Range(1, 20).Select(i => new QuickReply($"{i}番", new ReplyAction.Say($"{i}番目")))] }],
        ["quick replies on a carousel"] = [new CardReply("2件", [PlaceCard(1), PlaceCard(2)]) { QuickReplies = QuickReplies }],
        ["text and cards together"] = [new TextReply("2件見つかりました。"), new CardReply("2件", [PlaceCard(1), PlaceCard(2)]), new TextReply("番号でも選べます。")],
        ["actions at the limit"] = [new CardReply("限度", [ActionsCard])],
    };

    private static Card DangerCard => new()
    {
        Tone = CardTone.Danger,
        Title = "いますぐ119番に電話してください",
        Rows = [new("", "呼吸をしていないときは、胸の真ん中を強く押し続けてください。", RowTone.Bad)],
        Buttons = [new("119番に電話する", new ReplyAction.Call("119"), IsPrimary: true), new("拠点に電話する", new ReplyAction.Call("0000-00-0000"))],
        Footer = "このチャットは見守られていません。",
    };

    private static Card RowsCard => new()
    {
        Title = "在宅酸素に対応できるか",
        Rows = [new("酸素", "対応可能・対応中", RowTone.Good), new("点滴", "未確認", RowTone.Unsure), new("透析", "対応不可", RowTone.Bad), new("出典", "デモ", RowTone.Faint), new("", "見出しのない行")],
    };

    private static Card LabelsCard => new()
    {
        Title = string.Concat(Enumerable.Repeat("𠮷", 300)),
        Buttons =
        [
            new(string.Concat(Enumerable.Repeat(Family, 20)), new ReplyAction.Say("はい")),
            new(string.Concat(Enumerable.Repeat("葛󠄀", 45)), new ReplyAction.Say(string.Concat(Enumerable.Repeat(Family, 60)))),
            new("", new ReplyAction.Press("go", "")),
        ],
    };

    private static Card ActionsCard => new()
    {
        Title = "限度",
        Buttons =
        [
            new("300", new ReplyAction.Press(new string('d', 300), new string('表', 300))),
            new("301", new ReplyAction.Press(new string('d', 301), "言葉で送る")),
            new("地図", new ReplyAction.Open("https://例え.テスト/地図?q=鶴岡市 一番町&x=[1]|2#ここ")),
            new("長い", new ReplyAction.Open("https://example.com/" + new string('x', 1_000))),
            new("危ない", new ReplyAction.Open("javascript:alert(1)")),
            new("全角", new ReplyAction.Call("００００－００－００００")),
            new("二つ", new ReplyAction.Call("0000-00-0000、0000-00-0001")),
            new("位置", new ReplyAction.ShareLocation()),
        ],
    };

    private static IReadOnlyList<QuickReply> QuickReplies =>
    [
        new("24時間", new ReplyAction.Press("narrow:open_24h", "24時間のところ")),
        new("現在地を送る", new ReplyAction.ShareLocation()),
        new("使い方", new ReplyAction.Say("使い方")),
        new("地図で見る", new ReplyAction.Open("https://example.com/map")),
        new(string.Concat(Enumerable.Repeat(Family, 25)), new ReplyAction.Say("家族")),
        new("", new ReplyAction.Say("空の見出し")),
    ];

    public static Card PlaceCard(int number) => new()
    {
        Kicker = $"{number}・訪問診療・デモ",
        Title = $"みどり{number}丁目在宅クリニック",
        Rows =
        [
            new("合うこと", "在宅酸素（対応可能・対応中）、夜間の往診", RowTone.Good),
            new("未確認", "人工呼吸器・新規受け入れ", RowTone.Unsure),
            new("距離", "約1.2km（町の中心から）"),
            new("いま", "診療中（18:30まで）"),
            new("医師への連絡", "平日12:30〜13:30　電話・FAX"),
            new("電話", "0000-00-0000"),
        ],
        Buttons =
        [
            new("電話する", new ReplyAction.Call("0000-00-0000"), IsPrimary: true),
            new("地図を開く", new ReplyAction.Open("https://www.google.com/maps/search/?api=1&query=38.727,139.826")),
            new("くわしく", new ReplyAction.Press($"place:{number}", $"{number}番目をくわしく")),
        ],
        Footer = "確認日 2026-03-15　出典 医療情報ネット",
    };

    private static Card HeavyCard(int number) => PlaceCard(number) with
    {
        Rows = [.. Enumerable.Range(1, 12).Select(i => new CardRow($"項目{i}", string.Concat(Enumerable.Repeat("対応できます。", 30))))],
    };
}
