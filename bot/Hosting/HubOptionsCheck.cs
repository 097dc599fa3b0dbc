using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Hosting;

/// <summary>What is wrong with the hub's settings, in words for whoever runs the hub. With a channel configured real people write to us, so there must be a number they can call when the bot cannot help.</summary>
internal sealed class HubOptionsCheck(IEnumerable<IChannelReadiness> channels) : IValidateOptions<HubOptions>
{
    private const string PhoneMissing = "Hub:Phone がありません。LINEなどをつないだときは、困った人が電話できる番号が必要です。";

    public ValidateOptionsResult Validate(string? name, HubOptions options)
    {
        List<ValidationResult> wrong = [];
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        List<string> problems = [.. wrong.Select(result => result.ErrorMessage).OfType<string>()];
        if (options.Phone.Length == 0 && channels.Any(channel => channel.IsConfigured))
        {
            problems.Add(PhoneMissing);
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
