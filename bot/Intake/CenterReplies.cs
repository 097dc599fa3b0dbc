using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.DirectorySearch;

namespace Zaitaku.Bot.Intake;

/// <summary>Where residents turn to, when the city's policy is not that they come to the hub.</summary>
public static class CenterReplies
{
    private const string Lead = "ご相談は、お住まいの地域の地域包括支援センターで受けています。";

    /// <summary>Areas on buttons; two are for other answers.</summary>
    private const int OfferedMax = ReplyContent.QuickRepliesMax - 2;

    /// <summary>Which center it is depends on where the person lives.</summary>
    public static TextReply AskArea(IReadOnlyList<string> areas, bool again) => new(
        $"{(again ? "すみません、読み取れませんでした。\n" : "")}{Lead}\nご本人がお住まいの地域はどこですか。\n{(areas.Count > OfferedMax ? "ボタンにないときは、市区町村や町の名前を書いてください。" : "市区町村や町の名前を書いてもかまいません。")}番地は要りません。")
    {
        QuickReplies = [.. areas.Take(OfferedMax).Select(area => Pick(area, area)), Pick("", "分からない"), IntakeReplies.Stop],
    };

    /// <summary>Cards while one row takes them; else every center in words, for one that is left out helps nobody who lives there.</summary>
    public static IReadOnlyList<ReplyContent> Centers(IReadOnlyList<DeskCenter> centers, HubContact hub) => centers.Count <= CardReply.CardsMax
        ? [new CardReply(Lead, [.. centers.Select(center => Of(center, hub))])]
        : [new TextReply($"{Lead}\n\n{string.Join('\n', centers.Select(center => $"【{center.Area}】{center.Name}\n{center.Phone}"))}\n\nどこか分からないときは、お電話でお尋ねください。\n{hub.Lines}")];

    public static CardReply ProfessionalsOnly(HubContact hub) => new("この窓口は専門職の方のご相談を受けています。",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Title = "専門職の方の窓口です",
            Rows =
            [
                new("", "ご本人・ご家族は、お電話でお尋ねください。どこに相談できるかをご案内します。"),
                new("専門職の方", "招待コードを送ると登録でき、ここから相談できます。"),
                hub.Row,
            ],
            Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })],
        },
    ]);

    private static QuickReply Pick(string area, string label) =>
        new(AskBackReplies.Label(label), new ReplyAction.Press($"{IntakeReplies.Verb}:center:{area}", label) { InPlace = true });

    private static Card Of(DeskCenter center, HubContact hub) => new()
    {
        Kicker = center.Area.Length > 0 ? $"{center.Area}のご相談" : "ご本人・ご家族のご相談",
        Title = center.Name,
        Rows = [new("電話", center.Phone), new("", "介護や暮らしの困りごとを、まとめて相談できる窓口です。お名前を言わずに相談してもかまいません。"), new("ほか", $"{hub.Name}のチャットでは、事業所探しができます。", RowTone.Faint)],
        Buttons = [new CardButton("電話する", new ReplyAction.Call(center.Phone), IsPrimary: true)],
    };
}
