using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What is answered to the code on the wall of a meeting.</summary>
public static class CheckInReplies
{
    public static readonly TextReply NotInGroups = new("受付は、1対1のチャットで「受付」と番号を送ってください。ここではまだ、受け付けていません。");

    public static readonly TextReply NotHere = new("このチャットでは受付できません。会場の方にお名前をお伝えください。");

    /// <param name="isWalkIn">They were on no list.</param>
    public static TextReply CheckedIn(Meeting meeting, bool isAgain, bool isWalkIn, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        string name = $"{meeting.Title}\n{MeetingLines.WhenOf(meeting.Facts, holidays, now)}";
        return new TextReply(isAgain ? $"もう受付がすんでいます。\n{name}" : $"受付しました。ご参加ありがとうございます。\n{name}{(isWalkIn ? "\n当日参加として記録しました。代理の方、団体から来られた方は、会場の方にもお名前をお伝えください。" : "")}");
    }

    /// <summary>One text for a code nobody gave out and one that is not of now.</summary>
    public static TextReply NoCode(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"この番号では受付できませんでした。受付できるのは、始まる2時間前から、終わって3時間後までです。会場に出ている6けたの番号を、もう一度お確かめください。\n{hub.Lines}");
    }

    public static TextReply Paused(DateTimeOffset until, HolidayCalendar holidays) => new($"違う番号が続いたため、{MeetingLines.InstantOf(until, holidays)}まで番号を受け付けません。会場の方にお名前をお伝えください。");
}
