using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>The product's own table, which a hub fills in with Excel: its columns in order and the words its cells may hold.</summary>
public static class TemplateColumns
{
    public const string Name = "名称", Kana = "フリガナ", FormerNames = "旧名称", Services = "サービス", PostalCode = "郵便番号", Prefecture = "都道府県", Municipality = "市区町村",
        Town = "町名", AddressRest = "番地・建物", Latitude = "緯度", Longitude = "経度", Precision = "座標の精度", Phone = "電話", Fax = "FAX", Web = "ホームページ", Hours = "営業時間",
        HoursNote = "営業時間の備考", ContactWindows = "専門職の連絡窓口", HouseCalls = "往診", HomeVisits = "訪問診療", EndOfLifeCare = "在宅看取り", HomeCareClass = "在宅療養支援区分",
        Answers24h = "24時間対応", AcceptingNew = "新規受け入れ", FemaleStaff = "女性スタッフ", ServiceArea = "対応地域", Capacity = "定員", Departments = "診療科", Scope = "公開範囲",
        Note = "備考", ConfirmedOn = "確認日";

    /// <summary>Rows whose name begins so are examples: the import passes over them.</summary>
    public const string ExampleMark = "（例）";

    /// <summary>All columns in order: facts, then one per capability.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Name, Kana, FormerNames, Services, PostalCode, Prefecture, Municipality, Town, AddressRest, Latitude, Longitude, Precision, Phone, Fax, Web, Hours, HoursNote, ContactWindows,
        HouseCalls, HomeVisits, EndOfLifeCare, HomeCareClass, Answers24h, AcceptingNew, FemaleStaff, ServiceArea, Capacity, Departments, Scope, Note, ConfirmedOn,
        .. CapabilityKinds.All.Select(kind => kind.Name()),
    ];

    /// <summary>What a cell of 在宅療養支援区分 may say, long form first.</summary>
    internal static readonly (string Word, string Mark, HomeCareClass Class)[] Classes =
    [
        ("在宅療養支援診療所（強化型・単独）", "支援診１", Storage.DirectorySearch.HomeCareClass.ClinicEnhancedSingle),
        ("在宅療養支援診療所（強化型・連携）", "支援診２", Storage.DirectorySearch.HomeCareClass.ClinicEnhancedJoint),
        ("在宅療養支援診療所", "支援診３", Storage.DirectorySearch.HomeCareClass.ClinicOrdinary),
        ("在宅療養支援病院（強化型・単独）", "支援病１", Storage.DirectorySearch.HomeCareClass.HospitalEnhancedSingle),
        ("在宅療養支援病院（強化型・連携）", "支援病２", Storage.DirectorySearch.HomeCareClass.HospitalEnhancedJoint),
        ("在宅療養支援病院", "支援病３", Storage.DirectorySearch.HomeCareClass.HospitalOrdinary),
        ("在宅療養後方支援病院", "在後病", Storage.DirectorySearch.HomeCareClass.BackupHospital),
    ];

    /// <summary>The template as a file: BOM, so that Excel reads it as UTF-8; two example rows.</summary>
    public static string Write() => "\uFEFF" + string.Join("\r\n", [CsvText.Line(All), .. Examples.Select(Example), ""]);

    private static readonly Dictionary<string, string>[] Examples =
    [
        new()
        {
            [Name] = ExampleMark + "みほん在宅クリニック", [Kana] = "ミホンザイタククリニック", [FormerNames] = "みほん医院", [Services] = "訪問診療・往診、診療所", [PostalCode] = "000-0000",
            [Prefecture] = "山形県", [Municipality] = "鶴岡市", [Town] = "みほん町1丁目", [AddressRest] = "2-3", [Latitude] = "38.7", [Longitude] = "139.8", [Precision] = "町", [Phone] = "0000-00-0000",
            [Fax] = "0000-00-0001", [Hours] = "月-金 09:00-12:00,14:00-18:00; 土 09:00-12:00; 日祝 休", [ContactWindows] = "電話:月-金 12:30-13:30（昼休みにどうぞ）｜FAX:", [HouseCalls] = "はい",
            [HomeVisits] = "はい", [EndOfLifeCare] = "はい", [HomeCareClass] = "在宅療養支援診療所（強化型・連携）", [Answers24h] = "はい", [AcceptingNew] = "はい", [ServiceArea] = "鶴岡市、三川町",
            [Departments] = "内科、外科", [Scope] = "公開", [ConfirmedOn] = "2026-04-01", ["在宅酸素"] = "対応可能・対応中", ["人工呼吸器"] = "要相談",
        },
        new()
        {
            [Name] = ExampleMark + "訪問看護ステーションみほん", [Services] = "訪問看護", [Prefecture] = "山形県", [Municipality] = "鶴岡市", [Town] = "みほん町", [AddressRest] = "4-5", [Phone] = "0000-00-0002",
            [Hours] = "月-金 08:30-17:30; 土日祝 休", [ContactWindows] = "電話:月-金 08:30-17:30", [Answers24h] = "はい", [FemaleStaff] = "はい", [Scope] = "専門職のみ", [ConfirmedOn] = "2026-04-01",
            ["点滴・静脈注射"] = "対応可能・実績なし", ["小児"] = "対応不可",
        },
    ];

    private static string Example(Dictionary<string, string> cells) => CsvText.Line(All.Select(column => cells.GetValueOrDefault(column, "")));
}
