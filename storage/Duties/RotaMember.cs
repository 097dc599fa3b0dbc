namespace Zaitaku.Storage.Duties;

/// <summary>Somebody who may be given duties of a rota, and how many. Where a rota has none, whoever stands in its table may.</summary>
public sealed class RotaMember
{
    public const int SeatsLengthMax = 200;

    public int Id { get; init; }

    public int RotaId { get; init; }

    public int HolderId { get; init; }

    /// <summary>Share of commitment: 1 for full, 0.5 for half (<see cref="Zaitaku.Storage.Rota.PlanHolder.Share"/>).</summary>
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
}

/// <summary>A line of a rota's shift pattern (<see cref="Zaitaku.Storage.Rota.ShiftPattern"/>), for one seat.</summary>
public sealed class RotaPattern
{
    public int Id { get; init; }

    public int RotaId { get; init; }

    public int SeatId { get; set; }

    /// <summary>The <see cref="Zaitaku.Storage.Rota.ShiftPattern"/> as JSON; its seat number is not read.</summary>
    public required string Body { get; set; }

    /// <summary>Who always has it (毎週月曜は○○先生); null where duties are shared out.</summary>
    public int? FixedHolderId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when it no longer holds for new plans.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public int Revision { get; set; }
}
