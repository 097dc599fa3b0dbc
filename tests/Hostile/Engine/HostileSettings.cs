using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Hostile;

/// <summary>A hub on LINE and Teams, as settings of the environment.</summary>
public static class HostileSettings
{
    public static Dictionary<string, string> Of(FakeLine line, string api, FakeTeams teams) => new()
    {
        ["Hub__Name"] = "みなと市在宅医療・介護連携拠点",
        ["Hub__Phone"] = "0000-11-0000",
        ["Hub__Prefecture"] = "架空県",
        ["Hub__Area__0"] = "みなと市",
        ["Line__ChannelId"] = line.ChannelId,
        ["Line__ChannelSecret"] = line.ChannelSecret,
        ["Line__ApiBaseUrl"] = api,
        ["Teams__AppId"] = teams.AppId,
        ["Teams__AppSecret"] = teams.AppPassword,
        ["Teams__TenantId"] = teams.TenantId,
        ["Teams__OpenIdMetadataUrl"] = teams.IdentityUrl + "/v1/.well-known/openidconfiguration",
        ["Teams__LoginBaseUrl"] = teams.EntraUrl,
        ["ASPNETCORE_ENVIRONMENT"] = "Development", // Teams is on loopback here.
        ["Logs__Level"] = "Error",
    };
}
