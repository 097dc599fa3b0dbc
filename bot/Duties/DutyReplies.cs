using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties;

/// <summary>What is answered to whoever confirms a duty or counts its calls.</summary>
public static class DutyReplies
{
    /// <summary>Duties listed in an answer; the others were listed in the message that was confirmed.</summary>
    private const int ListedMax = 6;

    /// <summary>To an 「了解」 nobody waits for.</summary>
    public static readonly TextReply NothingAsked = new("ありがとうございます。いま、このチャットからお返事をお待ちしているお知らせはありません。\nほかの連絡へのお返事でしたら、相手の方へ直接お伝えください。");

    /// <summary>Whose duties they are is nothing for everybody there.</summary>
    public static readonly TextReply NotInGroups = new("当番の確認は、1対1のチャットでお願いします。ここではまだ、何も確認していません。");

    public static readonly TextReply Changed = new("この当番は、そのあと変わったか、終わっています。いまの当番は「私の当番」と書くとお見せします。") { QuickReplies = [new QuickReply("私の当番", new ReplyAction.Say("私の当番"))] };

    public static TextReply NotFound(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"この当番は、このチャットの方の当番としては見つかりません。\n{hub.Lines}");
    }

    /// <param name="isAgain">Nothing was new in it.</param>
    public static TextReply Confirmed(IReadOnlyList<ToldDuty> duties, bool isAgain, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(duties);
        string[] lines = [.. duties.Take(ListedMax).Select(one => $"・{DutyLines.RotaOf(one)} {DutyLines.WhenOf(one.Duty, holidays)}")];
        string more = duties.Count > ListedMax ? $"\nほか{duties.Count - ListedMax}回" : "", later = duties.All(one => one.Duty.ConfirmedAt is not null) ? "" : "\n先の当番は、近くなったらもう一度お知らせします。";
        return new TextReply($"{(isAgain ? "この当番は、もう確認をいただいています。" : "確認をいただきました。ありがとうございます。")}\n{string.Join('\n', lines)}{more}{later}");
    }

    public static TextReply Counted(int calls, HolidayCalendar holidays, HeldDuty duty) =>
        new($"{DutyLines.WhenOf(duty, holidays)} の当番の電話を、{calls}件{(calls == DutyCards.CallsTapMax ? "以上" : "")}と記録しました。ありがとうございます。");
}
