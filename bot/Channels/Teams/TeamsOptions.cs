using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Section "Teams" of appsettings.json. No app id: the channel is closed (404).</summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>Microsoft app id of the bot registration (a GUID); the audience of every token that comes in.</summary>
    [RegularExpression("^$|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    public string AppId { get; set; } = "";

    /// <summary>Client secret of the registration. Only from the environment (<c>Teams__AppSecret</c>) or user secrets.</summary>
    [StringLength(256)]
    public string AppSecret { get; set; } = "";

    /// <summary>Tenant of a single-tenant registration (the usual kind since August 2025). Empty: a multi-tenant one, whose tokens come from the tenant botframework.com.</summary>
    [RegularExpression("^[0-9A-Za-z.-]{0,100}$")]
    public string TenantId { get; set; } = "";

    /// <summary>Who signs the tokens that come in. Government and China clouds have others.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string TokenIssuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where the signing keys are announced. https, or http on loopback.</summary>
    public string OpenIdMetadataUrl { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Where our own tokens are bought. https, or http on loopback.</summary>
    public string LoginBaseUrl { get; set; } = "https://login.microsoftonline.com";

    /// <summary>What our own tokens are for.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string TokenScope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Further hosts that may be given our token, besides smba.trafficmanager.net and *.botframework.com; <c>*.example.org</c> means every name under it.</summary>
    [MaxLength(ServiceHostsMax)]
    public IList<string> ServiceHosts { get; } = [];

    /// <summary>Opens the channel without tokens for the Agents Playground: from this machine only, without a proxy between. Development only; elsewhere the program refuses to start.</summary>
    public bool AllowAnonymousLoopback { get; set; }

    public const int ServiceHostsMax = 20;

    /// <summary>True when the channel can hear and speak to real people.</summary>
    public bool IsConfigured => AppId.Length > 0 && AppSecret.Length > 0;

    /// <summary>True when anything is let in at all.</summary>
    public bool IsOpen => IsConfigured || AllowAnonymousLoopback;
}
