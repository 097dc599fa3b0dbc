using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Demo;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.SmallTalk;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.DirectorySearch;

namespace Zaitaku.Tests.Turns;

/// <summary>Answers at their longest and strangest: long names, everything known, the demo hub, a hub without a phone, words that carried a number.</summary>
internal static class SampleExtremes
{
    /// <summary>15 April 2026 is a Wednesday, 22:00 in Tokyo: closed until another day.</summary>
    private static readonly DateTimeOffset Night = new(2026, 4, 15, 13, 0, 0, TimeSpan.Zero);

    private static readonly HubOptions LongHub = new()
    {
        Name = "みなと市・うみべ町・やまなか村 在宅医療介護連携支援センター「みなとの輪」", Phone = "0000-11-0000",
        PhoneHours = "平日 8:30〜17:15、第2・4土曜 9:00〜12:00（年末年始を除く）",
    };

    private static readonly HubOptions DemoOptions = new() { Name = DemoHub.Name, Phone = DemoHub.Phone, PhoneHours = DemoHub.PhoneHours };
    private static readonly HubContact Long = HubContact.Of(LongHub);
    private static readonly HubContact Demo = HubContact.Of(DemoOptions);
    private static readonly HubContact Phoneless = HubContact.Of(new HubOptions());

    /// <summary>Every row of a detail card at once.</summary>
    private static readonly PlaceFacts Everything = MinatoTown.Asahi with
    {
        Name = "医療法人社団みなと健友会 うみべホームケアクリニック・訪問看護センター中央",
        Services = ServiceSet.Of(ServiceKind.HomeVisitDoctor, ServiceKind.NursingSmallMultifunction, ServiceKind.CommunitySupportCenter, ServiceKind.VisitingNurse, ServiceKind.Clinic).ToString(),
        FormerNames = ["旧みなと中央診療所"], AddressRest = "12番地3 みなとメディカルプラザ東館4階", Web = "https://example.org/minato",
        Hours = "月-金 09:00-12:00,14:00-18:00,19:00-20:30; 第2・4土 09:00-12:00; 日祝 休", HoursNote = "受付は終了の30分前まで。急なときは時間外もお電話ください。",
        ContactWindows = [new ContactWindow(ContactRoute.Phone, "月-金 12:30-13:30", "師長あて"), new ContactWindow(ContactRoute.Fax, null, null), new ContactWindow(ContactRoute.Mail, "24時間", "翌日までに返事")],
        HouseCalls = true, EndOfLifeCare = true, FemaleStaff = true, AcceptingNew = false, Capacity = 29, Note = "初回は3日以内にうかがいます。送迎あり。",
        Departments = ["内科", "呼吸器内科", "循環器内科", "神経内科", "皮膚科", "リハビリテーション科"], ServiceArea = ["みなと市", "うみべ町", "やまなか村"],
        Capabilities = Enum.GetValues<CapabilityKind>().ToDictionary(kind => kind, kind => (CapabilityLevel)(1 + ((int)kind % 4))),
    };

