using System.Globalization;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>What a coordinator writes down of a request that a doctor made by phone or on paper.</summary>
public sealed class SubstituteForm
{
    /// <summary>The duty: <c>rota:seat:start in ticks</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>Who asks.</summary>
    public int Requester { get; set; }

    public string? FromDay { get; set; }

    public string? FromTime { get; set; }

    public string? UntilDay { get; set; }

    public string? UntilTime { get; set; }

    /// <summary>Names of papers that are ready.</summary>
    public string[]? Papers { get; set; }

    /// <summary>"true": the family has agreed.</summary>
    public string? Consent { get; set; }

    /// <summary>"true": the visiting nurse knows.</summary>
    public string? Nurse { get; set; }

    /// <summary>The request's revision when the page was opened.</summary>
    public int Seen { get; set; }

    public SubstituteReady Ready => new(Papers ?? [], Consent == "true", Nurse == "true");

    public static SubstituteForm Of(SubstituteRequest one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new SubstituteForm
        {
            FromDay = TokyoInput.Day(one.AbsentFrom), FromTime = TokyoInput.Time(one.AbsentFrom), UntilDay = TokyoInput.Day(one.AbsentUntil), UntilTime = TokyoInput.Time(one.AbsentUntil), Papers = SubstituteRules.ReadyPapers(one),
            Consent = one.ConsentAt is null ? "" : "true", Nurse = one.NurseToldAt is null ? "" : "true", Seen = one.Revision,
        };
    }

    public (int Rota, int Seat, long Ticks)? UnitKey()
    {
        string[] parts = (Unit ?? "").Split(':');
        return parts.Length == 3 && Number(parts[0]) is { } rota and <= int.MaxValue && Number(parts[1]) is { } seat and <= int.MaxValue && Number(parts[2]) is { } ticks ? ((int)rota, (int)seat, ticks) : null;
    }

    public (DateTimeOffset From, DateTimeOffset Until)? Absence() =>
        TokyoInput.TryRead(FromDay, FromTime, out DateTimeOffset from) && TokyoInput.TryRead(UntilDay, UntilTime, out DateTimeOffset until) ? (from, until) : null;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
