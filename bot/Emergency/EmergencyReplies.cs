using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Emergency;

/// <summary>The danger card. Pure, so that it can be said while the database is away.</summary>
public static class EmergencyReplies
{
    public const string NotEmergencyVerb = "notemergency";

    /// <summary>Hours differ by day and change, so the card says to try the next one.</summary>
    private static readonly (NationalLine Line, string More)[] CrisisLines =
    [
        (NationalLines.InochiSos, ""),
        (NationalLines.Yorisoi, $"\n岩手・宮城・福島からは\n{NationalLines.YorisoiNorth.Phone}"),
        (NationalLines.InochiNoDenwa, ""),
    ];

    internal static readonly CardButton Call119 = new("119に電話", new ReplyAction.Call(NationalLines.Ambulance.Phone), IsPrimary: true);
    private static readonly CardButton Call110 = new("110に電話", new ReplyAction.Call(NationalLines.Police.Phone));
    private static readonly CardButton NotEmergency = new("緊急ではありません", new ReplyAction.Press(NotEmergencyVerb, "緊急ではありません"));
    private static readonly CardRow Unwatched = new("", "このチャットは人が見ていません。返事を待たずに電話してください。", RowTone.Bad);

    private static readonly CardRow[] HowToCall119 =
    [
        new("言うこと", "「救急です」→ 住所 → だれが → どうした（息・意識・出血など）"),
        new("電話は", "スピーカーにして、切らずに。係の人の言うとおりに動いてください。"),
    ];

    /// <summary>The card for these words. Never empty, whatever the text.</summary>
    public static IReadOnlyList<ReplyContent> CardFor(string text, HubOptions hub)
    {
        HubContact contact = HubContact.Of(hub);
        Card card = EmergencyKindRules.KindOf(text) switch
        {
            EmergencyKind.PlannedDeath => PlannedDeath(contact),
            EmergencyKind.SuicideNow => SuicideNow(),
            EmergencyKind.SuicideThought => SuicideThought(),
            _ => General(contact),
        };
        return [new CardReply(card.Title + " " + string.Join(" ", card.Rows.Take(2).Select(row => row.Text)).ReplaceLineEndings(" "), [card])];
    }

    public static readonly IReadOnlyList<ReplyContent> NotAnEmergencyAfterAll =
    [
        new TextReply("分かりました。緊急でなくてよかったです。急に悪くなったときは、迷わず119へ電話してください。\nお探しのものがあれば、そのまま書いてください。"),
    ];

    private static Card General(HubContact hub) => new()
    {
        Tone = CardTone.Danger,
        Kicker = "いのちに関わるかもしれません",
        Title = "すぐに119へ電話してください",
        Rows =
        [
            .. HowToCall119,
            Unwatched,
            .. hub.Reachable is null ? (CardRow[])[] : [new CardRow("そのあと", "訪問看護か主治医、または拠点へ。"), hub.Row],
            .. hub.OnCallRows,
            new("", "暴力など、身の危険は110へ。", RowTone.Faint),
        ],
        Buttons = [Call119, .. hub.Buttons, .. hub.OnCallButtons, NotEmergency],
    };

    private static Card PlannedDeath(HubContact hub) => new()
    {
        Tone = CardTone.Danger,
        Kicker = "ご自宅での看取り",
        Title = "まず、決めてある訪問看護師か主治医に電話してください",
        Rows =
        [
            new("伝えること", "「息（意識）が変わりました」→ お名前 → いまの様子"),
            new("番号は", "訪問看護・主治医から渡された紙、または携帯電話の登録を見てください。"),
            new("119は", "つながらない、思っていた様子と違う、詰まった、転んだ、出血、けいれん。迷うときも、ためらわずに。", RowTone.Bad),
            Unwatched,
            .. hub.Reachable is null ? (CardRow[])[] : [hub.Row],
            .. hub.OnCallRows,
        ],
        Buttons = [Call119 with { IsPrimary = false }, .. hub.Buttons, .. hub.OnCallButtons, NotEmergency],
    };

    private static Card SuicideNow() => new()
    {
        Tone = CardTone.Danger,
        Kicker = "いのちを守るために、いますぐ",
        Title = "119か110へ電話してください",
        Rows =
        [
            new("119", "けがをした、薬などを飲んだ、意識がおかしいとき。「救急です」→ 住所 → どうした"),
            new("110", "飛び降りそう、刃物を持っている、居場所が分からないとき"),
            new("離れて", "薬・刃物・ひもなどから離れ、だれかのそばにいてください。ひとりにしないでください。"),
            .. CrisisRows,
            Unwatched,
        ],
        Buttons = [Call119, Call110, CrisisButton(0), NotEmergency],
    };

    private static Card SuicideThought() => new()
    {
        Tone = CardTone.Danger,
        Kicker = "つらい中、ありがとうございます",
        Title = "話を聞いてくれる人がいます",
        Rows =
        [
            new("", "いまにも危ないとき、もう何かをしてしまったときは、すぐ119へ。", RowTone.Bad),
            new("", "そうでないときも、いま電話してみてください。名前は言わなくてかまいません。つながらないときは、次の番号へ。"),
            .. CrisisRows,
            Unwatched,
        ],
        Buttons = [CrisisButton(0) with { IsPrimary = true }, Call119 with { IsPrimary = false }, CrisisButton(1), NotEmergency],
    };

    /// <summary>Across the whole card, so that name and number each keep to one line.</summary>
    private static IEnumerable<CardRow> CrisisRows => CrisisLines.Select(one => new CardRow("", $"{one.Line.Name}\n{one.Line.Phone}{one.Line.Note}{one.More}"));

    private static CardButton CrisisButton(int index) => new($"{CrisisLines[index].Line.Name}に電話", new ReplyAction.Call(CrisisLines[index].Line.Phone));
}
