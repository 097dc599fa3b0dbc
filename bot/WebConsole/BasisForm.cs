using Zaitaku.Bot.Corrections;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>When and how something was confirmed, as typed.</summary>
public sealed class BasisForm
{
    public string? Day { get; set; }

    public string? How { get; set; }

    public string? Words { get; set; }

    /// <summary>The last day that may be stated.</summary>
    public string Today { get; private set; } = "";

    /// <summary>Keeps ids apart where the fields stand on a page twice.</summary>
    public string Prefix { get; private set; } = "";

    public static BasisForm Of(DateTimeOffset now, string prefix = "") => new BasisForm { Day = TokyoInput.Day(now) }.At(now, prefix);

    public BasisForm At(DateTimeOffset now, string prefix = "")
    {
        (Today, Prefix) = (TokyoInput.Day(now), prefix);
        return this;
    }

    /// <returns>Null with the reason.</returns>
    public Basis? Read(DateTimeOffset now, out string problem) => Basis.Read(Day, How, Words, OfficeTime.DayOf(now), out problem);
}
