using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>Medical and care places of some cities in one list, with how exact each coordinate is.</summary>
internal sealed class CityJoinedReader : IPlaceReader
{
    private const int MedicalCodeDigits = 9;

    public string Format => "city_joined";

    public bool Reads(Header header) => header.Has("pref", "city", "domain", "kind", "name", "coord_level", "home_visit", "id");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        Columns columns = new(header);
        return rows.Select(row => columns.Read(row));
    }

    private sealed class Columns(Header header)
    {
        private readonly int _prefecture = header.Of("pref"), _city = header.Of("city"), _domain = header.Of("domain"), _kind = header.Of("kind"), _name = header.Of("name"), _kana = header.Of("kana");
        private readonly int _address = header.Of("address"), _phone = header.Of("tel"), _latitude = header.Of("lat"), _longitude = header.Of("lng"), _level = header.Of("coord_level");
        private readonly int _visits = header.Of("home_visit"), _support = header.Of("zaitaku_shien_kubun"), _features = header.Of("departments_or_features");
        private readonly int _days = header.Of("open_days"), _note = header.Of("open_days_note"), _capacity = header.Of("capacity"), _id = header.Of("id");

        public ReadRow Read(TextRow row)
        {
            bool isMedical = row.At(_domain) == "medical";
            if (FactWords.Name(row.At(_name)) is not { } name)
            {
                return new ReadRow.Rejected(row.Line, "名称（name）が空です", row.Cells);
            }

            PlaceFacts facts = new PlaceFacts { Name = name, NameKana = FactWords.Kana(row.At(_kana)), Phone = FactWords.Phone(row.At(_phone)) }
                .WithAddress(row.At(_address), row.At(_prefecture), row.At(_city));
            facts = facts.WithPoint(row.At(_latitude), row.At(_longitude), row.At(_level) == "point" ? Precision.Door : Precision.Town);
            return isMedical ? Medical(row, facts, name) : Care(row, facts);
        }

        private ReadRow Medical(TextRow row, PlaceFacts facts, string name)
        {
            string id = row.At(_id);
            if (id.Length != MedicalCodeDigits || MedicalWords.CodeOf(id[..2], MedicalWords.Medical, id[2..]) is not { } code)
            {
                return new ReadRow.Rejected(row.Line, "医療機関コード（id）が9桁ではありません", row.Cells);
            }

            bool visits = row.At(_visits) == "1";
            bool isHospital = row.At(_kind) == "hospital" || (row.At(_kind).Length == 0 && MedicalWords.IsHospitalName(name));
            facts = facts with
            {
                MedicalCode = code, HomeVisits = visits ? true : null, Departments = FactWords.List(row.At(_features)),
                Services = visits ? ServiceSet.Of(ServiceKind.HomeVisitDoctor).ToString() : null,
            };
            return new ReadRow.Stated(row.Line, $"medical{facts.Municipality}:{code}", facts.WithMarks(row.At(_support).Split('|'), MedicalWords.Medical, isHospital));
        }

        private ReadRow Care(TextRow row, PlaceFacts facts)
        {
            string kind = row.At(_kind);
            if (CareRows.NumberOf(row.At(_id)) is not { } number || !FactWords.TryCareService(kind, out ServiceSet services))
            {
                return new ReadRow.Rejected(row.Line, $"事業所番号（id）かサービス「{kind}」が正しくありません", row.Cells);
            }

            facts = facts with
            {
                Services = services.IsEmpty ? null : services.ToString(), Hours = FactWords.OpenDays(row.At(_days)), HoursNote = FactWords.Note(row.At(_note)),
                Capacity = FactWords.Capacity(row.At(_capacity)), Answers24h = row.At(_features).Contains("24時間訪問看護", StringComparison.Ordinal) ? true : null,
            };
            return new ReadRow.Stated(row.Line, $"{kind}{facts.Municipality}:{number}", facts.WithCareNumber(number));
        }
    }
}

/// <summary>A city's map of care offices (GeoJSON): one point may offer several services.</summary>
internal sealed class CityCareMapReader : IPlaceReader
{
    public string Format => "city_care_map";

