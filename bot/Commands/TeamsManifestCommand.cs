using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Teams;

namespace Zaitaku.Bot.Commands;

/// <summary><c>teams-manifest --out FILE</c>: writes the Teams app package an administrator uploads.</summary>
public static partial class TeamsManifestCommand
{
    public static Command Create()
    {
        Option<string> file = new("--out") { Description = "書き出すファイル（.zip）", DefaultValueFactory = _ => "zaitaku-teams.zip" };
        Option<string> version = new("--app-version") { Description = "パッケージの版。入れ替えるたびに上げる", DefaultValueFactory = _ => "1.0.0" };
        Command command = new("teams-manifest", "Teams に登録するアプリパッケージ（マニフェストとアイコン）を書き出します。") { file, version };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            string asked = parsed.GetValue(version)!;
            await using ServiceProvider services = CommandHost.Build();
            TeamsOptions teams = services.GetRequiredService<IOptions<TeamsOptions>>().Value;
            HubOptions hub = services.GetRequiredService<IOptions<HubOptions>>().Value;
            string? fault = !VersionNumber().IsMatch(asked) ? $"版「{asked}」は 1.0.0 のような形ではありません。" : TeamsPackage.FaultIn(teams, hub);
            if (fault is not null)
            {
                await Console.Error.WriteLineAsync(fault);
                return 2;
            }

            if (File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"{path} は既にあります。別の名前にするか、先に消してください。");
                return 1;
            }

            await File.WriteAllBytesAsync(path, TeamsPackage.Write(teams, hub, asked), cancellationToken);
            await Console.Error.WriteLineAsync($"{path} を書きました。Teams 管理センターの「アプリを管理」からアップロードしてください。");
            return 0;
        });
        return command;
    }

    [GeneratedRegex(@"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$")]
    private static partial Regex VersionNumber();
}
