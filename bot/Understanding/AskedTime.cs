namespace Zaitaku.Bot.Understanding;

/// <summary>A stretch of days somebody named, and what of each day is meant.</summary>
/// <param name="From">First day, in Tokyo.</param>
/// <param name="Until">First day it no longer holds; always later than <paramref name="From"/>. A night counts with the day on which it begins: the night of Saturday has Sunday here.</param>
/// <param name="Part">What part of the day was said; <see cref="AskedPart.Any"/> when none was, or when 午前 or 午後 only tells which half of the clock is meant.</param>
/// <param name="Minute">A time of day asked for, in minutes after 00:00 of <paramref name="From"/>, 0 to 1919; null when none was named.
/// From 1440 on it is after midnight of the night that begins on <paramref name="From"/> (25時, 深夜1時).</param>
public sealed record AskedTime(DateOnly From, DateOnly Until, AskedPart Part, int? Minute);

/// <summary>The part of a day. People do not agree on the hours, so none are kept here.</summary>
public enum AskedPart
{
    /// <summary>The day as a whole, or no part was said.</summary>
    Any,

    /// <summary>朝, 午前.</summary>
    Morning,

    /// <summary>昼, 日中, 午後.</summary>
    Daytime,

    /// <summary>夕方.</summary>
    Evening,

    /// <summary>夜, 夜間, 晩, 深夜: from the evening of the day into the next morning.</summary>
    Night,

    /// <summary>いま: the instant of asking. The day is then today.</summary>
    Now,
}
