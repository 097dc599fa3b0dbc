using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Turns;

/// <summary>Cards on abuse, where to ask when in doubt, and what coordinators hear of danger.</summary>
public static class SampleSafety
{
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly DateTimeOffset Now = At("2026-11-24", 3);

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        .. Enum.GetValues<AbuseDesk>().Select(desk => ($"abuse-{desk}", (IReadOnlyList<ReplyContent>)[AbuseReplies.CardFor(new AbuseTold(desk, IsNow: false), Hub)])),
        ("abuse-now", [AbuseReplies.CardFor(new AbuseTold(AbuseDesk.Partner, IsNow: true), Hub)]),
        ("abuse-no-hub", [AbuseReplies.CardFor(new AbuseTold(AbuseDesk.Elder, IsNow: true), HubContact.Of(new HubOptions()))]),
        ("doubt-rows", [new CardReply("迷うとき", [new Card { Title = "救急車を呼ぶ目安", Rows = DoubtReplies.RowsFor(new HubOptions { Offers7119 = true, Offers8000 = true }) }])]),
        .. Enum.GetValues<EmergencyKind>().Select(kind => ($"danger-told-{kind}", (IReadOnlyList<ReplyContent>)[new TextReply(DangerWords.Seen(new DangerSeen("line", "U1", "E1", IsGroup: true, kind), Role.CareManager, "https://hub.example", Now))])),
        ("danger-told-unknown", [new TextReply(DangerWords.Seen(new DangerSeen("chat", "U1", "E1", IsGroup: false, EmergencyKind.General), null, "", Now))]),
        ("danger-calm", [new TextReply(DangerWords.Calm("teams", Role.Resident, "https://hub.example", Now))]),
    ];
}
