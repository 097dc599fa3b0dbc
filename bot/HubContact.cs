using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Demo;

namespace Zaitaku.Bot;

/// <summary>How people are told to reach the hub: name, phone, hours. Every feature that cannot help says it in these words.</summary>
/// <param name="Phone">Null when none is configured.</param>
public sealed record HubContact(string Name, string? Phone, string PhoneHours)
{
    private const string Unnamed = "在宅医療・介護連携拠点";

    /// <summary>Who answers at night and on holidays, and their number; null where the hub names none. The hub's own number is answered by day.</summary>
    public (string Name, string Phone)? OnCall { get; init; }

    public IReadOnlyList<CardRow> OnCallRows => OnCall is { } onCall ? [new CardRow("", $"夜間・休日は {onCall.Name}\n{onCall.Phone}")] : [];

    public IReadOnlyList<CardButton> OnCallButtons => OnCall is { } onCall ? [new CardButton("夜間・休日の当番に電話", new ReplyAction.Call(onCall.Phone))] : [];

    /// <summary>The demo hub's number reaches nobody.</summary>
    public bool IsDemo => Phone == DemoHub.Phone;

    /// <summary>A number somebody will answer.</summary>
    public string? Reachable => IsDemo ? null : Phone;

    public static HubContact Of(HubOptions hub) =>
        new(hub.Name.Length > 0 ? hub.Name : Unnamed, hub.Phone.Length > 0 ? hub.Phone : null, hub.PhoneHours)
        {
            OnCall = hub.OnCallPhone.Length > 0 ? (hub.OnCallName.Length > 0 ? hub.OnCallName : "当番", hub.OnCallPhone) : null,
        };

    /// <summary>Name, number and hours, each on a line of its own: a number cut in two by a narrow screen is dialled wrong. Says so where no number is known.</summary>
    public string Lines => (Phone, IsDemo) switch
    {
        (null, _) => $"{Name}\n電話番号は未登録です",
        (_, true) => $"{Name}\n{Phone}\nデモ・つながりません",
        _ => $"{Name}\n{Phone}{(PhoneHours.Length > 0 ? $"\n（{PhoneHours}）" : "")}",
    };

    /// <summary>A row across the whole card: beside a label few names would fit one line.</summary>
    public CardRow Row => new("", Lines);

    /// <summary>A call button, or none where nobody would answer.</summary>
    public IReadOnlyList<CardButton> Buttons => Reachable is { } phone ? [new CardButton("拠点に電話", new ReplyAction.Call(phone))] : [];
}
