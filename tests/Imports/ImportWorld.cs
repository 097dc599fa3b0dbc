using Xunit;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Imports;

/// <summary>An empty directory of its own, and files to import into it.</summary>
public sealed class ImportWorld : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"zaitaku-import-{Guid.CreateVersion7(Now)}-{Environment.CurrentManagedThreadId}-{Interlocked.Increment(ref s_count)}");
    private static int s_count;

    static ImportWorld() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public ImportWorld()
    {
        Storage = new StorageOptions { DataDirectory = Path.Combine(_folder, "data") };
        Directory.CreateDirectory(_folder);
        Sqlite.PrepareDataDirectory(Storage);
        using ZaitakuDb db = Open();
        db.Database.Migrate();
        Pass = new ImportPass(Storage);
    }

    public StorageOptions Storage { get; }

    public ImportPass Pass { get; }

    public ZaitakuDb Open() => Sqlite.NewContext(Storage);

    public string File(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public async Task<ImportReport> TakeAsync(string path, bool complete = false, DateOnly? asOf = null)
    {
        ImportOutcome outcome = await Pass.RunAsync(path, new ImportSettings(complete, asOf), Now, null, CancellationToken.None);
        return Assert.IsType<ImportOutcome.Done>(outcome).Report;
    }

    public Task<ImportReport> TakeAsync(string name, string text, bool complete = false, DateOnly? asOf = null) => TakeAsync(File(name, text), complete, asOf);

    public async Task<string> RefusedAsync(string path)
    {
        ImportOutcome outcome = await Pass.RunAsync(path, new ImportSettings(), Now, null, CancellationToken.None);
        return Assert.IsType<ImportOutcome.Refused>(outcome).Problem;
    }

    public List<Place> Places()
    {
        using ZaitakuDb db = Open();
        return [.. db.Places.AsNoTracking().OrderBy(place => place.Id)];
    }

    public PlaceFacts Facts(string name)
    {
        using ZaitakuDb db = Open();
        int id = db.Places.Single(place => place.Name == name).Id;
        return PlaceFacts.FromJson(db.PlaceDetails.Single(detail => detail.PlaceId == id).Facts);
    }

    public PlaceFacts OnlyFacts() => Facts(Assert.Single(Places()).Name);

    public void Dispose()
    {
        Pass.Dispose();
        DataFolder.Delete(_folder);
    }
}

/// <summary>Rows in the layouts of real files, all of invention.</summary>
internal static class Rows
{
    public const string MinistryHeader =
        "都道府県コード又は市町村コード,No,都道府県名,市区町村名,事業所名,事業所名カナ,サービスの種類,住所,方書（ビル名等）,緯度,経度,電話番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,高齢者の方と障害者の方が同時一体的に利用できるサービス,介護保険の通常の指定基準を満たしている,障害福祉の通常の指定基準を満たしている,備考\n";

    public const string RepackedHeader = "id,name,kana,address,lat,lng,tel,url,pref,city,serviceType,capacity,openDays,openDaysNote\n";

    public const string BureauHeader = "都道府県コード,都道府県名,区分,医療機関番号,医療機関名称,郵便番号,住所,電話番号,FAX番号,病床数,種別,全届出数,在宅関連受理記号,在宅療養支援区分\n";

    public const string JoinedHeader =
        "code,pref,city,town,name,zip,address,tel,zaitaku_shien_kubun,zaitaku_kijun_symbols,in_homevisit_list,departments,url,navii_kind,lat,lng,dist_to_town_km,coord_flag,town_lat,town_lng,town_level\n";

    public const string AllHeader = "code,pref,city,town,name,zip,address,town_lat,town_lng,town_level\n";

    public const string PointsHeader = "layer,lat,lng,name\n";

    public const string NaviHeader = "id,name,url,address,pref,kind,departments\n";

    public static string Ministry(
        string number = "0690000001", string name = "みほん訪問入浴", string service = "訪問入浴介護", string address = "山形県鶴岡市みほん町１丁目２番３号", string phone = "0000-00-0000",
        string prefecture = "山形県", string city = "鶴岡市", string building = "", string days = "", string capacity = "0", string latitude = "38.73", string longitude = "139.83", string note = "") =>
        $"062031,{number},{prefecture},{city},{name},ミホン,{service},{address},{building},{latitude},{longitude},{phone},,,法人,{number},\"{days}\",{note},{capacity},,,,,\n";

    public static string Repacked(
        string id = "690000001", string name = "みほんデイ", string service = "通所介護", string address = "山形県鶴岡市みほん町1-2-3", string phone = "0000-00-0000", string city = "鶴岡市", string days = "平日|土曜日") =>
        $"{id},{name},ミホンデイ,{address},38.73,139.83,{phone},,山形県,{city},{service},0,{days},-\n";

    public static string Bureau(
        string institution = "0110001", string name = "医療法人　みほん内科", string section = "医科", string marks = "", string support = "", string beds = "", string kind = "", string address = "鶴岡市みほん町１－２－３", string phone = "0000-00-0000") =>
        $"06,山形県,{section},{institution},{name},997-0000,{address},{phone},,{beds},{kind},3,{marks},{support}\n";
}
