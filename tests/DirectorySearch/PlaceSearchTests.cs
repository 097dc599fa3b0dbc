using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

public sealed class PlaceSearchTests : IDisposable
{
    private const double East = 139.80;
    private const double North = 38.70;

    /// <summary>One kilometre north, in degrees.</summary>
    private const double Kilometre = 1 / 111.195;

    private static readonly DateTimeOffset Friday = OpeningRulesTests.Tokyo("2026-11-20T15:00");
    private static readonly SearchArea Station = new() { Label = "みなと駅", Latitude = North, Longitude = East, Precision = Precision.Door, PointMunicipality = "みなと市" };
    private static readonly SearchArea City = new()
    {
        Label = "みなと市", Prefecture = "山形県", Municipality = "みなと市", Latitude = North, Longitude = East, Precision = Precision.Town,
    };

    private readonly SmallDirectory _directory = new();

    [Fact]
    public void CertainBeforeUncertain_ThenNearer_AndNeverANo()
    {
        _directory.With(
            Doctor("近いが不明", 0.5), Doctor("不可", 0.2, CapabilityLevel.No), Doctor("要相談", 1, CapabilityLevel.Consult),
            Doctor("遠い対応中", 5, CapabilityLevel.Possible), Doctor("近い実績なし", 2, CapabilityLevel.PossibleWithoutRecord));
        SearchRequest request = Ask(Station) with { Capabilities = [CapabilityKind.HomeOxygen] };
        Assert.Equal(["近い実績なし", "遠い対応中", "要相談", "近いが不明"], _directory.Find(request));
        Assert.Equal(["近いが不明", "要相談", "近い実績なし", "遠い対応中"], _directory.Find(request with { Conditions = [ConditionKind.Nearest] }));
    }

    [Fact]
    public void AClinic3KmAwayThatDoesNotCome_IsWorseThanOne6KmAwayThatDoes()
    {
        _directory.With(
            Doctor("来ない", 3) with { ServiceArea = ["となり町"] }, Doctor("来る", 6) with { ServiceArea = ["みなと市全域"] }, Doctor("不明", 5));
        Assert.Equal(["来る", "不明", "来ない"], _directory.Find(Ask(Station)));
        Assert.Equal([true, null, false], _directory.Search.Search(Ask(Station)).Places.Select(place => place.ServesArea));
    }

    [Fact]
    public void ForAClinicOneGoesTo_TheAreaItServesDoesNotCount()
    {
        _directory.With(Doctor("往診もする", 3) with { ServiceArea = ["となり町"], Services = "home_visit_doctor clinic" }, Doctor("診療所", 6) with { Services = "clinic" });
        Assert.Equal(["往診もする", "診療所"], _directory.Find(Ask(Station) with { Services = ServiceSet.Of(ServiceKind.Clinic) }));
    }

    [Fact]
    public void NothingFitsAll_OneWishIsLeftOut_AndNamed()
    {
        _directory.With(
            Doctor("酸素なし・新規可", 1, CapabilityLevel.No) with { AcceptingNew = true },
            Doctor("酸素あり・新規停止", 2, CapabilityLevel.Possible) with { AcceptingNew = false });
        SearchAnswer answer = _directory.Search.Search(Ask(Station) with { Capabilities = [CapabilityKind.HomeOxygen], Conditions = [ConditionKind.AcceptingNew] });
        Assert.Equal("home_oxygen", answer.RelaxedWishId);
        Assert.Equal("酸素なし・新規可", _directory.NameOf[Assert.Single(answer.Places).PlaceId]);
    }

    [Fact]
    public void NothingAtAll_IsSaidSo()
    {
        _directory.With(Doctor("遠すぎる", 50));
        SearchAnswer answer = _directory.Search.Search(Ask(Station));
        Assert.Empty(answer.Places);
        Assert.Null(answer.RelaxedWishId);
        Assert.Equal(40_000, answer.ReachMetres);
    }

    [Fact]
    public void TheReachGrowsByItself_ButNotWhenThePersonMadeItSmaller()
    {
        _directory.With(Doctor("手前", 4), Doctor("奥", 15), Doctor("さらに奥", 16), Doctor("県境", 30));
        Assert.Equal(20_000, _directory.Search.Search(Ask(Station)).ReachMetres);
        Assert.Equal(["手前", "奥", "さらに奥"], _directory.Find(Ask(Station)));
        Assert.Equal(["手前", "奥", "さらに奥", "県境"], _directory.Find(Ask(Station) with { Reach = 2 }));
        Assert.Equal(["手前"], _directory.Find(Ask(Station) with { Reach = -1 }));
        Assert.Empty(_directory.Find(Ask(Station) with { Reach = -2 }));
    }

