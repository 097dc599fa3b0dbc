using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Refuses a half-configured channel at start: a bot that hears but cannot speak helps nobody.</summary>
internal sealed class LineOptionsCheck : IValidateOptions<LineOptions>
{
    public ValidateOptionsResult Validate(string? name, LineOptions options)
    {
        List<string> faults = [];
        if (!options.IsEmpty && !options.IsConfigured)
        {
            faults.Add(options.AcceptedSecrets.Count == 0
                ? "Line:ChannelSecret がありません。環境変数 Line__ChannelSecret で指定してください。"
                : "Line:ChannelId か Line:ChannelAccessToken のどちらかが必要です。");
        }

        if (!ChannelHttp.IsSafeAddress(options.ApiBaseUrl))
        {
            faults.Add("Line:ApiBaseUrl は https のアドレス（自分の機械の中だけは http も可）にしてください。");
        }

        if (!ChannelHttp.IsSafeAddress(options.DataApiBaseUrl))
        {
            faults.Add("Line:DataApiBaseUrl は https のアドレス（自分の機械の中だけは http も可）にしてください。");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
