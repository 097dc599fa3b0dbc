namespace Zaitaku.Bot.Understanding;

/// <summary>A day, a part of a day or a time of day as it stands in the text, while it is being joined with what stands around it.</summary>
internal sealed class AskedMention(DateWord word, DaySpan days, bool hasDay)
{
    /// <summary>The word that named the day, or the part.</summary>
    public DateWord Word { get; } = word;

    public DaySpan Days { get; set; } = days;

    /// <summary>False for 夜間 or 21時 alone: of which day they are is told by what stands around.</summary>
    public bool HasDay { get; } = hasDay;

    /// <summary>No week, month or year was said before it, so that 5日 in 28日から5日 may go on into the next month.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A further day of a list before which a week or month was said.</summary>
    public bool IsListed { get; init; }

    public int Start { get; set; } = word.Start;

    public int End { get; set; } = word.End;

    public DaySense Sense { get; set; } = word.Sense;

    /// <summary>As read off the words (<see cref="DateWordKind.Clock"/>).</summary>
    public int? Clock { get; set; }

    public bool IsPlain => Sense == DaySense.None && Clock is null;

    /// <summary>Shares what is said after it with the mention before it.</summary>
    public bool Continues { get; init; } = word.Continues;

    /// <summary>The same days with another part or time.</summary>
    public AskedMention With(AskedMention bare) => new(Word, Days, true) { Start = bare.Start, End = bare.End, Sense = bare.Sense, Clock = bare.Clock, IsOpen = IsOpen };
}
