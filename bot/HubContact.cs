using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Demo;

namespace Zaitaku.Bot;

/// <summary>How people are told to reach the hub: name, phone, hours. Every feature that cannot help says it in these words.</summary>
/// <param name="Phone">Null when none is configured.</param>
public sealed record HubContact(string Name, string? Phone, string PhoneHours)
{
    private const string Unnamed = "在宅医療・介護連携拠点";

    /// <summary>The demo hub's number reaches nobody.</summary>
    public bool IsDemo => Phone == DemoHub.Phone;

    /// <summary>A number somebody will answer.</summary>
    public string? Reachable => IsDemo ? null : Phone;

    public static HubContact Of(HubOptions hub) =>
        new(hub.Name.Length > 0 ? hub.Name : Unnamed, hub.Phone.Length > 0 ? hub.Phone : null, hub.PhoneHours);

    /// <summary>One line: 「連携拠点 0235-…（平日 8:30〜17:15）」. Says so where no number is known.</summary>
    public string Line => Phone is null
        ? $"{Name}（電話番号はまだ登録されていません）"
        : $"{Name} {Number}";

    private string Number => $"{Phone}{(IsDemo ? "（デモの番号です。つながりません）" : PhoneHours.Length > 0 ? $"（{PhoneHours}）" : "")}";

    /// <summary>A row for a card, the number on a line of its own: one cut in two is dialled wrong.</summary>
    public CardRow Row => new("連絡先", Phone is null ? Line : $"{Name}\n{Number}");

    /// <summary>A call button, or none where nobody would answer.</summary>
    public IReadOnlyList<CardButton> Buttons => Reachable is { } phone ? [new CardButton("拠点に電話", new ReplyAction.Call(phone))] : [];
}
