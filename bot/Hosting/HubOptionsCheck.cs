using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Hosting;

/// <summary>With a channel configured real people write to us, so there must be a number they can call when the bot cannot help.</summary>
internal sealed class HubOptionsCheck(IEnumerable<IChannelReadiness> channels) : IValidateOptions<HubOptions>
{
    public ValidateOptionsResult Validate(string? name, HubOptions options) =>
        options.Phone.Length == 0 && channels.Any(channel => channel.IsConfigured)
            ? ValidateOptionsResult.Fail("Hub:Phone is missing: a channel is configured, and people there need a number to call.")
            : ValidateOptionsResult.Success;
}
