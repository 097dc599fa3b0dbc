using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>A hub in a storm, as settings of the environment.</summary>
public static class StormSettings
{
    public static Dictionary<string, string> Of(FakeLine line, string data) => new()
    {
        ["Storage__DataDirectory"] = data,
        ["Hub__Name"] = "みなと市在宅医療・介護連携拠点",
        ["Hub__Phone"] = "0000-11-0000",
        ["Hub__Prefecture"] = "架空県",
        ["Hub__Area__0"] = "みなと市",
        ["Line__ChannelId"] = line.ChannelId,
        ["Line__ChannelSecret"] = line.ChannelSecret,
        ["Logs__Level"] = "Error",
    };
}
