using Xunit;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

/// <summary>What each layout's words come to mean.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("訪問入浴介護", "visiting_bath")]
    [InlineData("介護予防訪問入浴介護", "visiting_bath")]
    [InlineData("訪問リハビリテーション", "visiting_rehab")]
    [InlineData("指定療養通所介護", "day_service")]
    [InlineData("通所リハビリテーション", "day_rehab")]
    [InlineData("福祉用具貸与", "equipment")]
    [InlineData("特定福祉用具販売", "equipment")]
    [InlineData("短期入所療養介護（介護老人保健施設）", "short_stay")]
    [InlineData("特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅（外部サービス利用型））)", "residential_home")]
    [InlineData("地域密着型特定施設入居者生活介護（軽費老人ホーム）", "residential_home")]
    [InlineData("介護老人保健施設", "health_facility")]
    [InlineData("地域密着型介護老人福祉施設入所者生活介護", "nursing_home")]
    [InlineData("介護医療院", "medical_care_home")]
    [InlineData("夜間対応型訪問介護", "home_help")]
    [InlineData("認知症対応型通所介護", "day_service")]
    [InlineData("小規模多機能型居宅介護", "small_multifunction")]
    [InlineData("定期巡回・随時対応型訪問介護看護", "regular_rounds")]
    [InlineData("看護小規模多機能型居宅介護（複合型サービス）", "nursing_small_multifunction")]
    [InlineData("介護療養型医療施設", "")] // abolished in 2024: known, and no service people can be sent to
    public async Task TheMinistrysServiceNames(string name, string service)
    {
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + Rows.Ministry(service: name));
        Assert.Equal(service, Assert.Single(_world.Places()).Services);
    }

    [Fact]
    public async Task AServiceNobodyKnows_IsRejectedWithItsLine()
    {
        ImportReport report = await _world.TakeAsync("a.csv", Rows.MinistryHeader + Rows.Ministry(service: "宇宙旅行"));
        Assert.Equal((2, "サービスの種類「宇宙旅行」は分かりません"), (report.Rejects[0].Line, report.Rejects[0].Reason));
        Assert.Contains("宇宙旅行", await File.ReadAllTextAsync(report.RejectsFile!));
    }

    [Theory]
    [InlineData("支援診１", HomeCareClass.ClinicEnhancedSingle, "home_visit_doctor clinic")]
    [InlineData("支援診２|支援診３", HomeCareClass.ClinicEnhancedJoint, "home_visit_doctor clinic")]
    [InlineData("支援病３", HomeCareClass.HospitalOrdinary, "home_visit_doctor hospital")]
    [InlineData("在後病", HomeCareClass.BackupHospital, "hospital backup_bed")]
    [InlineData("在医総管１", null, "clinic")]
    public async Task TheBureausMarks_AreClassAndServices(string marks, HomeCareClass? homeCare, string services)
    {
        await _world.TakeAsync("a.csv", Rows.BureauHeader + Rows.Bureau(marks: marks));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal((homeCare, services), (facts.HomeCareClass, facts.Services));
        Assert.Null(facts.Answers24h); // bound by its standard is not the same as confirmed
    }

    [Theory]
    [InlineData("歯科", "歯援診１|歯訪診", "home_visit_dentist")]
    [InlineData("歯科", "", "")]
    [InlineData("薬局", "在薬|在医麻", "home_visit_pharmacist pharmacy")]
    [InlineData("薬局", "", "pharmacy")]
    public async Task DentistsAndPharmacies_VisitWhenTheyFiledIt(string section, string marks, string services)
    {
        await _world.TakeAsync("a.csv", Rows.BureauHeader + Rows.Bureau(section: section, marks: marks, name: "みほん"));
        Assert.Equal(services, Assert.Single(_world.Places()).Services);
    }

    [Fact]
    public async Task AFiling_IsLessThanAnAnswer_UnlessItCountsCases()
    {
        await _world.TakeAsync("a.csv", Rows.BureauHeader + Rows.Bureau(marks: "がん疼|在緩診実|遠隔酸素"));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal(CapabilityLevel.Possible, facts.Capabilities![CapabilityKind.EndOfLife]);
        Assert.Equal(CapabilityLevel.Possible, facts.Capabilities[CapabilityKind.Narcotics]);
        Assert.Equal(CapabilityLevel.PossibleWithoutRecord, facts.Capabilities[CapabilityKind.HomeOxygen]);
        Assert.True(facts.EndOfLifeCare);
    }

    [Theory]
    [InlineData("一般　　350／結核　　10", "", "hospital", 360)]
    [InlineData("一般　　19", "", "clinic", 19)]
    [InlineData("", "診療所", "clinic", null)]
    public async Task Beds_TellAHospitalFromAClinic(string beds, string kind, string services, int? capacity)
    {
        await _world.TakeAsync("a.csv", Rows.BureauHeader + Rows.Bureau(beds: beds, kind: kind));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal((services, capacity), (facts.Services, facts.Capacity));
    }

    [Fact]
    public async Task AVisitingNursesBadges_AreFacts_AndNoBadgeSaysNothing()
    {
        const string Header = "jigyosho_no,name,pref,city,address,tel,lat,lng,url,kouseikyoku_badges\n";
        await _world.TakeAsync("a.csv", Header
            + "0690000001,訪問看護みほん,山形県,鶴岡市,山形県鶴岡市みほん町1-2,0000-00-0001,38.73,139.83,,24時間訪問看護|精神科訪問看護|特別管理加算\n"
            + "0690000002,訪問看護ためし,山形県,鶴岡市,山形県鶴岡市みほん町3-4,0000-00-0002,38.73,139.84,,\n");
        PlaceFacts badged = _world.Facts("訪問看護みほん");
        Assert.True(badged.Answers24h);
        Assert.Equal(CapabilityLevel.PossibleWithoutRecord, badged.Capabilities![CapabilityKind.Psychiatric]);
        Assert.Null(_world.Facts("訪問看護ためし").Answers24h);
    }

    [Fact]
    public async Task AHospitalsVisitingRehab_UnderItsMedicalCode_IsTheHospital()
    {
        await _world.TakeAsync("a.csv", Rows.BureauHeader + Rows.Bureau(institution: "0110001", name: "みほん病院", beds: "一般　100"));
        await _world.TakeAsync("b.csv", Rows.MinistryHeader + Rows.Ministry(number: "0610110001", name: "みほん病院　（訪問リハビリテーション）", service: "訪問リハビリテーション", phone: "0000-00-0009"));
        Assert.Equal(("みほん病院", "hospital visiting_rehab"), (Assert.Single(_world.Places()).Name, _world.Places()[0].Services));
        Assert.Equal("0000-00-0000", _world.OnlyFacts().Phone); // the bureau's register is believed first
    }

    [Fact]
    public async Task TheNaviHoursFile_FillsThePlaceTheFacilityFileMade_AndTheInvertedFlagsAreNotRead()
    {
        const string Hours = "\"ID\",\"診療科目コード\",\"診療科目名\",\"診療時間帯\",\"月_診療開始時間\",\"月_診療終了時間\",\"火_診療開始時間\",\"火_診療終了時間\",\"土_診療開始時間\",\"土_診療終了時間\",\"日_診療開始時間\",\"日_診療終了時間\",\"祝_診療開始時間\",\"祝_診療終了時間\"\n"
            + "\"0622393101010\",\"01001\",\"内科\",\"1\",\"09:00\",\"12:00\",\"09:00\",\"12:00\",\"09:00\",\"12:30\",\"\",\"\",\"\",\"\"\n"
            + "\"0622393101010\",\"01001\",\"内科\",\"2\",\"16:00\",\"18:00\",\"16:00\",\"18:00\",\"00:00\",\"00:00\",\"\",\"\",\"\",\"\"\n"
            + "\"0622393101010\",\"03001\",\"小児科\",\"1\",\"08:30\",\"11:00\",\"09:00\",\"12:00\",\"\",\"\",\"\",\"\",\"\",\"\"\n";
        ImportReport early = await _world.TakeAsync("02-2_20260601.csv", Hours);
        Assert.Contains("基本情報", Assert.Single(early.Rejects).Reason, StringComparison.Ordinal);

        await _world.TakeAsync("02-1_20260601.csv", "ID,正式名称,正式名称（フリガナ）,機関区分,都道府県コード,所在地,所在地座標（緯度）,所在地座標（経度）,案内用ホームページアドレス,毎週決まった曜日に休診（月）,毎週決まった曜日に休診（日）,合計病床数\n"
            + "0622393101010,みほん診療所,ミホンシンリョウジョ,2,06,山形県鶴岡市みほん町1-2,38.73,139.83,,1,0,0\n");
        Assert.Null(_world.OnlyFacts().Hours);

        await _world.TakeAsync("02-2_20260601.csv", Hours);
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal("月 08:30-12:00,16:00-18:00; 火 09:00-12:00,16:00-18:00; 土 09:00-12:30; 水-金日祝 休", facts.Hours);
        Assert.Equal(["内科", "小児科"], facts.Departments);
    }

    [Fact]
    public async Task ACitysMap_IsReadByWhatItsPointsHold()
    {
        const string Map = """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[135.65,34.81]},
            "properties":{"jigyosho_id":"2790000001","name":"みほん苑","category":"施設","service_type":"認知症対応型共同生活介護（グループホーム）; 短期入所生活介護","address_full":"大阪府枚方市みほん町1番2号","tel":"(000)000-0000","capacity":"9"}}]}
            """;
        Assert.Equal("city_care_map", (await _world.TakeAsync("map.geojson", Map)).Format);
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal(("short_stay group_home", "枚方市", 9, Precision.Door), (facts.Services, facts.Municipality, facts.Capacity, facts.Precision));
    }

    [Fact]
    public async Task ABarePoint_GetsTheMunicipalityItLiesIn()
    {
        await _world.TakeAsync("a.csv", Rows.MinistryHeader + Rows.Ministry());
        await _world.TakeAsync("points.csv", Rows.PointsHeader + "COMPREHENSIVE_SUPPORT_CENTER_DATA,38.735,139.835,みほん地域包括支援センター\n");
        Place center = _world.Places()[1];
        Assert.Equal(("鶴岡市", "community_support_center"), (center.Municipality, center.Services));
    }

    [Theory]
    [InlineData("navii_clinic_2025-06.csv.gz", "2025-06-01")]
    [InlineData("130_houmonkango_2026-07-15.csv", "2026-07-15")]
    [InlineData("01-1_hospital_facility_info_20250601.csv.gz", "2025-06-01")]
    [InlineData("430_kyotaku_kaigo_shien_2026.csv.gz", null)] // a year says too little
    [InlineData("02-1_clinic.csv", null)]
    public void TheDayInAFilesName(string name, string? day) => Assert.Equal(day, ImportPass.DayInName(name)?.ToString("yyyy-MM-dd"));
}
