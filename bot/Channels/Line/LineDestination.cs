using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Notices, once, that webhooks are addressed to another bot than configured. They are answered all the same: the signature proves that they
/// are ours, and a typing error in a setting must not silence an emergency.</summary>
public sealed class LineDestination(IOptions<LineOptions> options, ILogger<LineDestination> logger)
{
    private int _warned;

    public void Saw(string destination)
    {
        string configured = options.Value.BotUserId;
        if (configured.Length > 0 && destination.Length > 0 && destination != configured && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            logger.OtherDestination();
        }
    }
}
