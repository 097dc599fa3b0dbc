using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Which hosts may hear our token. An activity names the address that answers go to; a forged one would collect tokens.</summary>
public sealed class TeamsServiceHosts(IOptions<TeamsOptions> options, IHostEnvironment environment)
{
    private static readonly string[] PublicCloud = ["smba.trafficmanager.net", "*.botframework.com"];

    /// <summary>Where to speak to a tenant that never told us its address.</summary>
    public const string Default = "https://smba.trafficmanager.net/teams/";

    public const int UrlUnitsMax = 400;

    public bool Allows(string? serviceUrl)
    {
        if (serviceUrl is not { Length: > 0 and <= UrlUnitsMax } || !Uri.TryCreate(serviceUrl, UriKind.Absolute, out Uri? address) || address.UserInfo.Length > 0
            || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return false;
        }

        // The Playground and our fakes answer on this machine; a real deployment must never be talked into calling itself.
        return address.IsLoopback
            ? environment.IsDevelopment() && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            : address.Scheme == Uri.UriSchemeHttps && PublicCloud.Concat(options.Value.ServiceHosts).Any(pattern => Fits(address.IdnHost, pattern));
    }

    private static bool Fits(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && host.Length > pattern.Length - 1
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
