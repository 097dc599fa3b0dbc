using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot;

/// <summary>Section "Hub" of appsettings.json: who runs this bot, and for which area.</summary>
public sealed class HubOptions
{
    public const string Section = "Hub";

    /// <summary>Name people read. Empty: the demo hub's.</summary>
    [StringLength(60)]
    public string Name { get; set; } = "";

    /// <summary>Number people can call when the bot cannot help. Needed as soon as LINE or Teams is configured.</summary>
    [RegularExpression(@"^$|^0[0-9-]{9,13}$")]
    public string Phone { get; set; } = "";

    /// <summary>When that number is answered, in words, such as 平日 8:30〜17:15.</summary>
    [StringLength(60)]
    public string PhoneHours { get; set; } = "";

    /// <summary>Prefecture of the hub, such as 山形県. Ambiguous place names are settled in its favour.</summary>
    [StringLength(8)]
    public string Prefecture { get; set; } = "";

    /// <summary>Municipalities the hub serves, nearest first, such as 鶴岡市. Searches without a place start here.</summary>
    [MaxLength(30)]
    public IList<string> Area { get; } = [];

    /// <summary>Address of this server as people reach it, with https. Links are built from it, never from a request's Host header.</summary>
    [StringLength(200)]
    public string PublicBaseUrl { get; set; } = "";
}
