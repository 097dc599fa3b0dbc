using Microsoft.Extensions.Options;
using Zaitaku.Bot.Hosting;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What <c>/readyz</c> and the start notice say of Teams.</summary>
internal sealed class TeamsReadiness(IOptions<TeamsOptions> options) : IChannelReadiness
{
    public string Channel => "Teams";

    public bool IsConfigured => options.Value.IsConfigured;

    public string HowToConfigure => "Teams__AppId, Teams__AppSecret, Teams__TenantId, Hub__Phone（README の Connecting Teams）";
}
