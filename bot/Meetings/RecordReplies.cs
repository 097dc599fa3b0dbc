using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>All that chat says of the record of a meeting: that there is one, and where it is read. Never its words.</summary>
public static class RecordReplies
{
    public const string Verb = "meetrecord";

    public static readonly TextReply NotFound = new("その記録は見つかりません。拠点にお尋ねください。");

    public static TextReply NoAddress(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"いま、記録の画面をお送りできません。\n拠点にお尋ねください。\n{hub.Lines}");
    }

    public static IReadOnlyList<ReplyContent> Ready(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return
        [
            new CardReply($"記録ができました: {meeting.Title}",
            [
                new Card
                {
                    Kicker = "会議・研修", Title = "記録ができました", Rows = [new CardRow("", meeting.Title), new CardRow("", "記録は、チャットではなく別の画面でお読みください。", RowTone.Faint)],
                    Buttons = [new CardButton("記録を読む", new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{meeting.Id}"), "記録を読みます"), IsPrimary: true)],
                },
            ]),
        ];
    }

    public static IReadOnlyList<ReplyContent> Link(Meeting meeting, Uri address)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(address);
        return
        [
            new CardReply($"記録の画面です: {meeting.Title}",
            [
                new Card { Title = "記録の画面です", Rows = [new CardRow("", meeting.Title), new CardRow("", "ほかの方には送らないでください。")], Buttons = [new CardButton("画面を開く", new ReplyAction.Open(address.AbsoluteUri), IsPrimary: true)] },
            ]),
        ];
    }
}
