using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Section "Line" of appsettings.json. Nothing configured: the channel is closed (404).</summary>
public sealed class LineOptions
{
    public const string Section = "Line";

    /// <summary>Channel id of the Messaging API channel (digits). With the secret it buys the stateless token.</summary>
    [RegularExpression("^[0-9]{0,20}$")]
    public string ChannelId { get; set; } = "";

    /// <summary>Channel secret. Only from the environment (<c>Line__ChannelSecret</c>) or user secrets.</summary>
    [StringLength(128)]
    public string ChannelSecret { get; set; } = "";

    /// <summary>Further secrets that are accepted while one is replaced: LINE lets the old one die at once, so the new one is entered here before.</summary>
    [MaxLength(SecretsMax)]
    public IList<string> ChannelSecrets { get; } = [];

    /// <summary>Long-lived channel access token; empty (the better choice) buys stateless ones. Only from the environment or user secrets.</summary>
    [StringLength(1_000)]
    public string ChannelAccessToken { get; set; } = "";

    /// <summary>The bot's own user id (U and 32 hex digits), if known: checked at start and against each webhook's destination, with a warning only.</summary>
    [RegularExpression("^$|^U[0-9a-f]{32}$")]
    public string BotUserId { get; set; } = "";

    /// <summary>True when webhooks come by way of another system, such as a city's own LINE system that shares the account: they may come late and their reply
    /// tokens may be used up, so a token is tried only while the event itself is fresh; and residents keep the other system's rich menu. Default false.</summary>
    public bool ForwardedWebhooks { get; set; }

    /// <summary>Where the Messaging API is; a fake's address in tests. https, or http on loopback.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.line.me";

    /// <summary>Where pictures go: those of the rich menus. Contents people send are not downloaded.</summary>
    public string DataApiBaseUrl { get; set; } = "https://api-data.line.me";

    /// <summary>Current, next, and one in doubt.</summary>
    public const int SecretsMax = 3;

    /// <summary>Every secret a signature may be made with, current first.</summary>
    public IReadOnlyList<string> AcceptedSecrets =>
        [.. new[] { ChannelSecret }.Concat(ChannelSecrets).Select(secret => secret?.Trim() ?? "").Where(secret => secret.Length > 0).Distinct()];

    /// <summary>True when the channel can hear and speak.</summary>
    public bool IsConfigured => AcceptedSecrets.Count > 0 && (ChannelAccessToken.Length > 0 || ChannelId.Length > 0);

    /// <summary>True when nothing at all was entered, which is fine: the channel stays closed.</summary>
    public bool IsEmpty => AcceptedSecrets.Count == 0 && ChannelAccessToken.Length == 0 && ChannelId.Length == 0;
}
