using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Tests.DirectorySearch;

namespace Zaitaku.Tests.Gazetteer;

/// <summary>A directory of invented places at real addresses, read by every test of place names.</summary>
public sealed class NamedDirectory : IDisposable
{
    public static readonly HubArea Tsuruoka = new("山形県", ["鶴岡市", "三川町"]);
    public static readonly HubArea Aoba = new("神奈川県", ["横浜市青葉区"]);

    public NamedDirectory()
    {
        Directory.With(
            At("山形県", "鶴岡市", "泉町", 38.7321, 139.8302, "鶴岡市立荘内病院"),
            At("山形県", "鶴岡市", "泉町", 38.7322, 139.8303, "荘内病院附属訪問看護ステーション"),
            At("山形県", "鶴岡市", "藤島", 38.766, 139.907, "みどりの郷"),
            At("山形県", "鶴岡市", "羽黒町手向", 38.718, 139.941, "齋藤医院") with { NameKana = "サイトウイイン" },
            At("山形県", "鶴岡市", "羽黒町荒川", 38.728, 139.901, "羽黒診療所"),
            At("山形県", "鶴岡市", "本町1丁目", 38.724, 139.827, "本町薬局"),
            At("山形県", "山形市", "青柳", 38.300, 140.340, "山形県立中央病院"),
            At("宮城県", "仙台市青葉区", "本町1丁目", 38.263, 140.873, "仙台中央病院"),
            At("神奈川県", "横浜市青葉区", "藤が丘1丁目", 35.543, 139.527, "藤が丘内科"),
            At("神奈川県", "横浜市青葉区", "藤が丘2丁目", 35.545, 139.529, "藤が丘歯科"),
            At("神奈川県", "横浜市青葉区", "市ケ尾町", 35.552, 139.541, "市ケ尾クリニック"),
            At("神奈川県", "横浜市神奈川区", "広台太田町", 35.477, 139.629, "神奈川薬局"),
            At("青森県", "横浜町", "三保野", 41.083, 141.247, "横浜町診療所"),
            At("三重県", "桑名市", "藤が丘2丁目", 35.0772, 136.6520, "桑名医院"),
            At("千葉県", "柏市", "豊四季", 35.860, 139.950, "豊四季診療所"),
            At("千葉県", "柏市", "豊四季台1丁目", 35.867, 139.958, "豊四季台薬局"),
            At("栃木県", "壬生町", "壬生甲", 36.427, 139.804, "壬生医院"),
            At("東京都", "板橋区", "大山町", 35.748, 139.702, "板橋医院"),
            At("東京都", "板橋区", "大山町", 35.749, 139.703, "大山駅前クリニック"),
            At("東京都", "府中市", "宮町1丁目", 35.669, 139.478, "府中医院"),
            At("広島県", "府中市", "府川町", 34.568, 133.236, "備後府中医院"),
            At("茨城県", "龍ケ崎市", "寺後", 35.911, 140.182, "龍ケ崎医院"),
            At("茨城県", "龍ヶ崎市", "上町", 35.913, 140.184, "竜ヶ崎薬局"),
            At("福島県", "郡山市", "朝日1丁目", 37.400, 140.360, "郡山医院"));
        Directory.With(
            Entry(GazetteerKind.Municipality, "鶴岡市", "つるおかし", "山形県", "鶴岡市", 38.7272, 139.8267, "municipality"),
            Entry(GazetteerKind.Municipality, "臼杵市", "うすきし", "大分県", "臼杵市", 33.126, 131.805, "municipality"),
            Entry(GazetteerKind.Municipality, "横浜市", "よこはまし", "神奈川県", "横浜市", 35.444, 139.638, "municipality"),
            Entry(GazetteerKind.Municipality, "横浜市青葉区", "よこはまし あおばく", "神奈川県", "横浜市青葉区", 35.552, 139.537, "municipality"),
            Entry(GazetteerKind.Station, "鶴岡", "つるおか", "山形県", "", 38.7395, 139.8350, "station"),
            Entry(GazetteerKind.Station, "藤島", "ふじしま", "山形県", "", 38.7690, 139.8940, "station"),
            Entry(GazetteerKind.Station, "市が尾", "いちがお", "神奈川県", "", 35.5514, 139.5410, "station"),
            Entry(GazetteerKind.Station, "三田", "みた", "東京都", "", 35.6480, 139.7450, "station"),
            Entry(GazetteerKind.Station, "三田", "さんだ", "兵庫県", "", 34.8890, 135.2300, "station"),
            Entry(GazetteerKind.Town, "野津町", "", "大分県", "臼杵市", 33.048, 131.705, "town"),
            Entry(GazetteerKind.Town, "小野田一丁目", "", "千葉県", "柏市", 35.87, 139.97, "town"),
            Entry(GazetteerKind.PostalCode, "9970000", "", "山形県", "鶴岡市", null, null, "postal"),
            Entry(GazetteerKind.Landmark, "朝暘第一小学校", "", "山形県", "鶴岡市", 38.729, 139.825, "shelter"));
    }

