using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Meetings;

/// <summary>What a series' page says.</summary>
public static class SeriesWords
{
    public const string Closed = "この系列は終えています。続けるときは、「この系列」の画面で、終えたのを取り消してください。";

    public const string NothingChosen = "中止のわけだけが書いてあります。中止にする回に印を付けるか、わけを消してください。まだ何も変わっていません。";

    public const string TooManyInvited = "案内する方と回数が多すぎて、一度に足せません。回数を少なくしてください。";

    /// <summary>How it repeats: 奇数月第3火曜 19:00〜20:30（祝日は休む）.</summary>
    public static string Of(MeetingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.RuleText.Length > 0 ? $"{series.RuleText}（{MeetingTerms.Holidays.Name(series.Holidays)}）" : "日付を1つずつ決める系列です。";
    }

    /// <summary>2027年3月31日(水).</summary>
    public static string Day(DateOnly day, HolidayCalendar holidays) => $"{day.Year}年{DutyWords.Day(day, holidays)}";
}
