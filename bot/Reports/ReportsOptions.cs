using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.Reports;

/// <summary>Section "Reports" of appsettings.json.</summary>
public sealed class ReportsOptions
{
    public const string Section = "Reports";

    /// <summary>Years the hub counted by hand before this program, so that the report can show them beside its own. Default none.</summary>
    public IList<EarlierYear> Earlier { get; } = [];
}
