using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.SmallTalk;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.DirectorySearch;

namespace Zaitaku.Tests.Turns;

/// <summary>Every kind of answer this bot can give, with invented content: contract and picture tests go through all of them.</summary>
public static class SampleReplies
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly HubContact Hub = HubContact.Of(Talk.MinatoHub());
    private static readonly SearchTerms Terms = new() { Services = [ServiceKind.HomeVisitDoctor], Capabilities = [CapabilityKind.HomeOxygen], Conditions = [ConditionKind.Night], Place = "みなと駅" };
    private static readonly SearchArea Area = new() { Label = "みなと駅", Latitude = 35, Longitude = 140, Precision = Precision.Door };

    /// <summary>Name → what is said.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("list", FindPlaceReplies.Page(Page(CardReply.CardsMax, 23), forVacancy: false)),
        ("list-relaxed", FindPlaceReplies.Page(Page(1, 1, relaxed: "home_oxygen"), forVacancy: false)),
        ("list-more", FindPlaceReplies.Page(Page(CardReply.CardsMax, 23) with { From = 10 }, forVacancy: false)),
        ("list-vacancy", FindPlaceReplies.Page(Page(2, 2), forVacancy: true)),
        ("list-none", [FindPlaceReplies.Nothing(Terms, Area, Hub)]),
        ("list-no-more", [FindPlaceReplies.NoMore(12)]),
        ("list-too-many", [FindPlaceReplies.NoMore(300)]),
        ("ask-what", [AskBackReplies.WhatDoYouLookFor(Terms)]),
        ("ask-where", [AskBackReplies.WhereDoYouLook]),
        ("ask-which-place", [AskBackReplies.WhichPlace("伊達", [Area with { Label = "北海道伊達市" }, Area with { Label = "福島県伊達市" }])]),
        ("place-unknown", [AskBackReplies.PlaceNotKnown("つるおk", ["鶴岡市", "鶴岡駅"])]),
        ("place-unknown-none", [AskBackReplies.PlaceNotKnown("ぬるぽ", [])]),
        ("forgotten", [AskBackReplies.Forgotten]),
        ("directory-empty", [AskBackReplies.DirectoryEmpty(Hub)]),
        ("detail-professional", [PlaceDetailCard.Of(Shown(MinatoTown.Asahi), forProfessional: true, Now, _ => false)]),
        ("detail-resident", [PlaceDetailReplies.WhomResidentsCall, PlaceDetailCard.Of(Shown(MinatoTown.Asahi with { ContactWindows = null }), forProfessional: false, Now, _ => false)]),
        ("detail-little-known", [PlaceDetailCard.Of(Shown(new PlaceFacts { Name = "名", Services = "clinic" }), forProfessional: true, Now, _ => false)]),
        ("detail-which", [PlaceDetailReplies.WhichPlace]),
        ("detail-several", [PlaceDetailReplies.Several("みなと", [Shown(MinatoTown.Asahi), Shown(MinatoTown.Hamabe)])]),
        ("detail-not-found", [PlaceDetailReplies.NotFound("みなと", Hub)]),
        ("detail-gone", [PlaceDetailReplies.Gone]),
        ("detail-not-that-many", [PlaceDetailReplies.NotThatMany(3)]),
        ("wrong-noted", [PlaceDetailReplies.WrongNoted(Shown(MinatoTown.Asahi))]),
        ("wrong-topic-noted", [PlaceDetailReplies.WrongTopicNoted("電話番号", Hub)]),
        ("emergency", EmergencyReplies.CardFor("父が息をしていない", Talk.MinatoHub())),
        ("emergency-planned", EmergencyReplies.CardFor("看取りの方針です。息が浅い", Talk.MinatoHub())),
        ("emergency-suicide-now", EmergencyReplies.CardFor("死にたい 薬を飲んだ", Talk.MinatoHub())),
        ("emergency-suicide-thought", EmergencyReplies.CardFor("もう死にたい", Talk.MinatoHub())),
        ("emergency-oncall", EmergencyReplies.CardFor("父が息をしていない", OnCallHub())),
        ("emergency-planned-oncall", EmergencyReplies.CardFor("看取りの方針です。息が浅い", OnCallHub())),
        ("emergency-no-hub", EmergencyReplies.CardFor("意識がない", new HubOptions())),
        ("emergency-not", EmergencyReplies.NotAnEmergencyAfterAll),
        ("observation", [KeptNoteReplies.Observation(Hub)]),
        ("safety", [KeptNoteReplies.Safety(Hub)]),
        ("vacancy-reported", [KeptNoteReplies.Vacancy(Hub)]),
        ("vacancy-how", [KeptNoteReplies.HowToReportVacancy]),
        ("register-ask", [RegisterReplies.AskForCode(Hub)]),
        ("register-granted", [RegisterReplies.Granted(Role.CareManager)]),
        ("register-bad", [RegisterReplies.Bad(Hub)]),
        ("register-paused", [RegisterReplies.Paused(Now, Hub)]),
        ("leave-ask", [LeaveReplies.Ask(2, new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero))]),
        ("leave-kept", [LeaveReplies.Kept(Hub)]),
        ("leave-old", [LeaveReplies.TooOld(Hub)]),
        ("leave-farewell", [LeaveReplies.Farewell]),
        ("leave-still", [LeaveReplies.StillLeaving(Hub)]),
        ("edit-taken", [EditReplies.Taken]),
        ("edit-cannot-read", [EditReplies.CannotRead]),
        ("edit-say-again", [EditReplies.SayAgain]),
        ("leave-group", [LeaveReplies.NotInGroups]),
        ("leave-nobody", [LeaveReplies.NotHere]),
        ("register-change", [RegisterReplies.ChangeByPhone(Hub)]),
        ("quiet-shown", [QuietReplies.Hours(new QuietState(new QuietSpan(21 * 60, 7 * 60), IsOwn: false), QuietResult.Shown)]),
        ("quiet-changed", [QuietReplies.Hours(new QuietState(new QuietSpan(22 * 60, 6 * 60), IsOwn: true) { Apart = [(NoticeTopics.Consultation, QuietSpan.None), (NoticeTopics.Operation, new QuietSpan(18 * 60, 9 * 60))] }, QuietResult.Changed)]),
        ("quiet-topic", [QuietReplies.Hours(new QuietState(new QuietSpan(18 * 60, 9 * 60), IsOwn: true, NoticeTopics.Consultation), QuietResult.Changed)]),
        ("quiet-topic-same", [QuietReplies.Hours(new QuietState(new QuietSpan(22 * 60, 6 * 60), IsOwn: false, NoticeTopics.Operation), QuietResult.Shown)]),
        ("quiet-not-all-day", [QuietReplies.Hours(new QuietState(QuietSpan.None, IsOwn: true), QuietResult.NotAllDay)]),
        ("quiet-in-group", [QuietReplies.NotInGroups]),
        ("quiet-not-here", [QuietReplies.NotHere]),
        ("register-link", [RegisterReplies.LinkCodeIs("ABCD-2345")]),
        ("register-linked", [RegisterReplies.OfLink(LinkAnswer.Good, Role.CareManager)!]),
        ("register-link-own", [RegisterReplies.OfLink(LinkAnswer.YourOwn, Role.CareManager)!]),
        ("register-link-same", [RegisterReplies.OfLink(LinkAnswer.SameChannel, Role.CareManager)!]),
        .. SampleRota.All,
        .. SampleDuties.All,
        .. SampleCovers.All,
        .. SampleHands.All,
        .. SampleAfterMeetings.All,
        .. SampleMeetings.All,
        .. SampleKnowledge.All,
        .. SampleSafety.All,
        ("welcome", SmallTalkReplies.Welcome(Hub, "みなと市")),
        ("welcome-nothing-configured", SmallTalkReplies.Welcome(HubContact.Of(new HubOptions()), null)),
        ("hello", [SmallTalkReplies.Hello(Hub, "みなと市", new Uri("https://example.jp/privacy"))]),
        ("hello-no-address", [SmallTalkReplies.Hello(Hub, "みなと市")]),
        ("help", [SmallTalkReplies.Help(Hub, "みなと市")]),
        ("sticker", [SmallTalkReplies.CannotRead(null)]),
        ("old-button", [SmallTalkReplies.OldButton]),
        ("thanks", [SmallTalkReplies.Thanks]),
        ("cancelled", [SmallTalkReplies.Cancelled]),
        ("not-understood", [SmallTalkReplies.NotUnderstood(Hub, "みなと市")]),
        ("out-of-scope", [SmallTalkReplies.OutOfScope(Hub, "みなと市")]),
        .. SampleExtremes.All,
        .. SampleIntake.All,
        .. SampleDesk.All,
    ];

    private static ShownPlace Shown(PlaceFacts facts)
    {
        Place place = new() { Id = 12_345, Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1) };
        SearchColumns.Apply(place, facts);
        return new ShownPlace(place, facts, new Dictionary<string, FactSource> { ["*"] = new("架空の名簿", new DateOnly(2026, 3, 1)), ["phone"] = new("拠点の調査", null) });
    }

    private static ListPage Page(int count, int total, string? relaxed = null)
    {
        FoundPlace found = new(12_345, 1_234, Precision.Door, [new("night", Certainty.ByStandard, "夜間: 届出上24時間"), new("home_oxygen", Certainty.Unknown, "在宅酸素: 未確認")], ServesArea: false);
        CardView view = new(Now, _ => false, Terms.Services, Area.Label);
        Card[] cards = [.. Enumerable.Range(1, count).Select(number => PlaceCards.InList(Shown(number % 2 == 0 ? MinatoTown.Asahi : MinatoTown.Hamabe), found, number, view))];
        return new ListPage(Terms, Area, IsAssumed: false, new SearchAnswer([.. Enumerable.Repeat(found, Math.Max(count, total))], total, relaxed, 20_000), 0, cards);
    }

    private static HubOptions OnCallHub()
    {
        HubOptions hub = Talk.MinatoHub();
        (hub.OnCallPhone, hub.OnCallName) = ("0000-99-0000", "当番の訪問看護師");
        return hub;
    }
}
