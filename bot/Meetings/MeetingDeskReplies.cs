using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What coordinators hear of meetings: numbers and a link. Who it is stands in the console.</summary>
public sealed class MeetingDeskReplies(LiveDirectory directory, PublicAddress address) : IMeetingDeskCards
{
    public string Told(DeskState state, DateTimeOffset now) => ReplyContent.ToJson(ToldOf(state, address.Current, directory.Current().Holidays, now));

    /// <param name="site">Ends in a slash; null where this server has no address that people know.</param>
    public static IReadOnlyList<ReplyContent> ToldOf(DeskState state, Uri? site, HolidayCalendar holidays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        Meeting meeting = state.Meeting;
        string people = string.Create(CultureInfo.InvariantCulture, $"{state.People}人");
        (string kicker, string title, string words) = state.Task switch
        {
            DeskTask.Calls => ("席が空きました", $"{people}に電話してください", "空いた席をご案内する方のうち、チャットが届かない方です。お電話で出欠をうかがい、名簿に書いてください。"),
            DeskTask.Unreached => ("案内が届かない方がいます", $"{people}に電話かFAXでご案内ください", "チャットが届かないため、案内を送れませんでした。お返事は名簿に書いてください。"),
            _ => ("会議・研修のあとで", "来た方と記録を書いてください", "来た方も、話し合ったことも、まだ書かれていません。どちらか一方でも書くと、このお知らせは止まります。"),
        };
        Card card = new()
        {
            Tone = state.Task == DeskTask.Calls ? CardTone.Notice : CardTone.Plain, Kicker = kicker, Title = title,
            Rows =
            [
                new CardRow("", meeting.Title), new CardRow("", MeetingLines.WhenOf(meeting.Facts, holidays, now)), new CardRow("", words),
                .. state.Until is { } until && until > now ? [new CardRow("", $"お返事は{MeetingLines.InstantOf(until, holidays)}まで", RowTone.Unsure)] : Array.Empty<CardRow>(),
                .. site is null ? [new CardRow("", "コンソールの「会議・研修」から開いてください。", RowTone.Faint)] : Array.Empty<CardRow>(),
            ],
            Buttons = site is null ? [] : [.. ButtonsOf(state).Select((one, at) => new CardButton(one.Label, new ReplyAction.Open(new Uri(site, one.Path).AbsoluteUri), IsPrimary: at == 0))],
        };
        return [new CardReply($"{kicker}: {meeting.Title} {title}", [card])];
    }

    private static (string Label, string Path)[] ButtonsOf(DeskState state)
    {
        string page = string.Create(CultureInfo.InvariantCulture, $"console/meetings/{state.Meeting.Id}");
        return state.Task switch
        {
            DeskTask.Calls => [("名簿を開く", $"{page}/people?show=waiting")],
            DeskTask.Unreached => [("名簿を開く", $"{page}/people?show=phone"), ("CSVで保存", $"{page}/people/list.csv?show=phone")],
            _ => [("来た方を書く", $"{page}/people"), ("記録を書く", page)],
        };
    }
}
