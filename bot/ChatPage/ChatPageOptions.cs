namespace Zaitaku.Bot.ChatPage;

/// <summary>Section "ChatPage" of appsettings.json: the phone-like page at /chat on which a newcomer tries the bot.</summary>
public sealed class ChatPageOptions
{
    public const string Section = "ChatPage";

    /// <summary>Whether the page is there. Default null: in Development only.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Whether others than this machine reach it. Default false: anyone who can open the page can read the directory. People from elsewhere
    /// start as residents; an invitation code typed in the chat gives them their role, as on any channel.</summary>
    public bool AllowRemote { get; set; }

    public bool IsOn(IHostEnvironment environment) => Enabled ?? environment.IsDevelopment();
}