    public SmallDirectory Directory { get; } = new();

    public void Dispose() => Directory.Dispose();

    private static PlaceFacts At(string prefecture, string municipality, string town, double latitude, double longitude, string name) => new()
    {
        Name = name, Services = "clinic", Prefecture = prefecture, Municipality = municipality, Town = town,
        Latitude = latitude, Longitude = longitude, Precision = Precision.Door,
    };

    private static GazetteerEntry Entry(GazetteerKind kind, string name, string kana, string prefecture, string municipality, double? latitude, double? longitude, string source) => new()
    {
        Kind = kind, Name = name, NameKey = NameRules.KeyOf(name), KanaKey = NameRules.KeyOf(kana), Prefecture = prefecture, Municipality = municipality,
        Latitude = latitude, Longitude = longitude, Source = source,
    };
}

public sealed class PlaceNamesTests(NamedDirectory named) : IClassFixture<NamedDirectory>
{
    [Theory]
    [InlineData("鶴岡", "鶴岡市")] // Not the station: that one says 駅.
    [InlineData("鶴岡市", "鶴岡市")]
    [InlineData("つるおか", "鶴岡市")]
    [InlineData("ツルオカ", "鶴岡市")]
    [InlineData("ﾂﾙｵｶ", "鶴岡市")]
    [InlineData("鶴岡市の", "鶴岡市")]
    [InlineData("鶴岡市内", "鶴岡市")]
    [InlineData("鶴岡の近く", "鶴岡市")]
    [InlineData("市内", "鶴岡市")] // The hub's own.
    [InlineData("板橋区内", "板橋区")]
    [InlineData("都内", "東京都")]
    [InlineData("山形県", "山形県")]
    [InlineData("山形", "山形市")]
    [InlineData("鶴岡駅", "鶴岡駅")]
    [InlineData("鶴岡駅前", "鶴岡駅")]
    [InlineData("ＪＲ鶴岡駅", "鶴岡駅")]
    [InlineData("いちがお駅", "市が尾駅")]
    [InlineData("つるおかえき", "鶴岡駅")]
    [InlineData("つるおかえきのちかく", null)] // Nearness in kana is the reader's to take off.
    [InlineData("大山駅", null)] // There is a 大山駅前クリニック, but nobody asked for a clinic.
    [InlineData("大山駅前クリニック", "大山駅前クリニック")]
    [InlineData("市ヶ尾駅", "市が尾駅")]
    [InlineData("東急田園都市線 市が尾駅", "市が尾駅")]
    [InlineData("ふじしま", "藤島駅")] // Towns have no kana; the station of that name does.
    [InlineData("藤島", "鶴岡市藤島")]
    [InlineData("羽黒", "鶴岡市羽黒町")]
    [InlineData("羽黒町手向", "鶴岡市羽黒町手向")]
    [InlineData("手向", null)]
    [InlineData("横浜", "横浜市")] // The city, not the town of that name.
    [InlineData("横浜市", "横浜市")]
    [InlineData("横浜市 青葉区", "横浜市青葉区")]
    [InlineData("神奈川の青葉区", "横浜市青葉区")]
    [InlineData("横浜青葉区", "横浜市青葉区")]
    [InlineData("下都賀郡壬生町", "壬生町")]
    [InlineData("栃木県下都賀郡壬生町", "壬生町")]
    [InlineData("壬生", "壬生町")]
    [InlineData("郡山", "郡山市")] // 郡 is not always a county.
    [InlineData("柏市豊四季", "柏市豊四季")]
    [InlineData("豊四季", "柏市豊四季")]
    [InlineData("柏市小野田", "柏市小野田")] // Only the gazetteer knows it, by its 一丁目.
    [InlineData("臼杵", "臼杵市")] // No place is in it, only the gazetteer knows it.
    [InlineData("うすき市野津町", null)]
    [InlineData("臼杵市野津町", "臼杵市野津町")]
    [InlineData("龍ヶ崎", "龍ケ崎市")]
    [InlineData("竜ケ崎市", "龍ケ崎市")]
    [InlineData("本町", "鶴岡市本町")] // Also in Sendai: the hub's own first.
    [InlineData("山形県鶴岡市泉町4-20", "鶴岡市泉町")]
    [InlineData("鶴岡市9999-1", "鶴岡市")]
    [InlineData("997-0000", "〒997-0000 鶴岡市")]
    [InlineData("〒９９７－００００", "〒997-0000 鶴岡市")]
    [InlineData("荘内病院", "鶴岡市立荘内病院")] // Its registered name is longer; the nurses next door are a part of it only.
    [InlineData("斎藤医院", "齋藤医院")]
    [InlineData("さいとういいん", "齋藤医院")]
    [InlineData("朝暘第一小学校", "朝暘第一小学校")]
    [InlineData("県立中央病院", "山形県立中央病院")]
    public void NamesAsPeopleTypeThem_WithAHubInTsuruoka(string text, string? label) =>
        Assert.Equal(label, (Resolve(text, NamedDirectory.Tsuruoka) as PlaceNameAnswer.Found)?.Area.Label);

