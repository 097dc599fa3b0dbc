using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Duties;

/// <summary>What is said about handovers. Never their words: those are behind a link.</summary>
public static class HandoverReplies
{
    private const string Kicker = "当番の申し送り";

    public static readonly TextReply NotInGroups = new("申し送りは、ほかの人に見えないよう、1対1のチャットで開いてください。");

    /// <summary>Before its page opens, or after it has shut.</summary>
    public static readonly TextReply NotNow = new("申し送りの画面は、当番の始まる24時間前から、終わって24時間後まで開けます。");

    /// <summary>This server has no address that people know.</summary>
    public static TextReply NoAddress(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"申し送りの画面は、まだ使えません。次の方に伝えることは、拠点へお電話ください。患者さんのことは、このチャットには書かないでください。\n{hub.Lines}");
    }

    /// <param name="mayWrite">Their duty has begun: there is something to hand over.</param>
    public static CardReply Link(ToldDuty told, Uri link, DateTimeOffset until, bool mayWrite, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(link);
        return new CardReply("申し送りの画面を開いてください。",
        [
            new Card
            {
                Kicker = Kicker, Title = mayWrite ? "申し送りを書く・読む" : "申し送りを読む",
                Rows =
                [
                    new CardRow("", $"{DutyLines.RotaOf(told)}\n{DutyLines.WhenOf(told.Duty, holidays)}"),
                    .. mayWrite ? Array.Empty<CardRow>() : [new CardRow("", "ご自分の申し送りは、当番が始まってから書けます。")],
                    new CardRow("", $"期限 {IntakeRules.Clock(until)}\n最初に開いた1台でだけ使えます。", RowTone.Faint),
                ],
                Buttons = [new CardButton("画面を開く", new ReplyAction.Open(link.AbsoluteUri), IsPrimary: true)],
                Footer = "このリンクをほかの人に送らないでください。",
            },
        ]);
    }

    /// <summary>To the one who comes after, who is on duty by now or soon.</summary>
    /// <param name="told">Their own duty.</param>
    public static CardReply Written(ToldDuty told, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(told);
        const string Title = "申し送りが書かれました";
        return new CardReply($"{Title}: {DutyLines.RotaOf(told)}",
        [
            new Card
            {
                Kicker = Kicker, Title = Title,
                Rows = [new CardRow("", $"あなたの当番\n{DutyLines.RotaOf(told)}\n{DutyLines.WhenOf(told.Duty, holidays)}"), new CardRow("", "前の当番の方が書いたか、書き直しました。中身は画面でお読みください。")],
                Buttons = [new CardButton("申し送りを読む", new ReplyAction.Press(DutyCards.Data(DutyCards.NoteVerb, told.Duty.Id), "申し送りを読みます"), IsPrimary: true)],
            },
        ]);
    }
}
