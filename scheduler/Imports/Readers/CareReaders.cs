using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>What the files of the care information system have in common.</summary>
internal static class CareRows
{
    /// <summary>A care number of ten characters; the re-packed files lost leading zeros (173800293 → 0173800293). Null for anything else.</summary>
    public static string? NumberOf(string text)
    {
        string number = text.Length == 9 && text.All(char.IsAsciiDigit) ? "0" + text : text;
        return number.Length == 10 && number.All(char.IsAsciiLetterOrDigit) ? number.ToUpperInvariant() : null;
    }

    /// <summary>A medical institution offers care under its medical code; the third digit says so (1 medical, 3 dental, 4 pharmacy).</summary>
    public static PlaceFacts WithCareNumber(this PlaceFacts facts, string? number) => facts with
    {
        CareNumber = number,
        MedicalCode = number is { Length: 10 } && number[2] is '1' or '3' or '4' && number.All(char.IsAsciiDigit) ? number : null,
    };
}

/// <summary>The ministry's own CSV of 24 columns, one file per service.</summary>
internal sealed class MinistryCareReader : IPlaceReader
{
    public string Format => "mhlw_care";

    public bool Reads(Header header) => header.Has("事業所番号", "サービスの種類", "事業所名", "住所", "利用可能曜日", "定員");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        Columns columns = new(header);
        return rows.Select(row => columns.Read(row));
    }

    private sealed class Columns(Header header)
    {
        private readonly int _number = header.Of("事業所番号"), _service = header.Of("サービスの種類"), _name = header.Of("事業所名"), _kana = header.Of("事業所名カナ");
        private readonly int _prefecture = header.Of("都道府県名"), _city = header.Of("市区町村名"), _address = header.Of("住所"), _building = header.Of("方書（ビル名等）");
        private readonly int _latitude = header.Of("緯度"), _longitude = header.Of("経度"), _phone = header.Of("電話番号"), _fax = header.Of("FAX番号"), _web = header.Of("URL");
        private readonly int _days = header.Of("利用可能曜日"), _note = header.Of("利用可能曜日特記事項"), _capacity = header.Of("定員");

        public ReadRow Read(TextRow row)
        {
            if (CareRows.NumberOf(row.At(_number)) is not { } number)
            {
                return new ReadRow.Rejected(row.Line, "事業所番号が10桁ではありません", row.Cells);
            }

            if (FactWords.Name(row.At(_name)) is not { } name)
            {
                return new ReadRow.Rejected(row.Line, "事業所名が空です", row.Cells);
            }

            string service = row.At(_service);
            if (!FactWords.TryCareService(service, out ServiceSet services))
            {
                return new ReadRow.Rejected(row.Line, $"サービスの種類「{service}」は分かりません", row.Cells);
            }

            string address = row.At(_address);
            string building = row.At(_building);
            address = building.Length > 0 && !address.Contains(building, StringComparison.Ordinal) ? $"{address} {building}" : address;
            PlaceFacts facts = new PlaceFacts
            {
                Name = name, NameKana = FactWords.Kana(row.At(_kana)), Services = services.IsEmpty ? null : services.ToString(),
                Phone = FactWords.Phone(row.At(_phone)), Fax = FactWords.Phone(row.At(_fax)), Web = FactWords.Web(row.At(_web)),
                Hours = FactWords.OpenDays(row.At(_days)), HoursNote = FactWords.Note(row.At(_note)), Capacity = FactWords.Capacity(row.At(_capacity)),
            };
            facts = facts.WithCareNumber(number).WithAddress(address, row.At(_prefecture), row.At(_city)).WithPoint(row.At(_latitude), row.At(_longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"{service}:{number}", facts);
        }
    }
}

/// <summary>The same system re-packed with English headers.</summary>
internal sealed class RepackedCareReader : IPlaceReader
{
    public string Format => "care_repacked";

    public bool Reads(Header header) => header.Has("id", "name", "address", "serviceType", "openDays", "capacity");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        Columns columns = new(header);
        return rows.Select(row => columns.Read(row));
    }

    private sealed class Columns(Header header)
    {
        private readonly int _id = header.Of("id"), _name = header.Of("name"), _kana = header.Of("kana"), _address = header.Of("address"), _latitude = header.Of("lat"), _longitude = header.Of("lng");
        private readonly int _phone = header.Of("tel"), _web = header.Of("url"), _prefecture = header.Of("pref"), _city = header.Of("city"), _service = header.Of("serviceType");
        private readonly int _capacity = header.Of("capacity"), _days = header.Of("openDays"), _note = header.Of("openDaysNote");

        public ReadRow Read(TextRow row)
        {
            if (CareRows.NumberOf(row.At(_id)) is not { } number || FactWords.Name(row.At(_name)) is not { } name)
            {
                return new ReadRow.Rejected(row.Line, "番号（id）か名称（name）が正しくありません", row.Cells);
            }

            string service = row.At(_service);
            if (!FactWords.TryCareService(service, out ServiceSet services))
            {
                return new ReadRow.Rejected(row.Line, $"サービスの種類「{service}」は分かりません", row.Cells);
            }

            PlaceFacts facts = new PlaceFacts
            {
                Name = name, NameKana = FactWords.Kana(row.At(_kana)), Services = services.IsEmpty ? null : services.ToString(),
                Phone = FactWords.Phone(row.At(_phone)), Web = FactWords.Web(row.At(_web)),
                Hours = FactWords.OpenDays(row.At(_days)), HoursNote = FactWords.Note(row.At(_note)), Capacity = FactWords.Capacity(row.At(_capacity)),
            };
            facts = facts.WithCareNumber(number).WithAddress(row.At(_address), row.At(_prefecture), row.At(_city)).WithPoint(row.At(_latitude), row.At(_longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"{service}:{number}", facts);
        }
    }
}

