using System.Globalization;
using System.Text.Json;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Duties;

/// <summary>Somebody who may be given duties of a rota, and how many. Where a rota has none, whoever stands in its table may.</summary>
public sealed class RotaMember
{
    public const int SeatsLengthMax = 200;

    public int Id { get; init; }

    public int RotaId { get; init; }

    public int HolderId { get; init; }

    /// <summary>Share of commitment: 1 for full, 0.5 for half (<see cref="PlanHolder.Share"/>).</summary>
    public double Share { get; set; } = 1;

    /// <summary>Most duties in one calendar month; null for no limit.</summary>
    public int? MonthMax { get; set; }

    /// <summary>Ids of seats they may take, separated by commas; empty for all.</summary>
    public string Seats { get; set; } = "";

    /// <summary>Place in lists, from 0.</summary>
    public int Position { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when they left the rota: what they had counts on, nothing new is given.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Grows with every change: of two who save at once one looks again.</summary>
    public int Revision { get; set; }

    /// <returns>Ids of the seats they may take; null for all.</returns>
    public IReadOnlyList<int>? SeatIds() => Seats.Length == 0 ? null : [.. Seats.Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
}

/// <summary>A share somebody had in a rota, from a day to a day: by it is worked out what is carried from year to year. A change of share ends one and begins another.</summary>
public sealed class MemberTerm
{
    public int Id { get; init; }

    public int RotaId { get; init; }

    public int HolderId { get; init; }

    /// <summary><see cref="RotaMember.Share"/> at that time.</summary>
    public double Share { get; set; }

    public DateOnly FromDay { get; init; }

    /// <summary>The first day it no longer holds; null while it does.</summary>
    public DateOnly? UntilDay { get; set; }

    public bool Holds(DateOnly day) => FromDay <= day && (UntilDay is not { } until || day < until);
}

/// <summary>A line of a rota's shift pattern (<see cref="ShiftPattern"/>), for one seat.</summary>
public sealed class RotaPattern
{
    public int Id { get; init; }

    public int RotaId { get; init; }

    public int SeatId { get; set; }

    /// <summary>The <see cref="ShiftPattern"/> as JSON; its seat number is not read.</summary>
    public required string Body { get; set; }

    /// <summary>Who always has it (毎週月曜は○○先生); null where duties are shared out.</summary>
    public int? FixedHolderId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it no longer holds for new plans.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public int Revision { get; set; }

    /// <summary>The pattern with its seat and its own number.</summary>
    public ShiftPattern Read() => JsonSerializer.Deserialize<ShiftPattern>(Body)! with { Seat = SeatId, Line = Id };

    public static string BodyOf(ShiftPattern pattern) => JsonSerializer.Serialize(pattern);
}
