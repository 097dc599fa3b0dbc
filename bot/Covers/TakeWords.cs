using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Covers;

/// <summary>The rule that keeps a duty from somebody, in words.</summary>
public static class TakeWords
{
    /// <param name="name">Of the one who cannot; empty when it is said to themselves.</param>
    public static string Of(TakeBreach breach, string name, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(breach);
        string who = string.IsNullOrEmpty(name) ? "" : $"{name}さんは、", other = breach.Other is { } duty ? CoverFacts.DutyOf(duty.StartsAt, duty.EndsAt, holidays) : "";
        return who + breach.Rule switch
        {
            TakeRule.Closed => "いまは当番に入らないことになっています。",
            TakeRule.NotOfRota => "この当番表に入っていません。",
            TakeRule.Seat => "この枠の当番には入らないことになっています。",
            TakeRule.Overlap => $"同じ時間に当番があります（{other}）。",
            TakeRule.Away => "その時間は、不在の届けが出ています。",
            TakeRule.Rest => $"前後の当番（{other}）との間が、決められた休みより短くなります。",
            TakeRule.MonthMax => "その月の当番の回数が、決められた上限になっています。",
            _ => "同時に休まないことになっている方が不在の日に、休みになってしまいます。",
        };
    }
}
