using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.ChatPage;

namespace Zaitaku.Bot.Hosting;

/// <summary>Tells whoever started the program where to look and what to configure. To the terminal, not the log.</summary>
public static class StartNotice
{
    /// <param name="firstAdmin">Path of the first admin's link while nobody has an account; null after.</param>
    public static void Print(WebApplication app, HubFacts hub, string? firstAdmin, TextWriter output)
    {
        bool chatPage = app.Services.GetRequiredService<IOptions<ChatPageOptions>>().Value.IsOn(app.Environment);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        output.WriteLine();
        output.WriteLine($"  Zaitaku.Bot  {hub.Name}");
        output.WriteLine(chatPage ? $"  チャット画面      {address}/chat" : "  チャット画面      ChatPage:Enabled=true で使えます");
        output.WriteLine($"  コーディネーター  {address}/console");
        if (firstAdmin is not null)
        {
            output.WriteLine(FirstAdmin(address + firstAdmin, Journal.KeepsOutput(), OwnCommand.Running().With("set-up-link サインイン名")));
        }

        foreach (IChannelReadiness channel in app.Services.GetServices<IChannelReadiness>())
        {
            output.WriteLine(channel.IsConfigured ? $"  {channel.Channel,-16}  つながっています" : $"  {channel.Channel,-16}  未設定: {channel.HowToConfigure}");
        }

        if (hub.IsDemo)
        {
            output.WriteLine($"  デモの町のデータで動いています。{OwnCommand.Running().With("import ファイル")} で実際のデータに替わります。");
        }

        output.WriteLine();
    }

    /// <summary>The first admin's link, to the terminal only: who reads a log must not become the admin.</summary>
    /// <param name="isKept">What is printed goes into the journal: then the command is named that makes a link on a terminal.</param>
    internal static string FirstAdmin(string link, bool isKept, string command) => isKept
        ? $"""
            最初の管理者      まだアカウントがありません。このサーバーの端末で、次のように打つとリンクが出ます（記録に残さないため、ここには出しません）。
                              {command}
          """
        : $"""
            最初の管理者      {link}
                              まだアカウントがありません。このリンクをこのパソコンのブラウザーで開いてください（一度だけ使えます）。
          """;
}