    [Fact]
    public void AWardOfTwoCities_IsTheHubsOwn_OrAskedBack()
    {
        Assert.Equal("横浜市青葉区", Found("青葉区", NamedDirectory.Aoba).Label);
        PlaceNameAnswer.Ambiguous asked = Assert.IsType<PlaceNameAnswer.Ambiguous>(Resolve("青葉区", NamedDirectory.Tsuruoka));
        Assert.Equal(["仙台市青葉区", "横浜市青葉区"], asked.Choices.Select(choice => choice.Label)); // Nearest to the hub first.
    }

    [Fact]
    public void TwoCitiesOfOneName_AreToldApartByTheirPrefecture()
    {
        PlaceNameAnswer.Ambiguous asked = Assert.IsType<PlaceNameAnswer.Ambiguous>(Resolve("府中市", NamedDirectory.Tsuruoka));
        Assert.Equal(["府中市（東京都）", "府中市（広島県）"], asked.Choices.Select(choice => choice.Label));
        Assert.Equal("広島県", Found("府中市", new HubArea("広島県", ["福山市"])).Prefecture);
        Assert.Equal("東京都", Found("東京都府中市", NamedDirectory.Tsuruoka).Prefecture);
    }

    [Fact]
    public void TwoStationsOfOneName_AreSettledByTheHubsPrefecture_OrAskedBack()
    {
        Assert.Equal(35.648, Found("三田駅", new HubArea("東京都", ["港区"])).Latitude!.Value, 3);
        Assert.Equal(2, Assert.IsType<PlaceNameAnswer.Ambiguous>(Resolve("三田駅", NamedDirectory.Tsuruoka)).Choices.DistinctBy(choice => choice.Label).Count());
    }

    [Theory]
    [InlineData("藤が丘2丁目")]
    [InlineData("藤が丘二丁目")]
    [InlineData("藤ヶ丘２丁目")]
    [InlineData("横浜市青葉区藤が丘2丁目")]
    [InlineData("青葉区藤が丘二丁目")]
    public void OneTown_HoweverItsNumberIsWritten(string text)
    {
        SearchArea area = Found(text, NamedDirectory.Aoba);
        Assert.Equal(("横浜市青葉区", "藤が丘2丁目", Precision.Town), (area.Municipality, area.Town, area.Precision));
        Assert.Equal(35.545, area.Latitude!.Value, 3);
    }

    [Fact]
    public void ATownWithoutItsNumber_IsAllOfThem()
    {
        SearchArea area = Found("藤が丘", NamedDirectory.Aoba);
        Assert.Equal("横浜市青葉区藤が丘", area.Label);
        Assert.Equal(2, named.Directory.Search.Search(new SearchRequest { Area = area }).Places.Count(place => place.DistanceMetres < 500));
    }

    [Fact]
    public void AStationIsAPoint_ThatKnowsItsMunicipality()
    {
        SearchArea area = Found("鶴岡駅", NamedDirectory.Tsuruoka);
        Assert.Equal((Precision.Door, null, "鶴岡市"), (area.Precision, area.Municipality, area.PointMunicipality));
    }

    [Fact]
    public void ASharedPosition_IsAPointToo()
    {
        SearchArea area = named.Directory.Names.At(38.733, 139.831);
        Assert.Equal(("現在地", Precision.Door, "鶴岡市"), (area.Label, area.Precision, area.PointMunicipality));
        Assert.Null(named.Directory.Names.At(0, 0).PointMunicipality);
        Assert.Null(named.Directory.Names.At(double.NaN, 500).PointMunicipality);
    }

