using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>What the person is told when their consultation has reached the hub.</summary>
public static class ReceiptReplies
{
    public static CardReply Of(Consultation one, DeskReceipt receipt, HubContact hub) => new(
        $"ご相談を受け付けました。受付番号 {ConsultationNumbers.Shown(one.Number)}",
        [
            new Card
            {
                Kicker = "受け付けました",
                Title = $"受付番号 {ConsultationNumbers.Shown(one.Number)}",
                Rows =
                [
                    .. IntakeReplies.Facts(one),
                    new("お返事", Until(receipt), RowTone.Good),
                    .. receipt.IsOpenNow ? (CardRow[])[] : [new CardRow("いま", Closed(receipt), RowTone.Unsure)],
                ],
                Buttons = [new CardButton("様子を見る", new ReplyAction.Press($"{StatusReplies.Verb}:{one.Number}", "様子を見る")), .. hub.Buttons],
                Footer = "電話のときは、この番号をお伝えください。急に悪くなったときは、返事を待たずに119か主治医へ。",
            },
        ]);

    /// <summary>「4月3日（金）17:15までに、担当者がお返事します」.</summary>
    public static string Until(DeskReceipt receipt) => $"{IntakeRules.Clock(receipt.TargetAt)}までに、担当者がお返事します。";

    public static string Closed(DeskReceipt receipt) =>
        $"受付時間外です。次は{IntakeRules.Clock(receipt.OpensAt)}に開きます。{(receipt.OutsideHoursText.Length > 0 ? $"\n{receipt.OutsideHoursText}" : "")}";
}
