using Xunit;
using System.Text;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

/// <summary>One test for each kind of dirt the public files are known to hold.</summary>
public sealed class DirtTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task FullWidthDigitsAndSpaces_BecomeHalfWidth()
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(phone: "００００－００－００００", address: "山形県鶴岡市みほん町１丁目２番３号　みほんビル"));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal(("0000-00-0000", "みほん町1丁目", "2番3号 みほんビル"), (facts.Phone, facts.Town, facts.AddressRest));
    }

    [Fact]
    public async Task ANameWithSpacesBetweenItsLetters_IsOneWord()
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(name: "北　　成　　病　　院"));
        Assert.Equal("北成病院", Assert.Single(_world.Places()).Name);
    }

    [Fact]
    public async Task AnAddressWithoutPrefecture_TakesTheColumns()
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(address: "鶴岡市みほん町１－２"));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal(("山形県", "鶴岡市", "みほん町"), (facts.Prefecture, facts.Municipality, facts.Town));
    }

    [Theory]
    [InlineData("下都賀郡壬生町", "栃木県下都賀郡壬生町みほん1-2")]
    [InlineData("壬生町", "壬生町みほん1-2")]
    public async Task ACounty_IsLeftOut(string city, string address)
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(prefecture: "栃木県", city: city, address: address, latitude: "36.42", longitude: "139.80"));
        Assert.Equal("壬生町", Assert.Single(_world.Places()).Municipality);
    }

    [Theory]
    [InlineData("横浜市青葉区", "神奈川県横浜市青葉区みほん町1-2")]
    [InlineData("横浜市 青葉区", "横浜市　青葉区みほん町1-2")]
    public async Task AWard_StandsRightAfterItsCity(string city, string address)
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(prefecture: "神奈川県", city: city, address: address, latitude: "35.55", longitude: "139.53"));
        Assert.Equal(("横浜市青葉区", "みほん町"), (_world.Places()[0].Municipality, _world.Places()[0].Town));
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("29", 29)]
    public async Task CapacityZero_IsUnknown(string capacity, int? expected)
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(capacity: capacity));
        Assert.Equal(expected, _world.OnlyFacts().Capacity);
    }

    [Theory]
    [InlineData("", null)] // a 24-hour service leaves it empty: unknown, not closed
    [InlineData("平日,土曜日,祝日", "月-土祝 営業; 日 休")]
    [InlineData("平日,土曜日,日曜日,祝日", "月-日祝 営業")]
    [InlineData("平日", "月-金 営業; 土日祝 休")]
    public async Task OpenDays_AreHours_AndEmptyIsUnknown(string days, string? hours)
    {
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry(days: days));
        Assert.Equal(hours, _world.OnlyFacts().Hours);
        Assert.Equal(hours is null, WeeklyHours.FromStored(hours) is null);
    }

    [Fact]
    public async Task SeveralServicesInOneBuildingUnderOneName_AreOnePlace()
    {
        await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked(id: "690000001", name: "ケアみほん", service: "通所介護") + Rows.Repacked(id: "690000002", name: "ケアみほん", service: "訪問介護"));
        Assert.Equal("home_help day_service", Assert.Single(_world.Places()).Services);
    }

    [Fact]
    public async Task DifferentNamesInOneBuilding_StayApart_EvenUnderOneNumber()
    {
        await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked(name: "特別養護老人ホームやまと苑", service: "介護老人福祉施設", phone: "0000-00-0001") + Rows.Repacked(name: "みほんデイサービスセンター", phone: "0000-00-0002"));
        Assert.Equal(2, _world.Places().Count);
    }

    [Fact]
    public async Task ARowSaidTwice_IsTakenOnce()
    {
        ImportReport report = await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked() + Rows.Repacked());
        Assert.Equal((2, 1, 1), (report.Accepted, report.New, report.Unchanged));
        Assert.Single(_world.Places());
    }

    [Fact]
    public async Task OneNumberWithTwoAddresses_KeepsBothRows_AndIsStillOnePlaceByNameAndPhone()
    {
        string file = Rows.MinistryHeader + Rows.Ministry(address: "大字みほん７５１番地３") + Rows.Ministry(address: "山形県鶴岡市大字みほん751番地");
        Assert.Equal(2, (await _world.TakeAsync("a.csv", file)).New);
        Assert.Single(_world.Places());
        Assert.Equal(2, (await _world.TakeAsync("a.csv", file)).Unchanged);
    }

    [Fact]
    public async Task AByteOrderMark_IsNoPartOfTheHeader() =>
        Assert.Equal(1, (await _world.TakeAsync("bom.csv", "\uFEFF" + Rows.RepackedHeader + Rows.Repacked())).Accepted);

    [Fact]
    public async Task Cp932_IsRead_AlsoWhenItsFirstJapaneseLetterStandsFarBehind()
    {
        string ascii = string.Concat(Enumerable.Repeat("690000009,x,,,,,,,,,unknown,,,\n", 5_000));
        byte[] bytes = Encoding.GetEncoding(932).GetBytes(Rows.RepackedHeader + ascii + Rows.Repacked(name: "①みほん髙橋デイ"));
        await _world.TakeAsync(_world.File("old.csv", bytes));
        Assert.Equal("1みほん髙橋デイ", Assert.Single(_world.Places()).Name);
    }

    [Fact]
    public async Task ALineBreakInsideQuotes_BelongsToItsCell_AndLaterRowsKeepTheirLine()
    {
        string broken = Rows.Ministry(note: "\"午前のみ\n第2土曜は休み\"") + Rows.Ministry(number: "06X");
        ImportReport report = await _world.TakeAsync("a.csv", Rows.MinistryHeader + broken);
        Assert.Equal("午前のみ 第2土曜は休み", _world.OnlyFacts().HoursNote);
        Assert.Equal(4, Assert.Single(report.Rejects).Line);
    }

    [Fact]
    public async Task CoordinatesOfTheTown_AreSaidToBeSo_AndADoorReplacesThem()
    {
        await _world.TakeAsync("all.csv", Rows.AllHeader + "060110001,山形県,鶴岡市,みほん町,みほん内科,9970000,鶴岡市みほん町1-2-3,38.70,139.80,town\n");
        Assert.Equal(Precision.Town, Assert.Single(_world.Places()).Precision);
        await _world.TakeAsync("joined.csv", Rows.JoinedHeader + "060110001,山形県,鶴岡市,みほん町,みほん内科,9970000,鶴岡市みほん町1-2-3,,支援診３,,1,,,,38.73,139.83,0.1,,38.70,139.80,town\n");
        Place place = Assert.Single(_world.Places());
        Assert.Equal((Precision.Door, 38.73), (place.Precision, place.Latitude));
    }

    [Theory]
    [InlineData("0.0", "0.0")] // unknown in the hospital file
    [InlineData("35.705436", "139.386678")] // Tokyo, for a place in Yamagata
    [InlineData("", "")]
    public async Task ACoordinateThatCannotBe_IsNone(string latitude, string longitude)
    {
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + Rows.Ministry(latitude: latitude, longitude: longitude));
        Place place = Assert.Single(_world.Places());
        Assert.Null(place.Latitude);
        Assert.Equal(Precision.Unknown, place.Precision);
    }

    [Fact]
    public async Task AFlaggedCoordinate_IsNotBelieved_AndTheTownStandsIn()
    {
        await _world.TakeAsync("joined.csv", Rows.JoinedHeader + "060110001,山形県,鶴岡市,みほん町,みほん内科,9970000,鶴岡市みほん町1-2-3,,,,1,,,,38.10,140.10,66,far_from_town,38.70,139.80,town\n");
        Place place = Assert.Single(_world.Places());
        Assert.Equal((38.70, Precision.Town), (place.Latitude, place.Precision));
    }

    [Fact]
    public async Task APointThatThreeNamesShare_IsNoDoor()
    {
        string row(string name) => $"HOME_VISIT_CLINIC_DATA,38.7301,139.8301,{name}\n";
        await _world.TakeAsync("points.csv", Rows.PointsHeader + row("みほん内科") + row("ためし医院") + row("れいクリニック") + "HOME_VISIT_CLINIC_DATA,38.75,139.85,ひとつ医院\n");
        Assert.Equal([Precision.Town, Precision.Town, Precision.Town, Precision.Door], _world.Places().Select(place => place.Precision));
    }

    [Fact]
    public async Task LeadingZerosLostInRepacking_ComeBack_AndTheMinistrysOwnRowIsTheSamePlace()
    {
        await _world.TakeAsync("a.csv", Rows.RepackedHeader + Rows.Repacked(id: "690000001", name: "みほんデイ"));
        Assert.Equal("0690000001", _world.OnlyFacts().CareNumber);
        ImportReport report = await _world.TakeAsync("b.csv", Rows.MinistryHeader + Rows.Ministry(number: "0690000001", name: "みほんデイ", service: "認知症対応型通所介護", address: "鶴岡市別の町9-9", phone: ""));
        Assert.Equal(1, report.Merged);
        Assert.Single(_world.Places());
    }
}
