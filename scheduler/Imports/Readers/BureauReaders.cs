using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>What the bureau's register states of one institution, extracted or from its workbook.</summary>
internal sealed record BureauEntry(
    string PrefectureCode, string Prefecture, string Section, string Institution, string Name, string PostalCode, string Address,
    string Phone, string Fax, string Beds, string Kind, IReadOnlyCollection<string> Marks)
{
    /// <summary>Fewer beds than these make a clinic (医療法第1条の5).</summary>
    private const int HospitalBedsMin = 20;

    /// <summary>The row as facts, or why it cannot be.</summary>
    public ReadRow ToRow(int line, string[] cells)
    {
        char? section = Section switch { "医科" => MedicalWords.Medical, "歯科" => MedicalWords.Dental, "薬局" => MedicalWords.Pharmacy, _ => null };
        string? code = section is { } digit ? MedicalWords.CodeOf(PrefectureCode, digit, Institution) : null;
        if (code is null || FactWords.Name(Name) is not { } name)
        {
            return new ReadRow.Rejected(line, "区分・医療機関番号・医療機関名称のいずれかが正しくありません", cells);
        }

        int? beds = FactWords.Beds(Beds);
        bool isHospital = Kind.Contains("病院", StringComparison.Ordinal) || beds >= HospitalBedsMin || (Kind.Length == 0 && MedicalWords.IsHospitalName(name));
        PlaceFacts facts = new PlaceFacts
        {
            Name = name, PostalCode = FactWords.PostalCode(PostalCode), Phone = FactWords.Phone(Phone), Fax = FactWords.Phone(Fax), Capacity = beds, MedicalCode = code,
        };
        facts = facts.WithAddress(Address, Prefecture).WithMarks(Marks, section!.Value, isHospital);
        return new ReadRow.Stated(line, $"{PrefectureCode}{Section}:{code}", facts);
    }
}

/// <summary>The register as an extracted CSV, one row per institution, marks joined by |.</summary>
internal sealed class BureauRegisterReader : IPlaceReader
{
    public string Format => "bureau_register";

    public bool Reads(Header header) => header.Has("都道府県コード", "区分", "医療機関番号", "医療機関名称", "在宅関連受理記号", "在宅療養支援区分");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int code = header.Of("都道府県コード"), prefecture = header.Of("都道府県名"), section = header.Of("区分"), institution = header.Of("医療機関番号"), name = header.Of("医療機関名称");
        int postal = header.Of("郵便番号"), address = header.Of("住所"), phone = header.Of("電話番号"), fax = header.Of("FAX番号"), beds = header.Of("病床数"), kind = header.Of("種別");
        int marks = header.Of("在宅関連受理記号"), support = header.Of("在宅療養支援区分");
        return rows.Select(row => new BureauEntry(
            row.At(code), row.At(prefecture), row.At(section), row.At(institution), row.At(name), row.At(postal), row.At(address), row.At(phone), row.At(fax), row.At(beds), row.At(kind),
            [.. row.At(marks).Split('|'), .. row.At(support).Split('|')]).ToRow(row.Line, row.Cells));
    }
}

/// <summary>The bureau's own workbook: header on row 4, one row per institution and standard, rows of one institution together.</summary>
internal sealed class BureauWorkbookReader : IPlaceReader
{
    public string Format => "bureau_workbook";

    public bool Reads(Header header) => header.Has("医療機関番号", "医療機関名称", "受理届出名称", "受理記号");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        Columns columns = new(header);
        TextRow? first = null;
        List<string> marks = [];
        foreach (TextRow row in rows)
        {
            if (first is not null && columns.KeyOf(row) != columns.KeyOf(first))
            {
                yield return columns.Entry(first, marks).ToRow(first.Line, first.Cells);
                first = null;
            }

            if (first is null)
            {
                first = row;
                marks = [];
            }

            marks.Add(columns.MarkOf(row));
        }

        if (first is not null)
        {
            yield return columns.Entry(first, marks).ToRow(first.Line, first.Cells);
        }
    }

    private sealed class Columns(Header header)
    {
        private readonly int _code = header.Of("都道府県コード"), _prefecture = header.Of("都道府県名"), _section = header.Of("区分"), _institution = header.Of("医療機関番号");
        private readonly int _name = header.Of("医療機関名称"), _postal = header.Of("医療機関所在地（郵便番号）"), _address = header.Of("医療機関所在地（住所）"), _phone = header.Of("電話番号");
        private readonly int _fax = header.Of("FAX番号"), _beds = header.Of("病床数"), _mark = header.Of("受理記号"), _kind = header.Of("種別");

        public string KeyOf(TextRow row) => $"{row.At(_code)}{row.At(_section)}{row.At(_institution)}";

        public string MarkOf(TextRow row) => row.At(_mark);

        public BureauEntry Entry(TextRow row, List<string> marks) => new(
            row.At(_code), row.At(_prefecture), row.At(_section), row.At(_institution), row.At(_name), row.At(_postal), row.At(_address), row.At(_phone), row.At(_fax), row.At(_beds), row.At(_kind), marks);
    }
}

