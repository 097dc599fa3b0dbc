using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

public sealed class MatchRulesTests
{
    private static readonly PlaceFacts s_clinic = new()
    {
        Name = "医療法人社団 みほん会 みほん内科クリニック", Municipality = "鶴岡市", Town = "泉町5丁目", AddressRest = "20番1号", Phone = "0000-00-0000", MedicalCode = "0610110001",
    };

    [Fact]
    public void Compare_OneCode_UnderAnotherName_IsOneInstitution() =>
        Assert.Equal(MatchStrength.Number, Compare(s_clinic, new PlaceFacts { Name = "新みほん医院", MedicalCode = "0610110001" }));

    [Fact]
    public void Compare_OneCareNumber_AndClearlyDifferentNames_StayApart() => Assert.Equal(
        MatchStrength.Apart,
        Compare(Care("特別養護老人ホーム やまと苑", "0690000001"), Care("えりもデイサービスセンター", "0690000001")));

    [Theory]
    [InlineData("みほん病院", "みほん病院（訪問リハビリテーション）", true)]
    [InlineData("みほん病院", "みほん病院 通所リハビリテーション事業所", true)]
    [InlineData("みほん病院", "みほん病院附属ひまわり園", false)]
    [InlineData("さくら訪問看護", "さくら訪問介護", false)] // one letter, another service
    [InlineData("ケアセンターさくら第1", "ケアセンターさくら第2", false)]
    [InlineData("ケアセンターさくら野", "ケアセンターさくら埜", true)] // one slip of the pen
    public void Compare_OneCareNumber_NeedsKinOfNames(string one, string other, bool isOne) =>
        Assert.Equal(isOne, Compare(Care(one, "0690000001"), Care(other, "0690000001")) != MatchStrength.Apart);

    [Fact]
    public void Compare_NameAndPhone_IsOne_WhateverTheAddressSays() => Assert.Equal(
        MatchStrength.NameAndPhone,
        Compare(s_clinic, new PlaceFacts { Name = "みほん内科クリニック", Phone = "0000000000", Municipality = "鶴岡市", Town = "本町" }));

    [Theory]
    [InlineData("泉町", "5-20-1", true)]
    [InlineData("泉町5丁目", null, true)] // the list stops short of the number
    [InlineData("泉町5丁目", "20-3", true)] // the same block
    [InlineData("泉町5丁目", "21-1", false)]
    [InlineData("本町", "5-20-1", false)]
    public void Compare_NameAndAddress(string town, string? rest, bool isOne) => Assert.Equal(
        isOne, Compare(s_clinic, new PlaceFacts { Name = "みほん内科クリニック", Municipality = "鶴岡市", Town = town, AddressRest = rest }) != MatchStrength.Apart);

    [Theory]
    [InlineData("烏丸通七条下ル東見本町", "720", "烏丸七条下る東見本町", "720", true)]
    [InlineData("烏丸通七条下ル東見本町", "720", "烏丸七条下る西見本町", "720", false)]
    [InlineData("見本町", "119みほんビル", "見本町1丁目", "119みほんビル1F", true)]
    [InlineData("見本町", "9", "見本町1丁目", "9", false)] // 9 could be the 丁目
    [InlineData(null, "9-18-11", "見本町", "9-18-11", true)] // the town left out
    [InlineData(null, "9", "見本町", "9", false)]
    [InlineData("見本町", "575番地", "見本町字みほん", "575番地", true)]
    public void Compare_TwoSpellingsOfOneAddress(string? town, string rest, string otherTown, string otherRest, bool isOne)
    {
        PlaceFacts named = new() { Name = "みほん内科クリニック", Municipality = "京都市下京区" };
        Assert.Equal(isOne, Compare(named with { Town = town, AddressRest = rest }, named with { Town = otherTown, AddressRest = otherRest }) != MatchStrength.Apart);
    }

    [Fact]
    public void Compare_DifferentNamesAtOneAddress_StayApart() => Assert.Equal(
        MatchStrength.Apart,
        Compare(s_clinic, s_clinic with { Name = "みほん調剤薬局", MedicalCode = null }));