    public bool Reads(Header header) => header.Has("jigyosho_id", "name", "service_type", "address_full", GeoJsonRows.Latitude);

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int id = header.Of("jigyosho_id"), name = header.Of("name"), service = header.Of("service_type"), address = header.Of("address_full"), phone = header.Of("tel"), capacity = header.Of("capacity");
        int latitude = header.Of(GeoJsonRows.Latitude), longitude = header.Of(GeoJsonRows.Longitude);
        return rows.Select<TextRow, ReadRow>(row =>
        {
            ServiceSet services = ServiceSet.Empty;
            foreach (string word in row.At(service).Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                services = FactWords.TryCareService(word, out ServiceSet one) ? services.Union(one) : services;
            }

            if (CareRows.NumberOf(row.At(id)) is not { } number || FactWords.Name(row.At(name)) is not { } called || services.IsEmpty)
            {
                return new ReadRow.Rejected(row.Line, "事業所番号・名称・サービスのいずれかが正しくありません", row.Cells);
            }

            PlaceFacts facts = new() { Name = called, Services = services.ToString(), Phone = FactWords.Phone(row.At(phone)), Capacity = FactWords.Capacity(row.At(capacity)) };
            facts = facts.WithCareNumber(number).WithAddress(row.At(address)).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"care{facts.Municipality}:{number}", facts);
        });
    }
}

/// <summary>A city's map of medical institutions (GeoJSON). A dental clinic is kept, but only a visiting one is a service people ask for.</summary>
internal sealed class CityMedicalMapReader : IPlaceReader
{
    public string Format => "city_medical_map";

    public bool Reads(Header header) => header.Has("facility_id", "name", "category", "address_full", GeoJsonRows.Latitude);

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int id = header.Of("facility_id"), name = header.Of("name"), category = header.Of("category"), address = header.Of("address_full"), web = header.Of("website"), beds = header.Of("total_beds");
        int latitude = header.Of(GeoJsonRows.Latitude), longitude = header.Of(GeoJsonRows.Longitude);
        return rows.Select<TextRow, ReadRow>(row =>
        {
            if (NaviKeys.Of(row.At(id)) is not { } key || FactWords.Name(row.At(name)) is not { } called)
            {
                return new ReadRow.Rejected(row.Line, "facility_id か名称が正しくありません", row.Cells);
            }

            ServiceSet services = row.At(category) switch
            {
                "med_hospital" => ServiceSet.Of(ServiceKind.Hospital),
                "med_clinic" => ServiceSet.Of(ServiceKind.Clinic),
                _ => ServiceSet.Empty,
            };
            PlaceFacts facts = new() { Name = called, Services = services.IsEmpty ? null : services.ToString(), Web = FactWords.Web(row.At(web)), Capacity = FactWords.Capacity(row.At(beds)) };
            facts = facts.WithAddress(row.At(address)).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"navi-map{facts.Municipality}:{key}", facts);
        });
    }
}

/// <summary>A city's map of community support centres (GeoJSON): a bare name such as はなまる, so its kind is put in front.</summary>
internal sealed class CitySupportCenterMapReader : IPlaceReader
{
    private const string Kind = "地域包括支援センター";

    public string Format => "city_support_center_map";

    public bool Reads(Header header) => header.Has("center_name", "address_full", "school_districts", GeoJsonRows.Latitude);

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int name = header.Of("center_name"), address = header.Of("address_full"), phone = header.Of("tel"), districts = header.Of("school_districts");
        int latitude = header.Of(GeoJsonRows.Latitude), longitude = header.Of(GeoJsonRows.Longitude);
        return rows.Select<TextRow, ReadRow>(row =>
        {
            if (FactWords.Name(row.At(name)) is not { } called)
            {
                return new ReadRow.Rejected(row.Line, "名称（center_name）が空です", row.Cells);
            }

            PlaceFacts facts = new()
            {
                Name = called.Contains(Kind, StringComparison.Ordinal) ? called : $"{Kind} {called}", Services = ServiceSet.Of(ServiceKind.CommunitySupportCenter).ToString(),
                Phone = FactWords.Phone(row.At(phone)), Note = FactWords.Note(row.At(districts)) is { } schools ? "担当の小学校区: " + schools : null,
            };
            facts = facts.WithAddress(row.At(address)).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"{facts.Municipality}:{called}", facts);
        });
    }
}