/// <summary>Institutions that visit at home, joined from registers and point lists; <c>coord_flag</c> marks coordinates not to be believed.</summary>
internal sealed class HomeVisitJoinedReader : IPlaceReader
{
    public string Format => "home_visit_joined";

    public bool Reads(Header header) => header.Has("code", "name", "zaitaku_shien_kubun", "zaitaku_kijun_symbols", "in_homevisit_list", "coord_flag");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int support = header.Of("zaitaku_shien_kubun"), marks = header.Of("zaitaku_kijun_symbols"), listed = header.Of("in_homevisit_list"), departments = header.Of("departments");
        int phone = header.Of("tel"), web = header.Of("url"), kind = header.Of("navii_kind"), latitude = header.Of("lat"), longitude = header.Of("lng"), flag = header.Of("coord_flag");
        JoinedColumns joined = new(header);
        return rows.Select(row => joined.Read(row, Format, (facts, name) =>
        {
            bool visits = row.At(listed) == "1";
            bool isHospital = row.At(kind) == "hospital" || (row.At(kind).Length == 0 && MedicalWords.IsHospitalName(name));
            facts = facts with
            {
                Phone = FactWords.Phone(row.At(phone)), Web = FactWords.Web(row.At(web)), Departments = FactWords.List(row.At(departments)), HomeVisits = visits ? true : null,
                Services = visits ? ServiceSet.Of(ServiceKind.HomeVisitDoctor).ToString() : null,
            };
            facts = facts.WithMarks([.. row.At(marks).Split('|'), .. row.At(support).Split('|')], MedicalWords.Medical, isHospital);
            return row.At(flag).Length > 0 ? facts : facts.WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
        }));
    }
}

/// <summary>Every insured institution with the centre of its town.</summary>
internal sealed class MedicalAllReader : IPlaceReader
{
    public string Format => "medical_all";

    public bool Reads(Header header) => header.Has("code", "name", "zip", "address", "town_lat", "town_lng", "town_level") && !header.Has("coord_flag");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        JoinedColumns joined = new(header);
        return rows.Select(row => joined.Read(row, Format, (facts, name) => facts with
        {
            Services = ServiceSet.Of(MedicalWords.IsHospitalName(name) ? ServiceKind.Hospital : ServiceKind.Clinic).ToString(),
        }));
    }
}

/// <summary>The columns that both joined medical files share.</summary>
internal sealed class JoinedColumns(Header header)
{
    private const int PrefectureDigits = 2;

    private readonly int _code = header.Of("code"), _prefecture = header.Of("pref"), _city = header.Of("city"), _name = header.Of("name"), _postal = header.Of("zip");
    private readonly int _address = header.Of("address"), _latitude = header.Of("town_lat"), _longitude = header.Of("town_lng");

    /// <summary>Reads what is common, lets <paramref name="more"/> add the rest, and falls back on the centre of the town for the point.</summary>
    public ReadRow Read(TextRow row, string scope, Func<PlaceFacts, string, PlaceFacts> more)
    {
        string digits = row.At(_code).PadLeft(PrefectureDigits + 7, '0');
        string? code = digits.Length == PrefectureDigits + 7 ? MedicalWords.CodeOf(digits[..PrefectureDigits], MedicalWords.Medical, digits[PrefectureDigits..]) : null;
        if (code is null || FactWords.Name(row.At(_name)) is not { } name)
        {
            return new ReadRow.Rejected(row.Line, "医療機関コード（code）か名称（name）が正しくありません", row.Cells);
        }

        PlaceFacts facts = new PlaceFacts { Name = name, PostalCode = FactWords.PostalCode(row.At(_postal)), MedicalCode = code }
            .WithAddress(row.At(_address), row.At(_prefecture), row.At(_city));
        facts = more(facts, name);
        facts = facts.Latitude is null ? facts.WithPoint(row.At(_latitude), row.At(_longitude), Precision.Town) : facts;
        return new ReadRow.Stated(row.Line, $"{scope}:{code}", facts);
    }
}