    [Theory]
    [InlineData(38.7300, 139.8300, true)]
    [InlineData(38.7313, 139.8300, true)] // 145 m
    [InlineData(38.7322, 139.8300, false)] // 245 m
    public void Compare_NameAndPoint(double latitude, double longitude, bool isOne)
    {
        PlaceFacts point = new() { Name = "みほん内科クリニック", Latitude = latitude, Longitude = longitude, Precision = Precision.Door };
        Assert.Equal(isOne, Compare(s_clinic with { Latitude = 38.73, Longitude = 139.83, Precision = Precision.Door }, point) != MatchStrength.Apart);
        Assert.Equal(MatchStrength.Apart, Compare(s_clinic with { Latitude = 38.73, Longitude = 139.83, Precision = Precision.Town }, point));
    }

    [Theory]
    [InlineData("医療法人社団 旭山内科クリニック", "旭山内科クリニック")]
    [InlineData("医療法人社団幾晃会木原内科医院", "木原内科医院")]
    [InlineData("医療法人　讃生会　宮の森記念病院", "宮の森記念病院")]
    [InlineData("北　　成　　病　　院", "北成病院")]
    [InlineData("医療法人見本会 見本会中央病院", "見本会中央病院")] // the owner is dropped once, not twice
    [InlineData("医療法人社団見本会介護老人保健施設みほん", "医療法人社団見本会 介護老人保健施設 みほん")]
    [InlineData("見本商事株式会社西営業所", "見本商事(株)西営業所")]
    [InlineData("みほんヶ丘病院", "みほんケ丘病院")]
    [InlineData("みほんが丘病院", "みほんヶ丘病院")]
    [InlineData("濵野医院", "浜野医院")]
    public void CoreOf_TwoWaysOfOneName_AreOne(string one, string other) => Assert.Equal(MatchRules.CoreOf(one), MatchRules.CoreOf(other));

    private static PlaceFacts Care(string name, string number) => new() { Name = name, CareNumber = number };

    private static MatchStrength Compare(PlaceFacts one, PlaceFacts other) => MatchRules.Compare(MatchRules.CardOf(one), MatchRules.CardOf(other));
}

public sealed class MergeRulesTests
{
    private static readonly DateOnly s_old = new(2025, 6, 1), s_fresh = new(2026, 4, 1);

    [Fact]
    public void Merge_TheMoreTrustedWins_PerFact_AndProvenanceSaysWhose()
    {
        MergedPlace merged = MergeRules.Merge([
            Said(1, 40, s_fresh, new PlaceFacts { Name = "写し", Phone = "0000-00-0001", Capacity = 20 }),
            Said(2, 70, s_old, new PlaceFacts { Name = "登録簿", Phone = "0000-00-0002" }),
        ]);
        Assert.Equal(("登録簿", "0000-00-0002", 20), (merged.Facts.Name, merged.Facts.Phone, merged.Facts.Capacity));
        Assert.Equal(2, merged.Provenance["*"].SourceId);
        Assert.Equal(new Provenance(1, s_fresh), merged.Provenance["capacity"]);
        Assert.Equal(s_fresh, merged.ConfirmedOn);
    }

    [Fact]
    public void Merge_AmongEquals_TheFresherWins() => Assert.Equal(
        "新しい", MergeRules.Merge([Said(1, 60, s_old, new PlaceFacts { Name = "古い" }), Said(1, 60, s_fresh, new PlaceFacts { Name = "新しい" })]).Facts.Name);

    [Fact]
    public void Merge_ServicesAreAUnion() => Assert.Equal(
        "hospital visiting_rehab",
        MergeRules.Merge([Said(1, 60, null, new PlaceFacts { Services = "visiting_rehab" }), Said(2, 70, null, new PlaceFacts { Services = "hospital" })]).Facts.Services);

    [Fact]
    public void Merge_ADoorBeatsTheMiddleOfTown_WhoeverSaysSo()
    {
        PlaceFacts facts = MergeRules.Merge([
            Said(1, 70, s_fresh, new PlaceFacts { Latitude = 38.70, Longitude = 139.80, Precision = Precision.Town }),
            Said(2, 20, s_old, new PlaceFacts { Latitude = 38.73, Longitude = 139.83, Precision = Precision.Door }),
        ]).Facts;
        Assert.Equal((38.73, 139.83, Precision.Door), (facts.Latitude, facts.Longitude, facts.Precision));
    }