    public static IReadOnlyList<(string Name, IReadOnlyList<ReplyContent> Replies)> All { get; } =
    [
        ("detail-everything", [PlaceDetailCard.Of(Shown(Everything), forProfessional: true, Night, _ => false)]),
        ("detail-demo", [PlaceDetailCard.Of(Shown(Everything, isDemo: true), forProfessional: false, Night, _ => false)]),
        ("detail-several-long", [PlaceDetailReplies.Several("うみべ", [Shown(Everything), Shown(MinatoTown.Asahi with { Name = "医療法人社団みなと健友会 うみべ診療所" }), Shown(MinatoTown.Asahi with { Name = "社会福祉法人うみべ福祉会特別養護老人ホームうみべ苑" })])]),
        ("list-long", LongList()),
        ("list-assumed", LongList(isAssumed: true)),
        ("ask-what-nothing", [AskBackReplies.WhatDoYouLookFor(new SearchTerms())]),
        ("ask-what-location", [AskBackReplies.WhatDoYouLookFor(new SearchTerms { Latitude = 35, Longitude = 140 })]),
        ("ask-which-place-long", [AskBackReplies.WhichPlace("中央1丁目", [new SearchArea { Label = "架空県みなと市東区中央1丁目" }, new SearchArea { Label = "架空県うみべ市中央1丁目" }])]),
        ("list-none-long", [FindPlaceReplies.Nothing(LongTerms, LongArea, Long)]),
        ("register-yours-already", [RegisterReplies.YoursAlready(Role.CareManager)]),
        ("register-would-lower", [RegisterReplies.WouldLower(Role.Coordinator)]),
        ("register-not-here", [RegisterReplies.NotHere]),
        ("register-not-in-groups", [RegisterReplies.NotInGroups]),
        ("privacy-on-words", PrivacyNotice.AddTo(TurnOutcome.Say([SmallTalkReplies.NotUnderstood(Phoneless, null)]), Numbered).Replies),
        ("privacy-on-cards", PrivacyNotice.AddTo(TurnOutcome.Say([KeptNoteReplies.Observation(Demo)]), Numbered).Replies),
        ("emergency-long", EmergencyReplies.CardFor("父が息をしていない", LongHub)),
        ("emergency-planned-long", EmergencyReplies.CardFor("看取りの方針です。息が浅い", LongHub)),
        ("emergency-demo", EmergencyReplies.CardFor("父が息をしていない", DemoOptions)),
        ("observation-long", [KeptNoteReplies.Observation(Long)]),
        ("safety-demo", [KeptNoteReplies.Safety(Demo)]),
        ("safety-no-phone", [KeptNoteReplies.Safety(Phoneless)]),
        ("vacancy-reported-long", [KeptNoteReplies.Vacancy(Long)]),
        ("faq-none-long", [FaqReplies.None(Long, isKept: true)]), ("faq-none-demo", [FaqReplies.None(Demo, isKept: true)]), ("faq-none-no-phone", [FaqReplies.None(Phoneless, isKept: true)]), ("faq-gone-no-phone", [FaqReplies.Gone(Phoneless)]),
        ("welcome-demo", SmallTalkReplies.Welcome(Demo, "澪原市")),
        ("help-long", [SmallTalkReplies.Help(Long, "みなと市")]),
    ];

    private static SearchTerms LongTerms => new()
    {
        Services = [ServiceKind.NursingSmallMultifunction, ServiceKind.CommunitySupportCenter], Capabilities = [CapabilityKind.CentralVenousNutrition, CapabilityKind.NeuroIntractable],
        Conditions = [ConditionKind.Open24h, ConditionKind.FemaleStaff], Place = "架空県みなと市東区中央1丁目",
    };

    private static SearchArea LongArea => new() { Label = "架空県みなと市東区中央1丁目", Latitude = 35, Longitude = 140, Precision = Precision.Town };

    private static Turn Numbered => new()
    {
        Understood = new Understood { Intent = Intents.Observation }, Text = "電話は 0000-11-0000 です", MemberId = Guid.Empty, Role = Role.Resident, Dialogue = Dialogue.Empty, Now = Night,
    };

    private static IReadOnlyList<ReplyContent> LongList(bool isAssumed = false)
    {
        FoundPlace found = new(12_345, 23_400, Precision.Town,
        [
            new("central_venous_nutrition", Certainty.Confirmed, "中心静脈栄養: 対応可能・実績なし"), new("neuro_intractable", Certainty.Consult, "神経難病: 要相談"),
            new("open_24h", Certainty.No, "24時間: 対応不可"), new("female_staff", Certainty.Unknown, "女性スタッフ: 未確認"),
        ], ServesArea: true);
        CardView view = new(Night, _ => false, LongTerms.Services, LongArea.Label);
        Card[] cards = [PlaceCards.InList(Shown(Everything), found, 1, view), PlaceCards.InList(Shown(Everything, isDemo: true), found, 2, view)];
        return FindPlaceReplies.Page(new ListPage(LongTerms, LongArea, isAssumed, new SearchAnswer([found, found], 2, null, 40_000), 0, cards), forVacancy: false);
    }

    private static ShownPlace Shown(PlaceFacts facts, bool isDemo = false)
    {
        Place place = new() { Id = 12_345, Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1), IsDemo = isDemo };
        SearchColumns.Apply(place, facts);
        return new ShownPlace(place, facts, new Dictionary<string, FactSource> { ["*"] = new("架空県の介護サービス情報公表データ", new DateOnly(2026, 3, 1)), ["phone"] = new("みなと市の在宅医療・介護資源調査", new DateOnly(2026, 2, 1)) });
    }
}