    [Fact]
    public void AnAreaByName_HoldsItsPlaces_AndNeighboursOnlyWhenItHasNone()
    {
        _directory.With(Doctor("隣", 2) with { Municipality = "となり町" });
        Assert.Equal(["隣"], _directory.Find(Ask(City)));
        _directory.With(Doctor("市内の端", 18));
        Assert.Equal(["市内の端"], _directory.Find(Ask(City)));
        _directory.With(Doctor("市内2", 1), Doctor("市内3", 3));
        Assert.Equal(["市内2", "市内3", "市内の端"], _directory.Find(Ask(City)));
        Assert.Equal(["市内2", "市内3", "市内の端", "隣"], _directory.Find(Ask(City) with { Reach = 1 }));
        Assert.Equal(["市内2", "市内3"], _directory.Find(Ask(City) with { Reach = -1 }));
    }

    [Fact]
    public void ATown_IsNotTheTownWhoseNameBeginsAlike()
    {
        _directory.With(Doctor("豊四季の1", 1) with { Town = "豊四季" }, Doctor("豊四季の2", 2) with { Town = "豊四季3丁目" }, Doctor("豊四季の3", 3) with { Town = "豊四季" }, Doctor("台", 1) with { Town = "豊四季台1丁目" });
        Assert.Equal(["豊四季の1", "豊四季の2", "豊四季の3"], _directory.Find(Ask(City with { Town = "豊四季" })));
        Assert.Equal("豊四季の2", _directory.Find(Ask(City with { Town = "豊四季三丁目" }))[0]);
    }

    [Fact]
    public void ADesignatedCity_HoldsItsWards()
    {
        _directory.With(Doctor("青葉", 1) with { Municipality = "横浜市青葉区" }, Doctor("緑", 2) with { Municipality = "横浜市緑区" }, Doctor("南", 3) with { Municipality = "横浜市南区" });
        Assert.Equal(3, _directory.Find(Ask(City with { Municipality = "横浜市" })).Length);
    }

    [Fact]
    public void APlaceWithoutAPoint_StandsInTheMiddleOfItsTown_OrComesLastWithoutADistance()
    {
        _directory.With(
            Doctor("扉", 1) with { Town = "本町" }, Doctor("町だけ", 0) with { Town = "本町", Latitude = null, Longitude = null },
            Doctor("どこか", 0) with { Latitude = null, Longitude = null });
        FoundPlace[] places = [.. _directory.Search.Search(Ask(Station)).Places];
        Assert.Equal(["扉", "町だけ", "どこか"], places.Select(place => _directory.NameOf[place.PlaceId]));
        Assert.Equal([Precision.Door, Precision.Town, Precision.Unknown], places.Select(place => place.DistancePrecision));
        Assert.Equal("町の中心から約1.0km", DistanceText.Of(places[1].DistanceMetres, places[1].DistancePrecision));
        Assert.Null(places[2].DistanceMetres);
    }

    [Fact]
    public void FromTheMiddleOfACity_NoDistanceIsFromADoor()
    {
        _directory.With(Doctor("扉", 1));
        Assert.Equal(Precision.Town, Assert.Single(_directory.Search.Search(Ask(City)).Places).DistancePrecision);
    }

    [Fact]
    public void WhatIsForProfessionals_IsNotShownToResidents()
    {
        _directory.With(Doctor("専門職のみ", 1) with { Scope = PublicationScope.Professionals }, Doctor("公開", 2));
        Assert.Equal(["公開"], _directory.Find(Ask(Station)));
        Assert.Equal(["専門職のみ", "公開"], _directory.Find(Ask(Station) with { ForProfessional = true }));
    }

    [Fact]
    public void AmongEquals_TheFresherFirst()
    {
        _directory.With(Doctor("古い", 1), Doctor("新しい", 1));
        _directory.Change(db =>
        {
            foreach (Place place in db.Places)
            {
                place.ConfirmedOn = new DateOnly(place.Name == "古い" ? 2020 : 2026, 4, 1);
            }
        });
        Assert.Equal(["新しい", "古い"], _directory.Find(Ask(Station)));
    }

