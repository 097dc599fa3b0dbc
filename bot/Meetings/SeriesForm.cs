using System.Globalization;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>How a series is to go on, as a coordinator writes it. Days are yyyy-MM-dd and times HH:mm on a clock in Tokyo.</summary>
public sealed class SeriesForm
{
    public string? Start { get; set; }

    /// <summary>Empty where nobody said.</summary>
    public string? End { get; set; }

    /// <summary>The last day; empty: the end of the fiscal year.</summary>
    public string? Until { get; set; }

    /// <summary>So many dates; empty for all until the last day.</summary>
    public string? Count { get; set; }

    /// <summary>The days themselves, one a line, where the series has no rule.</summary>
    public string? Days { get; set; }

    /// <summary>The series' revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>Of the dates and clashes that were shown before; empty where none were.</summary>
    public string? Mark { get; set; }

    /// <summary>Why the number of dates cannot be taken, in words; empty when it can.</summary>
    public string Problem() => !MeetingFormRules.IsNumber(Count, isNeeded: false) || MeetingFormRules.Number(Count) is < 1 or > SeriesRules.DatesMax
        ? string.Create(CultureInfo.InvariantCulture, $"回数は、1から{SeriesRules.DatesMax}までの数字で書いてください。") : "";

    public static SeriesForm Of(Meeting like, MeetingSeries series)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentNullException.ThrowIfNull(series);
        return new SeriesForm { Start = TokyoInput.Time(like.StartsAt), End = like.EndsAt is { } end ? TokyoInput.Time(end) : "", Seen = series.Revision };
    }

    /// <summary>A meeting like this one, with what is typed here of its dates.</summary>
    public MeetingForm Like(Meeting like, MeetingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        MeetingForm form = MeetingForm.Of(like);
        (form.Start, form.End, form.Until, form.MoreDates, form.Holidays) = (Start, End, Until, Days, MeetingTerms.Holidays.Id(series.Holidays));
        return form;
    }
}