/// <summary>Visiting nurses with the badges of the bureaus' register.</summary>
internal sealed class VisitingNurseReader : IPlaceReader
{
    private static readonly string s_services = ServiceSet.Of(ServiceKind.VisitingNurse).ToString();

    public string Format => "visiting_nurse";

    public bool Reads(Header header) => header.Has("jigyosho_no", "name", "address", "kouseikyoku_badges");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int number = header.Of("jigyosho_no"), name = header.Of("name"), prefecture = header.Of("pref"), city = header.Of("city"), address = header.Of("address");
        int phone = header.Of("tel"), latitude = header.Of("lat"), longitude = header.Of("lng"), web = header.Of("url"), badges = header.Of("kouseikyoku_badges");
        return rows.Select<TextRow, ReadRow>(row =>
        {
            if (CareRows.NumberOf(row.At(number)) is not { } care || FactWords.Name(row.At(name)) is not { } called)
            {
                return new ReadRow.Rejected(row.Line, "事業所番号か名称が正しくありません", row.Cells);
            }

            PlaceFacts facts = new() { Name = called, Services = s_services, Phone = FactWords.Phone(row.At(phone)), Web = FactWords.Web(row.At(web)) };
            facts = WithBadges(facts, row.At(badges).Split('|', StringSplitOptions.TrimEntries)).WithCareNumber(care)
                .WithAddress(row.At(address), row.At(prefecture), row.At(city)).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, "訪問看護:" + care, facts);
        });
    }

    /// <summary>
    /// 24時間訪問看護 (24時間対応体制加算) is granted to a station that answers at any hour. 精神科訪問看護 needs trained nurses but no past
    /// cases, hence 対応可能・実績なし. 特別管理加算 covers too many procedures to name one. No badge says nothing: only 23 prefectures have them.
    /// </summary>
    private static PlaceFacts WithBadges(PlaceFacts facts, string[] badges) => facts with
    {
        Answers24h = badges.Contains("24時間訪問看護") ? true : null,
        Capabilities = badges.Contains("精神科訪問看護")
            ? new Dictionary<CapabilityKind, CapabilityLevel> { [CapabilityKind.Psychiatric] = CapabilityLevel.PossibleWithoutRecord }
            : null,
    };
}

/// <summary>Offices of care managers (居宅介護支援), columns n, nk, c, a.</summary>
internal sealed class CareManagerReader : IPlaceReader
{
    private const int NumberAt = 2; // mhlw_kaigo_0170102313_430

    private static readonly string s_services = ServiceSet.Of(ServiceKind.CareManagerOffice).ToString();

    public string Format => "care_manager";

    public bool Reads(Header header) => header.Has("pref_code", "slug", "cat", "n", "nk", "a");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int prefecture = header.Of("pref_code"), slug = header.Of("slug"), name = header.Of("n"), kana = header.Of("nk"), city = header.Of("c"), address = header.Of("a");
        int phone = header.Of("tel"), web = header.Of("url"), latitude = header.Of("lat"), longitude = header.Of("lng");
        return rows.Select<TextRow, ReadRow>(row =>
        {
            string[] parts = row.At(slug).Split('_');
            if (parts.Length <= NumberAt || CareRows.NumberOf(parts[NumberAt]) is not { } number || FactWords.Name(row.At(name)) is not { } called)
            {
                return new ReadRow.Rejected(row.Line, "事業所番号（slug）か名称（n）が正しくありません", row.Cells);
            }

            string? inside = int.TryParse(row.At(prefecture), out int code) ? Prefectures.OfCode(code) : null;
            PlaceFacts facts = new() { Name = called, NameKana = FactWords.Kana(row.At(kana)), Services = s_services, Phone = FactWords.Phone(row.At(phone)), Web = FactWords.Web(row.At(web)) };
            facts = facts.WithCareNumber(number).WithAddress(row.At(address), inside, row.At(city)).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, "居宅介護支援:" + number, facts);
        });
    }
}
