using Zaitaku.Fakes.Line;

namespace Zaitaku.Hostile;

/// <summary>A hub on LINE, as settings of the environment.</summary>
public static class HostileSettings
{
    public static Dictionary<string, string> Of(FakeLine line, string api) => new()
    {
        ["Hub__Name"] = "みなと市在宅医療・介護連携拠点",
        ["Hub__Phone"] = "0000-11-0000",
        ["Hub__Prefecture"] = "架空県",
        ["Hub__Area__0"] = "みなと市",
        ["Line__ChannelId"] = line.ChannelId,
        ["Line__ChannelSecret"] = line.ChannelSecret,
        ["Line__ApiBaseUrl"] = api,
        ["Logs__Level"] = "Error",
    };
}
