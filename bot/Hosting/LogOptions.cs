using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot.Hosting;

/// <summary>Section "Logs" of appsettings.json. A section "Serilog" may add to it, in Serilog's own words.</summary>
public sealed class LogOptions
{
    public const string Section = "Logs";

    /// <summary>Least level written: Verbose, Debug, Information, Warning or Error. Default Information.</summary>
    [RegularExpression("^(Verbose|Debug|Information|Warning|Error)$")]
    public string Level { get; set; } = "Information";

    /// <summary>True: one JSON object a line on the console, for collectors. Default false.</summary>
    public bool Json { get; set; }

    /// <summary>File to write to as well, one a day, 31 kept; empty (default) for none. Relative to where the program was started.</summary>
    [StringLength(260)]
    public string File { get; set; } = "";
}
