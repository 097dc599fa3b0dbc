using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>医療情報ネット: hospitals and clinics in the ministry's layout (01-1, 02-1).</summary>
internal sealed class NaviFacilityReader(bool hospitals) : IPlaceReader
{
    /// <summary>Only the clinic file has flags of closed days. They are not read: they stand inverted (1 = open), and the hours file says the same in full.</summary>
    private const string ClosedFlagColumn = "毎週決まった曜日に休診（月）";

    public string Format => hospitals ? "navi_hospital" : "navi_clinic";

    public bool Reads(Header header) => header.Has("ID", "正式名称", "所在地", "所在地座標（緯度）") && header.Has(ClosedFlagColumn) != hospitals;

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int id = header.Of("ID"), name = header.Of("正式名称"), kana = header.Of("正式名称（フリガナ）"), address = header.Of("所在地"), web = header.Of("案内用ホームページアドレス");
        int latitude = header.Of("所在地座標（緯度）"), longitude = header.Of("所在地座標（経度）"), beds = header.Of("合計病床数"), prefecture = header.Of("都道府県コード"), closed = header.Of("その他の休診日（gw、お盆等）");
        string services = ServiceSet.Of(hospitals ? ServiceKind.Hospital : ServiceKind.Clinic).ToString();
        return rows.Select<TextRow, ReadRow>(row =>
        {
            if (NaviKeys.Of(row.At(id)) is not { } key || FactWords.Name(row.At(name)) is not { } called)
            {
                return new ReadRow.Rejected(row.Line, "IDか正式名称が正しくありません", row.Cells);
            }

            string? inside = int.TryParse(row.At(prefecture), out int code) ? Prefectures.OfCode(code) : null;
            PlaceFacts facts = new()
            {
                Name = called, NameKana = FactWords.Kana(row.At(kana)), Web = FactWords.Web(row.At(web)), Services = services, Capacity = FactWords.Capacity(row.At(beds)),
                HoursNote = FactWords.Note(row.At(closed)) is { } days ? "休診: " + days : null,
            };
            facts = facts.WithAddress(row.At(address), inside).WithPoint(row.At(latitude), row.At(longitude), Precision.Door);
            return new ReadRow.Stated(row.Line, $"{(hospitals ? "navi-h" : "navi-c")}{facts.Prefecture}:{key}", facts);
        });
    }
}

/// <summary>医療情報ネット re-packed: no coordinates, but departments.</summary>
internal sealed class NaviRepackedReader : IPlaceReader
{
    public string Format => "navi_repacked";

    public bool Reads(Header header) => header.Has("id", "name", "address", "pref", "kind", "departments") && !header.Has("serviceType");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int id = header.Of("id"), name = header.Of("name"), web = header.Of("url"), address = header.Of("address"), prefecture = header.Of("pref"), kind = header.Of("kind"), departments = header.Of("departments");
        return rows.Select<TextRow, ReadRow>(row =>
        {
            ServiceKind? service = row.At(kind) switch { "hospital" => ServiceKind.Hospital, "clinic" => ServiceKind.Clinic, _ => null };
            if (NaviKeys.Of(row.At(id)) is not { } key || FactWords.Name(row.At(name)) is not { } called || service is null)
            {
                return new ReadRow.Rejected(row.Line, "id・name・kind のいずれかが正しくありません", row.Cells);
            }

            PlaceFacts facts = new() { Name = called, Web = FactWords.Web(row.At(web)), Services = ServiceSet.Of(service.Value).ToString(), Departments = FactWords.List(row.At(departments)) };
            return new ReadRow.Stated(row.Line, $"navi-{row.At(kind)}{row.At(prefecture)}:{key}", facts.WithAddress(row.At(address), row.At(prefecture)));
        });
    }
}

/// <summary>The keys of 医療情報ネット, by which the hours file names a place.</summary>
internal static class NaviKeys
{
    private const string Scope = "navi";

    /// <summary>An id without the leading zeros that re-packing lost. 新潟県 has letters in its ids.</summary>
    public static string? Of(string id) => id.TrimStart('0') is { Length: > 0 and <= 16 } key && key.All(char.IsAsciiLetterOrDigit) ? key : null;

    /// <summary>The key in a record's source key; null for other sources and for ids too short to be of the whole country.</summary>
    public static string? In(string sourceKey)
    {
        int at = sourceKey.IndexOf(':', StringComparison.Ordinal);
        return sourceKey.StartsWith(Scope, StringComparison.Ordinal) && sourceKey.Length - at - 1 >= 11 ? sourceKey[(at + 1)..] : null;
    }
}

