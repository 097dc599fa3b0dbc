namespace Zaitaku.Storage.Corrections;

/// <summary>How the hub came to know a fact.</summary>
public enum ConfirmedHow
{
    /// <summary>電話で確認.</summary>
    Phone,

    /// <summary>FAX.</summary>
    Fax,

    /// <summary>訪問.</summary>
    Visit,

    /// <summary>本人から: the place told us by itself.</summary>
    FromThem,

    /// <summary>公表資料.</summary>
    Published,

    Other,
}

/// <summary>What a coordinator did to a place.</summary>
public enum HubDeed
{
    /// <summary>Said what is true now, changed or not.</summary>
    Confirmed,

    /// <summary>Took back what the hub had said: the registers speak again.</summary>
    TookBack,

    Closed,

    Reopened,

    /// <summary>Made the place, which no register has.</summary>
    Added,
}

/// <summary>One fact before and after, in the words of the form.</summary>
/// <param name="Fact">Key such as <c>phone</c> or <c>capabilities.ventilator</c>.</param>
public sealed record FactChange(string Fact, string Old, string New);

/// <summary>Who at the hub said what, how they know, and what it changed. Lies in the JSON of the record that states it, and is the place's history.</summary>
public sealed record HubConfirmation
{
    public HubDeed Deed { get; init; }

    public ConfirmedHow How { get; init; }

    /// <summary>From whom, in a few words; may be empty.</summary>
    public string Words { get; init; } = "";

    /// <summary>The account.</summary>
    public Guid Staff { get; init; }

    /// <summary>When it was written down; the day it was true is the record's <c>ConfirmedOn</c>.</summary>
    public DateTimeOffset EnteredAt { get; init; }

    public IReadOnlyList<FactChange> Changes { get; init; } = [];

    /// <summary>True where the record is the whole place, so that it stands without any register.</summary>
    public bool IsWhole { get; init; }
}
