using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot;

/// <summary>Section "Hub" of appsettings.json: who runs this bot, and for which area.</summary>
public sealed class HubOptions
{
    public const string Section = "Hub";

    /// <summary>Name people read. Empty: the demo hub's.</summary>
    [StringLength(60, ErrorMessage = "Hub:Name は{1}文字までにしてください。")]
    public string Name { get; set; } = "";

    /// <summary>Number people can call when the bot cannot help. Needed as soon as LINE or Teams is configured.</summary>
    [RegularExpression(@"^$|^0[0-9-]{9,13}$", ErrorMessage = "Hub:Phone は、0から始まる数字とハイフンで書いてください（例: 0000-00-0000）。")]
    public string Phone { get; set; } = "";

    /// <summary>When that number is answered, in words, such as 平日 8:30〜17:15.</summary>
    [StringLength(60, ErrorMessage = "Hub:PhoneHours は{1}文字までにしてください。")]
    public string PhoneHours { get; set; } = "";

    /// <summary>Number that is answered at night and on holidays (an on-call nurse's, a call centre's). Shown on the card for a life in danger after 119 and the hub's own. Empty where there is none.</summary>
    [RegularExpression(@"^$|^0[0-9-]{9,13}$", ErrorMessage = "Hub:OnCallPhone は、0から始まる数字とハイフンで書いてください（例: 0000-00-0000）。")]
    public string OnCallPhone { get; set; } = "";

    /// <summary>Who answers there, such as 当番の訪問看護師.</summary>
    [StringLength(40, ErrorMessage = "Hub:OnCallName は{1}文字までにしてください。")]
    public string OnCallName { get; set; } = "";

    /// <summary>Whether #7119 (advice whether to call an ambulance) is offered where the hub is. Shown to who asks when to call one, never above 119.</summary>
    public bool Offers7119 { get; set; }

    /// <summary>Whether #8000 (advice for children at night and on holidays) is to be shown beside it.</summary>
    public bool Offers8000 { get; set; }

    /// <summary>Prefecture of the hub, such as 山形県. Ambiguous place names are settled in its favour.</summary>
    [StringLength(8, ErrorMessage = "Hub:Prefecture は都道府県の名前で書いてください（例: 山形県）。")]
    public string Prefecture { get; set; } = "";

    /// <summary>Municipalities the hub serves, nearest first, such as 鶴岡市. Searches without a place start here.</summary>
    [MaxLength(30, ErrorMessage = "Hub:Area は{1}か所までにしてください。")]
    public IList<string> Area { get; } = [];

    /// <summary>Address of this server as people reach it, with https. Links are built from it, never from a request's Host header.</summary>
    [StringLength(200, ErrorMessage = "Hub:PublicBaseUrl は{1}文字までにしてください。")]
    public string PublicBaseUrl { get; set; } = "";
}