/// <summary>医療情報ネット hours by department (02-2, 01-2): a row per department and time band, rows of one place together. A place is open when any department is.</summary>
internal sealed class NaviHoursReader : IPlaceReader
{
    private static readonly (string Column, DayMask Day)[] Days =
    [
        ("月", DayMask.Monday), ("火", DayMask.Tuesday), ("水", DayMask.Wednesday), ("木", DayMask.Thursday),
        ("金", DayMask.Friday), ("土", DayMask.Saturday), ("日", DayMask.Sunday), ("祝", DayMask.Holiday),
    ];

    public string Format => "navi_hours";

    public bool Reads(Header header) => header.Has("ID", "診療科目名", "診療時間帯", "月_診療開始時間", "祝_診療終了時間");

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int id = header.Of("ID"), department = header.Of("診療科目名");
        (int Opens, int Closes, DayMask Day)[] columns = [.. Days.Select(day => (header.Of(day.Column + "_診療開始時間"), header.Of(day.Column + "_診療終了時間"), day.Day))];
        List<TextRow> place = [];
        foreach (TextRow row in rows)
        {
            if (place.Count > 0 && place[0].At(id) != row.At(id))
            {
                yield return Place(place, id, department, columns);
                place = [];
            }

            place.Add(row);
        }

        if (place.Count > 0)
        {
            yield return Place(place, id, department, columns);
        }
    }

    private static ReadRow Place(List<TextRow> rows, int id, int department, (int Opens, int Closes, DayMask Day)[] columns)
    {
        if (NaviKeys.Of(rows[0].At(id)) is not { } key)
        {
            return new ReadRow.Rejected(rows[0].Line, "IDが正しくありません", rows[0].Cells);
        }

        List<(DayMask Day, int Opens, int Closes)> open = [];
        foreach (TextRow row in rows)
        {
            foreach ((int opens, int closes, DayMask day) in columns)
            {
                if (TryMinute(row.At(opens), out int from) && TryMinute(row.At(closes), out int to) && from < to)
                {
                    open.Add((day, from, to));
                }
            }
        }

        string[] departments = [.. rows.Select(row => row.At(department)).Where(name => name.Length > 0).Distinct()];
        PlaceFacts facts = new() { Hours = HoursOf(open), Departments = departments.Length > 0 ? departments : null };
        return facts.Hours is null
            ? new ReadRow.Rejected(rows[0].Line, "診療時間が一つも読み取れません", rows[0].Cells)
            : new ReadRow.Stated(rows[0].Line, "navi-hours:" + key, facts);
    }

    /// <summary>Overlapping spans of a day are joined, days with the same spans are named together.</summary>
    private static string? HoursOf(List<(DayMask Day, int Opens, int Closes)> open)
    {
        Dictionary<string, (DayMask Days, List<(int Opens, int Closes)> Spans)> bySpans = [];
        foreach (IGrouping<DayMask, (DayMask Day, int Opens, int Closes)> day in open.GroupBy(span => span.Day).OrderBy(day => day.Key))
        {
            List<(int Opens, int Closes)> spans = [];
            foreach ((_, int opens, int closes) in day.OrderBy(span => span.Opens))
            {
                if (spans.Count > 0 && opens <= spans[^1].Closes)
                {
                    spans[^1] = (spans[^1].Opens, Math.Max(spans[^1].Closes, closes));
                }
                else
                {
                    spans.Add((opens, closes));
                }
            }

            string text = string.Join(',', spans);
            bySpans[text] = bySpans.TryGetValue(text, out (DayMask Days, List<(int, int)> Spans) same) ? (same.Days | day.Key, same.Spans) : (day.Key, spans);
        }

        List<HoursSpan> all = [.. bySpans.Values.SelectMany(days => days.Spans.Select(span => new HoursSpan(days.Days, HoursKind.Open, span.Opens, span.Closes)))];
        if (all.Count == 0)
        {
            return null;
        }

        // The file has a column for holidays: a place that states hours but none for them is closed.
        DayMask closed = (DayMask.Everyday | DayMask.Holiday) & ~all.Aggregate(DayMask.None, (days, span) => days | span.Days);
        return new WeeklyHours(closed == DayMask.None ? all : [.. all, new HoursSpan(closed, HoursKind.Closed)]).ToString();
    }

    private static bool TryMinute(string text, out int minute)
    {
        minute = 0;
        string[] parts = text.Split(':');
        if (parts.Length != 2 || !int.TryParse(parts[0], out int hour) || !int.TryParse(parts[1], out int past) || hour is < 0 or > 24 || past is < 0 or > 59)
        {
            return false;
        }

        minute = hour * 60 + past;
        return true;
    }
}
