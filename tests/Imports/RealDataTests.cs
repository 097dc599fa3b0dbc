using Xunit;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

public sealed class RealFileTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [SkippableFact]
    public async Task SmallRealFiles_AreTakenWhole()
    {
        RealFiles.Needed();
        Assert.Equal(54, (await _world.TakeAsync(RealFiles.Of("care/ministry/jigyosho_155.csv.gz"))).Accepted);
        Assert.Equal(923, (await _world.TakeAsync(RealFiles.Of("care/ministry/jigyosho_550.csv.gz"))).Accepted);
        ImportReport short551 = await _world.TakeAsync(RealFiles.Of("care/ministry/jigyosho_551.csv.gz"));
        Assert.Equal(181, short551.Accepted);
        Assert.InRange(short551.Merged, 165, 181); // a 介護医療院's short stay is the 介護医療院
        ImportReport fukui = await _world.TakeAsync(RealFiles.Of("medical/kouseikyoku_xlsx/fukui_medical_2025-10.xlsx"));
        Assert.Equal((506, 0), (fukui.Accepted, fukui.Rejected));
        using ZaitakuDb db = _world.Open();
        Assert.Contains(db.Places, place => place.Prefecture == "福井県" && place.ConfirmedOn == new DateOnly(2025, 10, 1));
    }

    [SkippableFact]
    public async Task TheKochiHours_ReachEverySampleClinic()
    {
        RealFiles.Needed();
        Assert.Equal(11, (await _world.TakeAsync(RealFiles.Of("medical/navii_kochi_sample/02-1_clinic_facility_info_20260601.kochi-11rows.csv"))).Accepted);
        ImportReport hours = await _world.TakeAsync(RealFiles.Of("medical/navii_kochi_sample/02-2_clinic_speciality_hours_20260601.kochi-7clinics.csv"));
        Assert.Equal((7, 7, 0), (hours.Accepted, hours.Merged, hours.Rejected));
        Assert.Equal("月-金 09:00-12:00,16:00-18:00; 土 09:00-12:00; 日祝 休", _world.Facts("潮見台診療所").Hours);
    }

    [SkippableFact]
    public async Task AWholeCityMap_IsTaken()
    {
        RealFiles.Needed();
        Assert.Equal(779, (await _world.TakeAsync(RealFiles.Of("hirakata/jigyosho.geojson"))).Accepted);
        Assert.Equal(454, (await _world.TakeAsync(RealFiles.Of("hirakata/medical.geojson"))).Accepted);
        Assert.Equal(13, (await _world.TakeAsync(RealFiles.Of("hirakata/houkatsu_centers.geojson"))).Accepted);
        Assert.All(_world.Places(), place => Assert.Equal("枚方市", place.Municipality));
        Assert.Contains(_world.Places(), place => place.Services.Contains("group_home", StringComparison.Ordinal));
    }
}

[Collection(WholeCountryCollection.Name)]
[Trait("Category", "RealData")]
public sealed class WholeCountryTests(WholeCountry country)
{
    [SkippableFact]
    public async Task TheWholeCountry_ComesIn_InOneGo()
    {
        StorageOptions storage = await country.StorageAsync();
        int rows = country.Reports.Where(report => report.Format is not ("station" or "municipality" or "town" or "postal_code" or "shelter" or "municipality_code")).Sum(report => report.Accepted + report.Rejected);
        Assert.InRange(rows, 468_000, 475_000);
        Assert.InRange(country.Reports.Sum(report => report.Rejected), 0, 500);
        using ZaitakuDb db = WholeCountry.Open(storage);
        Assert.InRange(db.Places.Count(), 240_000, 300_000);
    }

    [SkippableFact]
    public async Task NoRecordIsWithoutItsPlace_AndNoPlaceWithoutARecord()
    {
        using ZaitakuDb db = WholeCountry.Open(await country.StorageAsync());
        Assert.False(await db.PlaceRecords.AnyAsync(record => !db.Places.Any(place => place.Id == record.PlaceId)));
        Assert.False(await db.Places.AnyAsync(place => !db.PlaceRecords.Any(record => record.PlaceId == place.Id)));
        Assert.Equal(await db.Places.CountAsync(), await db.PlaceDetails.CountAsync());
    }

    [SkippableFact]
    public async Task OneHospitalOfManyFiles_IsOnePlace()
    {
        using ZaitakuDb db = WholeCountry.Open(await country.StorageAsync());
        Place hospital = Assert.Single(db.Places.Where(place => place.NameKey == NameRules.KeyOf("鶴岡市立荘内病院") && place.Prefecture == "山形県"));
        Assert.Equal(("鶴岡市", Precision.Door), (hospital.Municipality, hospital.Precision));
        Assert.Contains("hospital", hospital.Services, StringComparison.Ordinal);
    }
}