    [Fact]
    public void AnImport_IsSeenByTheNextSearch_AndClosedPlacesAreGone()
    {
        _directory.With(Doctor("ひとつめ", 1));
        PlaceIndex before = _directory.Live.Current();
        Assert.Same(before, _directory.Live.Current());
        _directory.With(Doctor("ふたつめ", 2));
        Assert.Equal(["ひとつめ", "ふたつめ"], _directory.Find(Ask(Station)));
        _directory.Change(db => db.Places.Single(place => place.Name == "ひとつめ").ClosedAt = Friday);
        Assert.Equal(["ふたつめ"], _directory.Find(Ask(Station)));
    }

    [Fact]
    public void ACorrectedHoliday_ChangesTheAnswer()
    {
        _directory.With(Doctor("平日の診療所", 1) with { Services = "clinic", Hours = "月-金 9:00-18:00; 祝 休" });
        SearchRequest today = Ask(Station) with { Services = ServiceSet.Of(ServiceKind.Clinic), Conditions = [ConditionKind.Today] };
        Assert.Null(_directory.Search.Search(today).RelaxedWishId);
        using (Zaitaku.Storage.ZaitakuDb db = _directory.Open())
        {
            db.HolidayCorrections.Add(new HolidayCorrection { Day = new(2026, 11, 20), IsHoliday = true, Name = "市民の日" });
            db.SaveChanges();
        }

        Assert.Equal("today", _directory.Search.Search(today).RelaxedWishId);
    }

    [Fact]
    public void SeveralServices_AnyOfThem_EachPlaceOnce()
    {
        _directory.With(Doctor("両方", 1) with { Services = "home_visit_doctor visiting_nurse" }, Doctor("看護", 2) with { Services = "visiting_nurse" }, Doctor("薬局", 3) with { Services = "pharmacy" });
        SearchAnswer answer = _directory.Search.Search(Ask(Station) with { Services = ServiceSet.Of(ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse) });
        Assert.Equal(2, answer.Total);
        Assert.Equal(["両方", "看護"], answer.Places.Select(place => _directory.NameOf[place.PlaceId]));
    }

    [Fact]
    public void AnEmptyDirectory_AnswersNothing_AndDoesNotFail()
    {
        Assert.Empty(_directory.Find(Ask(Station)));
        Assert.Empty(_directory.Find(Ask(City)));
        Assert.Empty(_directory.Find(new SearchRequest { Now = Friday }));
    }

    [Theory]
    [InlineData(new[] { "みなと市" }, null, true)]
    [InlineData(new[] { "山形県みなと市全域" }, null, true)]
    [InlineData(new[] { "山形県" }, null, true)]
    [InlineData(new[] { "となり町", "酒田市" }, null, false)]
    [InlineData(new[] { "みなと市羽黒町" }, "羽黒町手向", true)]
    [InlineData(new[] { "みなと市羽黒町" }, "本町1丁目", false)]
    [InlineData(new[] { "みなと市羽黒町" }, null, null)] // A part of the city, and nobody knows which part the person is in.
    [InlineData(new[] { "藤島地区" }, "藤島", true)]
    [InlineData(new[] { "藤島地区" }, null, null)]
    [InlineData(new string[0], null, null)]
    public void StatedAreas(string[] stated, string? town, bool? serves) =>
        Assert.Equal(serves, ServiceAreaRules.Serves(stated, "山形県", "みなと市", town));

    [Fact]
    public void ACityNames_AllItsWards_AndAWardMayStandAlone()
    {
        Assert.True(ServiceAreaRules.Serves(["横浜市"], "神奈川県", "横浜市青葉区", null));
        Assert.True(ServiceAreaRules.Serves(["青葉区"], "神奈川県", "横浜市青葉区", null));
        Assert.False(ServiceAreaRules.Serves(["川崎市"], "神奈川県", "横浜市青葉区", null));
    }

    public void Dispose() => _directory.Dispose();

    private static SearchRequest Ask(SearchArea area) => new() { Services = ServiceSet.Of(ServiceKind.HomeVisitDoctor), Area = area, Now = Friday };

    private static PlaceFacts Doctor(string name, double kilometresNorth, CapabilityLevel? oxygen = null) => new()
    {
        Name = name, Services = "home_visit_doctor", Prefecture = "山形県", Municipality = "みなと市",
        Latitude = North + kilometresNorth * Kilometre, Longitude = East, Precision = Precision.Door,
        Capabilities = oxygen is { } level ? new Dictionary<CapabilityKind, CapabilityLevel> { [CapabilityKind.HomeOxygen] = level } : null,
    };
}
