using Microsoft.Extensions.Options;
using Zaitaku.Bot.Hosting;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What <c>/readyz</c> and the start notice say of LINE.</summary>
internal sealed class LineReadiness(IOptions<LineOptions> options) : IChannelReadiness
{
    public string Channel => "LINE";

    public bool IsConfigured => options.Value.IsConfigured;

    public string HowToConfigure => "Line__ChannelId, Line__ChannelSecret, Hub__Phone（README の Connecting a LINE account）";
}
