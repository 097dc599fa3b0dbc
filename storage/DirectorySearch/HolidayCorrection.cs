namespace Zaitaku.Storage.DirectorySearch;

/// <summary>A coordinator's word on a day: a holiday the rules do not know, or one they are wrong about.</summary>
public sealed class HolidayCorrection
{
    public DateOnly Day { get; init; }

    /// <summary>True: the day counts as a holiday. False: it does not.</summary>
    public bool IsHoliday { get; set; }

    /// <summary>Name shown to people, such as 市民の日.</summary>
    public string Name { get; set; } = "";
}
