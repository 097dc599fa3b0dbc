using System.Globalization;

namespace Zaitaku.Bot.Reports;

/// <summary>How the report says numbers and times.</summary>
public static class ReportWords
{
    /// <summary>A month whose number nobody knows any more.</summary>
    public const string Lost = "不明";

    /// <summary>A month still to come.</summary>
    public const string ToCome = "－";

    public const string NoAnswer = "－";

    /// <summary>45分, 3時間05分: working time, so never in days.</summary>
    public static string Minutes(int? minutes) => minutes switch
    {
        null => NoAnswer,
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes}分"),
        { } many => string.Create(CultureInfo.InvariantCulture, $"{many / 60}時間{many % 60:00}分"),
    };
}