    [Theory]
    [InlineData("鶴丘", "鶴岡市")]
    [InlineData("つるおがし", "鶴岡市")]
    [InlineData("鶴岡市羽黒野", null)]
    [InlineData("市が尼駅", "市が尾駅")]
    public void NamesNobodyKnows_GetTheNearestSpelling(string text, string? nearest)
    {
        PlaceNameAnswer.Unknown unknown = Assert.IsType<PlaceNameAnswer.Unknown>(Resolve(text, NamedDirectory.Tsuruoka));
        Assert.True(nearest is null || unknown.Nearest.Contains(nearest), string.Join(' ', unknown.Nearest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("。。。")]
    [InlineData("'; DROP TABLE place; --")]
    [InlineData("駅")]
    [InlineData("の")]
    [InlineData("\u0000\ud800")]
    public void NoiseIsUnknown_AndNothingBreaks(string text) => Assert.IsType<PlaceNameAnswer.Unknown>(Resolve(text, NamedDirectory.Tsuruoka));

    [Fact]
    public void AVeryLongText_IsReadToItsLimitOnly() =>
        Assert.IsType<PlaceNameAnswer.Unknown>(Resolve(string.Concat(Enumerable.Repeat("ほげの", 5_000)), NamedDirectory.Tsuruoka));

    [Fact]
    public void WhereASearchWithoutAPlaceStarts()
    {
        Assert.Equal("鶴岡市", named.Directory.Names.Of(NamedDirectory.Tsuruoka)?.Label);
        Assert.Equal("山形県", named.Directory.Names.Of(new HubArea("山形県", ["どこにもない市"]))?.Label);
        Assert.Null(named.Directory.Names.Of(HubArea.None));
    }

    [Fact]
    public void FacilitiesByName_LikeliestFirst()
    {
        string[] Names(string name) => [.. named.Directory.Names.Facilities(name, NamedDirectory.Tsuruoka, 10).Select(id => named.Directory.NameOf[id])];
        Assert.Equal(["鶴岡市立荘内病院", "荘内病院附属訪問看護ステーション"], Names("荘内病院"));
        Assert.Equal(["山形県立中央病院", "仙台中央病院"], Names("中央病院"));
        Assert.Equal(["齋藤医院"], Names("さいとういいん"));
        Assert.Empty(Names("どこにもない医院"));
        Assert.Empty(Names(""));
    }

    [Fact]
    public void WithoutAnyGazetteerFile_TheDirectorysOwnAddressesDo()
    {
        using SmallDirectory alone = new();
        alone.With(new PlaceFacts
        {
            Name = "みなと医院", Services = "clinic", Prefecture = "山形県", Municipality = "みなと市", Town = "浜町",
            Latitude = 38.7, Longitude = 139.8, Precision = Precision.Door,
        });
        Assert.Equal("みなと市", Assert.IsType<PlaceNameAnswer.Found>(alone.Names.Resolve("みなと", HubArea.None)).Area.Label);
        Assert.Equal("みなと市浜町", Assert.IsType<PlaceNameAnswer.Found>(alone.Names.Resolve("浜町", HubArea.None)).Area.Label);
        Assert.IsType<PlaceNameAnswer.Unknown>(alone.Names.Resolve("鶴岡駅", HubArea.None));
    }

    [Fact]
    public void ReadingsTheProgramBrings_DoForAGazetteerFile()
    {
        using SmallDirectory alone = new();
        alone.With(new PlaceFacts
        {
            Name = "荘内医院", Services = "clinic", Prefecture = "山形県", Municipality = "鶴岡市", Latitude = 38.7, Longitude = 139.8, Precision = Precision.Door,
        });
        PlaceNames names = new(alone.Live, new Readings());
        SearchArea area = Assert.IsType<PlaceNameAnswer.Found>(names.Resolve("つるおか", HubArea.None)).Area;
        Assert.Equal(("鶴岡市", 38.7), (area.Label, area.Latitude));
        SearchArea empty = Assert.IsType<PlaceNameAnswer.Found>(names.Resolve("あおがしまむら", HubArea.None)).Area;
        Assert.Null(empty.Latitude); // Known by name only: nothing is found in it, and it says so.
        Assert.Empty(alone.Search.Search(new SearchRequest { Area = empty }).Places);
    }

    private sealed class Readings : IMunicipalityReadings
    {
        public IEnumerable<(string Prefecture, string Name, string Kana)> All => [("山形県", "鶴岡市", "つるおかし"), ("東京都", "青ヶ島村", "あおがしまむら")];
    }

    private PlaceNameAnswer Resolve(string text, HubArea hub) => named.Directory.Names.Resolve(text, hub);

    private SearchArea Found(string text, HubArea hub) => Assert.IsType<PlaceNameAnswer.Found>(Resolve(text, hub)).Area;
}
