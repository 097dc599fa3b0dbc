using Zaitaku.Storage.Time;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>How hours fit a wish for time, with the words for a card (empty when there is nothing to say).</summary>
public readonly record struct HoursFit(Certainty Certainty, string Text);

/// <summary>Weekly hours against wishes for time. Unknown hours are never a no.</summary>
public static class HoursFitRules
{
    private const int DayMinutes = 24 * 60;
    private static readonly HoursFit NotKnown = new(Certainty.Unknown, "");
    private static readonly HoursFit No = new(Certainty.No, "");

    public static HoursFit Of(Wish wish, WeeklyHours? hours) => (wish, hours) switch
    {
        (_, null) => NotKnown,
        (Wish.Usually usually, _) => Usually(usually, hours),
        (Wish.OnDays onDays, _) => OnDays(onDays, hours),
        (Wish.RoundTheClock, _) => IsRoundTheClock(hours) ? new HoursFit(Certainty.Confirmed, "24時間") : NotKnown,
        _ => NotKnown,
    };

    /// <summary>Open 24 hours on every day of the week.</summary>
    public static bool IsRoundTheClock(WeeklyHours hours)
    {
        DayMask whole = DayMask.None;
        foreach (HoursSpan span in hours.Spans)
        {
            bool roundTheClock = span is { Kind: HoursKind.Open, Weeks: 0 } && span.Closes - span.Opens >= DayMinutes;
            whole |= roundTheClock ? span.Days : DayMask.None;
        }

        return (whole & DayMask.Everyday) == DayMask.Everyday;
    }

    private static HoursFit Usually(Wish.Usually wish, WeeklyHours hours)
    {
        HoursSpan[] named = [.. hours.Spans.Where(span => (span.Days & wish.Days) != 0)];
        if (named.FirstOrDefault(span => span.Kind == HoursKind.Open && Overlaps(span, 0, wish.From, wish.To)) is { } fits)
        {
            return new HoursFit(Certainty.Confirmed, SpanText(fits with { Days = fits.Days & wish.Days }));
        }

        return named.Any(span => span.Kind == HoursKind.OpenSomeTime) ? SomeTime(wish.From)
            : wish.Days == DayMask.Holiday && named.Length == 0 ? NotKnown
            : No;
    }

    private static HoursFit OnDays(Wish.OnDays wish, WeeklyHours hours)
    {
        HoursFit best = No;
        foreach (WishDay day in wish.Days)
        {
            HoursFit fit = OnDay(wish, hours, day);
            if (fit.Certainty == Certainty.Confirmed)
            {
                return wish.Days.Count == 1 ? fit : fit with { Text = $"{day.Day.Month}/{day.Day.Day}（{OfficeTime.LetterOf(day.Day)}） {fit.Text}" };
            }

            best = fit.Certainty > best.Certainty ? fit : best;
        }

        return best;
    }

    private static HoursFit OnDay(Wish.OnDays wish, WeeklyHours hours, WishDay day)
    {
        DayHours then = OpeningRules.On(hours, day.Day, day.IsHoliday);
        if (then.Spans.Any(span => Overlaps(span, 0, wish.From, wish.To)))
        {
            return new HoursFit(Certainty.Confirmed, HoursText.Day(then));
        }

        return then.Opening == DayOpening.OpenSomeTime ? SomeTime(wish.From)
            : then.Opening == DayOpening.Unknown ? NotKnown
            : FromTheEve(wish, hours, day);
    }

    /// <summary>In the small hours the span that began the evening before still counts. Whether that eve was a holiday is not asked: a night duty does not end for it.</summary>
    private static HoursFit FromTheEve(Wish.OnDays wish, WeeklyHours hours, WishDay day)
    {
        DayHours eve = wish is { Condition: ConditionKind.Today or ConditionKind.Night } && wish.From < 300
            ? OpeningRules.On(hours, day.Day.AddDays(-1), false)
            : new DayHours(DayOpening.Closed, []);
        return eve.Spans.FirstOrDefault(span => Overlaps(span, -DayMinutes, wish.From, wish.To)) is { } late
            ? new HoursFit(Certainty.Confirmed, $"{HoursText.Clock(late.Closes - DayMinutes)}まで")
            : No;
    }

    /// <summary>A day known to be worked, hours not stated: likely for a wish of a day, unknown for one of the evening.</summary>
    private static HoursFit SomeTime(int from) => from >= WishList.NightFrom ? NotKnown : new HoursFit(Certainty.Likely, "営業（時間は未確認）");

    private static bool Overlaps(HoursSpan span, int shift, int from, int to) => span.Opens + shift < to && from < span.Closes + shift;

    private static string SpanText(HoursSpan span) => new WeeklyHours([span]).ToString();
}
