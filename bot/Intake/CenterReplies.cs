using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;

namespace Zaitaku.Bot.Intake;

/// <summary>Where residents turn to, when the city's policy is not that they come to the hub.</summary>
public static class CenterReplies
{
    public static CardReply Centers(IReadOnlyList<DeskCenter> centers, HubContact hub) => new("ご相談は、お住まいの地域の地域包括支援センターで受けています。",
        [.. centers.Take(CardReply.CardsMax).Select(center => Of(center, hub))]);

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

    private static Card Of(DeskCenter center, HubContact hub) => new()
    {
        Kicker = center.Area.Length > 0 ? $"{center.Area}のご相談" : "ご本人・ご家族のご相談",
        Title = center.Name,
        Rows = [new("電話", center.Phone), new("", "介護や暮らしの困りごとを、まとめて相談できる窓口です。お名前を言わずに相談してもかまいません。"), new("ほか", $"{hub.Name}のチャットでは、事業所探しができます。", RowTone.Faint)],
        Buttons = [new CardButton("電話する", new ReplyAction.Call(center.Phone), IsPrimary: true)],
    };
}
