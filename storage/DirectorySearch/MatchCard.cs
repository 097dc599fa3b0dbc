namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Why two records are taken to be one place. Greater is surer.</summary>
public enum MatchStrength
{
    /// <summary>Two places: a wrong merge sends a person to the wrong door.</summary>
    Apart = 0,

    /// <summary>One official number, and one name contains the other or is a slip of the pen away from it.</summary>
    NumberAndKin,

    /// <summary>One name within <see cref="MatchRules.PointMetresMax"/>.</summary>
    NameAndPoint,

    /// <summary>One name at one address.</summary>
    NameAndAddress,

    /// <summary>One name with one phone.</summary>
    NameAndPhone,

    /// <summary>One official number of an institution, or one number and one name.</summary>
    Number,
}

/// <summary>What matching looks at of one record, small enough to keep for every record of the country.</summary>
public sealed record MatchCard
{
    /// <summary>The name folded, without its legal form.</summary>
    public required string Core { get; init; }

    /// <summary>Medical code or care number as a hash, 0 when none. A care number of a medical institution is its medical code.</summary>
    public ulong Number { get; init; }

    /// <summary>A clinic's, hospital's or pharmacy's own entry in a register: its code names it whatever it is called.</summary>
    public bool IsInstitution { get; init; }

    /// <summary>Phone digits as a number, 0 when none.</summary>
    public ulong Phone { get; init; }

    /// <summary>Hash of the municipality, 0 when unknown or when nothing inside it is named.</summary>
    public ulong Municipality { get; init; }

    /// <summary>The town folded, without 大字, 字 and 丁目.</summary>
    public string Stem { get; init; } = "";

    /// <summary>Block numbers such as 5-6-50; empty when the address ends with the town.</summary>
    public string Block { get; init; } = "";

    /// <summary>Degrees of the door; NaN when only the town or nothing is known.</summary>
    public float Latitude { get; init; } = float.NaN;

    public float Longitude { get; init; } = float.NaN;

    /// <summary>Hash of the key of 医療情報ネット, by which its hours file names a place; 0 when none.</summary>
    public ulong Navi { get; init; }
}