    [Fact]
    public void Merge_AnAddressIsTakenWhole()
    {
        PlaceFacts facts = MergeRules.Merge([
            Said(1, 70, null, new PlaceFacts { Municipality = "鶴岡市", Town = "泉町" }),
            Said(2, 40, null, new PlaceFacts { Municipality = "鶴岡市", Town = "本町1丁目", AddressRest = "2-3" }),
        ]).Facts;
        Assert.Equal(("本町1丁目", "2-3"), (facts.Town, facts.AddressRest));
    }

    [Fact]
    public void Merge_HoursByTheClock_TellMoreThanOpenThatDay()
    {
        Statement days = Said(1, 70, null, new PlaceFacts { Hours = "月-金 営業" });
        Statement clock = Said(2, 50, null, new PlaceFacts { Hours = "月-金 09:00-12:00" });
        Assert.Equal("月-金 09:00-12:00", MergeRules.Merge([days, clock]).Facts.Hours);
        Assert.Equal("月-金 営業", MergeRules.Merge([days with { Trust = 100 }, clock]).Facts.Hours);
    }

    [Fact]
    public void Merge_HoursOfAService_AreNotThoseOfItsNeighbourInTheHouse()
    {
        PlaceFacts facts = MergeRules.Merge([
            Said(1, 70, null, new PlaceFacts { Services = "home_help", Hours = "月-日祝 営業" }),
            Said(2, 60, null, new PlaceFacts { Services = "day_service", Hours = "月-土 営業" }),
            Said(3, 60, null, new PlaceFacts { Services = "care_manager_office" }),
        ]).Facts;
        Assert.Equal("月-日祝 営業", facts.Hours);
        Assert.Equal("care_manager_office= day_service=月-土 営業", string.Join(' ', facts.ServiceHours!.OrderBy(own => own.Key).Select(own => $"{own.Key}={own.Value}")));

        StoredHours stored = StoredHours.Parse(StoredHours.Write(facts));
        Assert.Equal(["月-日祝 営業", "月-土 営業", null], ((ServiceKind[])[ServiceKind.HomeHelp, ServiceKind.DayService, ServiceKind.CareManagerOffice]).Select(kind => stored.Of(kind)?.ToString()));
        Assert.Equal("月-日祝 営業", WeeklyHours.FromStored(StoredHours.Write(facts))?.ToString());
    }

    [Fact]
    public void Merge_AnHoursFile_SpeaksForTheWholeClinic() => Assert.Null(MergeRules.Merge([
        Said(1, 70, null, new PlaceFacts { Services = "clinic home_visit_doctor" }), Said(2, 50, null, new PlaceFacts { Hours = "月-金 09:00-12:00" })]).Facts.ServiceHours);

    [Fact]
    public void Merge_CapabilitiesOneByOne_AndUnknownNeverBeatsAnAnswer()
    {
        MergedPlace merged = MergeRules.Merge([
            Said(1, 100, s_fresh, Able((CapabilityKind.HomeOxygen, CapabilityLevel.No), (CapabilityKind.Narcotics, CapabilityLevel.Unknown))),
            Said(2, 70, s_old, Able((CapabilityKind.HomeOxygen, CapabilityLevel.Possible), (CapabilityKind.Narcotics, CapabilityLevel.PossibleWithoutRecord))),
        ]);
        Assert.Equal(CapabilityLevel.No, merged.Facts.Capabilities![CapabilityKind.HomeOxygen]);
        Assert.Equal(CapabilityLevel.PossibleWithoutRecord, merged.Facts.Capabilities[CapabilityKind.Narcotics]);
        Assert.Equal(2, merged.Provenance["capabilities.narcotics"].SourceId);
    }

    private static PlaceFacts Able(params (CapabilityKind Kind, CapabilityLevel Level)[] all) => new() { Capabilities = all.ToDictionary(one => one.Kind, one => one.Level) };

    private static Statement Said(int source, int trust, DateOnly? day, PlaceFacts facts) => new(facts, source, trust, day);
}
