using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Refuses at start a half-configured channel, addresses where a secret could be overheard, and a door without a lock outside Development.</summary>
internal sealed partial class TeamsOptionsCheck(IHostEnvironment environment) : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        List<string> faults = [];
        if (options.AppId.Length > 0 != options.AppSecret.Length > 0)
        {
            faults.Add(options.AppId.Length == 0
                ? "Teams:AppId がありません。ボット登録のアプリIDを指定してください。"
                : "Teams:AppSecret がありません。環境変数 Teams__AppSecret で指定してください。");
        }

        if (options.AllowAnonymousLoopback && !environment.IsDevelopment())
        {
            faults.Add("Teams:AllowAnonymousLoopback は開発環境（ASPNETCORE_ENVIRONMENT=Development）だけで使えます。本番では外してください。");
        }

        foreach ((string setting, string url) in new[] { ("OpenIdMetadataUrl", options.OpenIdMetadataUrl), ("LoginBaseUrl", options.LoginBaseUrl) })
        {
            if (!ChannelHttp.IsSafeAddress(url))
            {
                faults.Add($"Teams:{setting} は https のアドレス（自分の機械の中だけは http も可）にしてください。");
            }
        }

        if (options.ServiceHosts.FirstOrDefault(host => !HostPattern().IsMatch(host ?? "")) is { } odd)
        {
            faults.Add($"Teams:ServiceHosts の「{odd}」はホスト名ではありません（例: smba.infra.example.org, *.example.org）。");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // At least two labels after the star: *.com would be everybody.
    [GeneratedRegex(@"^(\*\.)?([0-9a-z]([0-9a-z-]*[0-9a-z])?\.)+[0-9a-z-]{2,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex HostPattern();
}
