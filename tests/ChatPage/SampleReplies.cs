using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.ChatPage;

/// <summary>Answers such as the product gives, about invented places.</summary>
internal static class SampleReplies
{
    public const string Hostile = "<img src=x onerror=\"window.wasHacked=1\"><script>window.wasHacked=1</script>";

    public static IReadOnlyList<ReplyContent> To(ChannelEvent said) => said switch
    {
        { Kind: EventKind.Follow } => [Greeting],
        { Kind: EventKind.Location } => [new TextReply($"受け取った位置は {said.Latitude:F3}, {said.Longitude:F3} です。")],
        { Kind: EventKind.Postback } => [new TextReply($"ボタン {said.PostbackData} を受け取りました。")],
        { Text: { } text } when text.Contains("息をしていない") => [Danger],
        { Text: { } text } when text.Contains("攻撃") => [new TextReply(Hostile), Attack],
        { Text: { } text } when text.Contains("往診") => [new TextReply("「さくら駅」から近い順に3件です。"), Places],
        { Text: { } text } when text.Contains("空き") => [Vacancy],
        _ => [new TextReply($"「{said.Text}」ですね。\n電話 0000-00-0001 か https://example.org/ をご覧ください。")],
    };

    private static TextReply Greeting { get; } = new("こんにちは。さくら市 在宅医療・介護連携センターです。\n訪問診療、訪問看護、ショートステイなど、探しているものをそのまま書いてください。")
    {
        QuickReplies =
        [
            new("往診してくれる先生", new ReplyAction.Say("さくら駅の近くで往診してくれる先生")),
            new("使い方", new ReplyAction.Press("help", "使い方")),
            new("位置情報を送る", new ReplyAction.ShareLocation()),
        ],
    };

    private static CardReply Danger { get; } = new("すぐに119番へ電話してください",
    [
        new Card
        {
            Tone = CardTone.Danger,
            Kicker = "いますぐ",
            Title = "すぐに119番へ電話してください",
            Rows = [new("", "息をしていない、意識がないときは、電話の指示に従って胸骨圧迫をはじめてください。"), new("", "このチャットは人が見守っていません。", RowTone.Bad)],
            Buttons = [new("119番に電話する", new ReplyAction.Call("119"), IsPrimary: true), new("拠点に電話する", new ReplyAction.Call("0000-00-0000"))],
        },
    ]);

    private static CardReply Places { get; } = new("往診してくれる診療所 3件",
    [
        Clinic(1, "さくら在宅クリニック", "約450m", "対応可能・対応中", RowTone.Good, "営業中（18:00まで）"),
        Clinic(2, "みどり内科医院", "約1.2km", "未確認", RowTone.Unsure, "きょうは休み"),
        Clinic(3, "医療法人社団つばさ会 つばさホームケアクリニック本町", "約2.8km", "要相談", RowTone.Unsure, "営業中（19:30まで）"),
    ])
    {
        QuickReplies =
        [
            new("24時間のところ", new ReplyAction.Say("その中で24時間のところは？")),
            new("新規を受けている", new ReplyAction.Say("新規を受けているところ")),
            new("もっと近く", new ReplyAction.Say("もっと近く")),
            new("もっと見る", new ReplyAction.Press("more:1", "もっと見る")),
            new("位置情報を送る", new ReplyAction.ShareLocation()),
        ],
    };

    private static CardReply Vacancy { get; } = new("空きはここでは分かりません",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Title = "空きはここでは分かりません",
            Rows = [new("", "電話でお確かめください。")],
            Buttons = [new("拠点に電話する", new ReplyAction.Call("0000-00-0000"), IsPrimary: true)],
        },
    ]);

    private static CardReply Attack { get; } = new(Hostile,
    [
        new Card
        {
            Kicker = Hostile,
            Title = Hostile,
            Rows = [new(Hostile, Hostile), new("電話", "javascript:window.wasHacked=1")],
            Buttons = [new("悪いリンク", new ReplyAction.Open("javascript:window.wasHacked=1")), new("悪い電話", new ReplyAction.Call("119;window")), new(Hostile[..20], new ReplyAction.Say("無事"))],
            Footer = Hostile,
        },
    ]);

    private static Card Clinic(int number, string name, string distance, string oxygen, RowTone tone, string hours) => new()
    {
        Kicker = $"{number}　訪問診療・往診",
        Title = name,
        Rows =
        [
            new("距離", $"さくら駅から{distance}"),
            new("在宅酸素", oxygen, tone),
            new("往診", "あり", RowTone.Good),
            new("夜間", "届出上24時間", RowTone.Unsure),
            new("いま", hours),
            new("電話", "0000-00-0001"),
        ],
        Buttons =
        [
            new("電話する", new ReplyAction.Call("0000-00-0001"), IsPrimary: true),
            new("地図", new ReplyAction.Open("https://www.openstreetmap.org/?mlat=38&mlon=140")),
            new("くわしく", new ReplyAction.Press($"show:{number}", $"{number}番をくわしく")),
        ],
        Footer = "2026年3月1日 確認　出典：さくら市連携センター調べ",
    };
}
