using System.Text;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Duties;

/// <summary>How coordinators are told of gaps.</summary>
public static class GapWords
{
    /// <summary>Gaps told one by one in a message; the page has them all.</summary>
    public const int LinesMax = 12;

    /// <summary>Names in one line of those nobody can tell.</summary>
    private const int NamesMax = 8;

    private const string Where = "コンソールの「当番」の「当番の空き」で確かめて、直してください。";

    /// <summary>All that was found in one look and is still so.</summary>
    /// <param name="isNow">They begin within a day.</param>
    public static string New(IReadOnlyList<GapLine> gaps, bool isNow, HolidayCalendar holidays) =>
        Message(isNow ? "【至急】24時間以内の当番に、空きがあります。" : "当番表に、空きが見つかりました。", gaps, holidays);

    public static string Week(IReadOnlyList<GapLine> gaps, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        return Message($"当番表の空きの一覧です（{gaps.Count}件）。", gaps, holidays);
    }

    /// <summary>What is wrong with it, and who is meant.</summary>
    public static string CauseOf(GapLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Gap.Cause switch
        {
            GapCause.NobodyAssigned => "だれも入っていません",
            GapCause.MemberLeft => $"{line.Holder}: 当番から外れた人です",
            GapCause.Unavailable => $"{line.Holder}: 当番に入れない日です",
            GapCause.DoubleBooked => $"{line.Holder}: 同じ時間に、ほかの当番にも入っています",
            GapCause.NoChannel => $"{line.Holder}: チャットで知らせが届きません",
            GapCause.PatternsCollide => "当番の型の2つの行が、同じ枠で重なっています",
            _ => "ここで表が終わります。続きの表がありません",
        };
    }

    /// <summary>「5月29日(金) 17:30〜翌8:30【小児科】」; where a table ends, that instant.</summary>
    public static string TimeOf(GapLine line, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(line);
        string day = DutyWords.Day(OfficeTime.DayOf(line.Gap.StartsAt), holidays);
        return line.Gap.Cause == GapCause.TableEnds ? $"{day} {HoursText.Clock(OfficeTime.MinuteOf(line.Gap.StartsAt))}"
            : $"{day} {DutyWords.Hours(line.Gap.StartsAt, line.Gap.EndsAt)}{(line.Group.Length > 0 ? $"【{line.Group}】" : "")}";
    }

    private static string Message(string head, IReadOnlyList<GapLine> gaps, HolidayCalendar holidays)
    {
        StringBuilder text = new(head);
        int told = 0;
        foreach (IGrouping<int, GapLine> rota in gaps.GroupBy(line => line.Gap.RotaId))
        {
            GapLine[] lines = [.. rota.Where(line => line.Gap.Cause != GapCause.NoChannel)];
            string[] unreached = [.. rota.Where(line => line.Gap.Cause == GapCause.NoChannel).Select(line => line.Holder)];
            GapLine[] shown = [.. lines.Take(LinesMax - told)];
            told += shown.Length;
            text.Append('\n').Append('■').Append(rota.First().Rota);
            foreach (GapLine line in shown)
            {
                text.Append("\n・").Append(TimeOf(line, holidays)).Append('\n').Append('　').Append(CauseOf(line));
            }

            if (lines.Length > shown.Length)
            {
                text.Append("\n・").Append(shown.Length == 0 ? "" : "ほかに").Append(lines.Length - shown.Length).Append('件');
            }

            if (unreached.Length > 0)
            {
                text.Append("\n・チャットで知らせが届かない人: ").AppendJoin('、', unreached.Take(NamesMax)).Append(unreached.Length > NamesMax ? $"、ほか{unreached.Length - NamesMax}人" : "");
            }
        }

        return text.Append('\n').Append(Where).ToString();
    }
}
