using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Fakes.Teams;

/// <summary>How a person's chat with the bot stands.</summary>
public enum TeamsStanding
{
    /// <summary>Never installed: a conversation can not be created.</summary>
    NotInstalled,

    Installed,

    /// <summary>Taken off again: 403 BotNotInConversationRoster.</summary>
    Uninstalled,

    /// <summary>403 ConversationBlockedByUser, until the person writes.</summary>
    Blocked,

    /// <summary>The same in its other form: 403 with MessageWritesBlocked in a JSON text.</summary>
    WritesBlocked,

    /// <summary>403 BotDisabledByAdmin.</summary>
    DisabledByAdmin,
}

/// <summary>A person of the tenant. The same name is always the same person.</summary>
public sealed record TeamsPerson(string Name)
{
    /// <summary>The id this bot knows the person by (MRI).</summary>
    public string Id => "29:1" + TeamsTokens.Base64Url(Hash("mri"));

    /// <summary>The id the directory of the tenant knows the person by.</summary>
    public string AadObjectId => new Guid(Hash("aad").AsSpan(0, 16)).ToString("D");

    public string PrincipalName => Convert.ToHexStringLower(Hash("upn").AsSpan(0, 5)) + "@minato.example";

    private byte[] Hash(string kind) => SHA256.HashData(Encoding.UTF8.GetBytes(kind + Name));
}

/// <summary>A place to talk: one person's chat with the bot, a group chat, or a team's channel.</summary>
internal sealed class TeamsRoom(string name, string kind)
{
    public string Name { get; } = name;

    /// <summary>personal, groupChat or channel.</summary>
    public string Kind { get; } = kind;

    public string Id { get; } = kind switch
    {
        "personal" => "a:1" + TeamsTokens.Base64Url(Hash(name)),
        "groupChat" => "19:" + Convert.ToHexStringLower(Hash(name).AsSpan(0, 16)) + "@thread.v2",
        _ => "19:" + Convert.ToHexStringLower(Hash(name).AsSpan(0, 16)) + "@thread.tacv2",
    };

    /// <summary>In order of joining.</summary>
    public List<TeamsPerson> People { get; } = [];

    /// <summary>False after the bot was taken out: 403 BotNotInConversationRoster.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>The bot's own messages by id, as they read now; null where one was deleted.</summary>
    public Dictionary<string, HeardActivity?> Messages { get; } = [];

    // Per bot and conversation, sends and reads apart; "/members" has a rate of its own. Source: learn.microsoft.com, "Optimize your bot with rate limiting".
    public SlidingWindows Sends { get; } = new((7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, TimeSpan.FromHours(1)));

    public SlidingWindows Reads { get; } = new((14, TimeSpan.FromSeconds(1)), (16, TimeSpan.FromSeconds(2)), (120, TimeSpan.FromSeconds(30)), (3_600, TimeSpan.FromHours(1)));

    public SlidingWindows MemberLists { get; } = new((5, TimeSpan.FromMinutes(1)));

    /// <summary>Writes on their way at this moment.</summary>
    public int Busy { get; set; }

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("room" + name));
}
