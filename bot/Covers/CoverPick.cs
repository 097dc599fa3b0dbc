using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>A duty, or a part of one, as buttons name it: seat, first minute, minutes. Whatever comes back is looked up; a forged one is nobody's.</summary>
public sealed record CoverPick(int SeatId, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>The verb of all buttons of who asks: <c>cover:STEP:PICK</c>.</summary>
    public const string Verb = "cover";

    /// <summary>Not pressed: typed words that are of a duty, whatever else they sound like.</summary>
    public const string Said = "said";

    /// <summary>Not pressed: 「はい」 to a card that waits for its button.</summary>
    public const string Waits = "waits";

    private const long MinutesMax = 200L * 366 * 1440;

    public static CoverPick Of(CoverSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return new CoverPick(span.SeatId, span.StartsAt, span.EndsAt);
    }

    /// <returns>Null for what no button of ours says.</returns>
    public static CoverPick? Parse(string? data)
    {
        string[] parts = data?.Split('.') ?? [];
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int seat)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long from) || from > MinutesMax
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) || minutes == 0 || minutes > RotaRules.ShiftLengthMax.TotalMinutes)
        {
            return null;
        }

        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddMinutes(from);
        return new CoverPick(seat, start, start.AddMinutes(minutes));
    }

    /// <summary>A button that goes on with this duty.</summary>
    /// <param name="more">Further arguments: a holder, a duty in return.</param>
    public ReplyAction.Press Press(string step, string shown, params string[] more) => new(string.Join(':', [Verb, step, ToString(), .. more]), shown) { InPlace = step == "send" };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SeatId}.{(long)(StartsAt - DateTimeOffset.UnixEpoch).TotalMinutes}.{(int)(EndsAt - StartsAt).TotalMinutes}");
}
