using System.Globalization;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Corrections;

/// <summary>Everything a coordinator can write about a place, in the order of the form.</summary>
public static class FactSheet
{
    private const int NoteMax = 60;

    /// <summary>Not a field of the form: said by its own buttons.</summary>
    public const string Closed = "closed";

    private static readonly (string Id, string Words)[] YesOrNo = [("yes", "はい"), ("no", "いいえ")];

    private static readonly (string Id, string Words)[] Levels =
        [.. new[] { CapabilityLevel.Possible, CapabilityLevel.PossibleWithoutRecord, CapabilityLevel.Consult, CapabilityLevel.No }.Select(level => (IdOf(level), level.Name()))];

    public static IReadOnlyList<FactGroup> Groups { get; } =
    [
        new("名前と連絡先",
        [
            Line("name", "名前", facts => facts.Name, (facts, text) => facts with { Name = text }) with { MayBeUnknown = false },
            Line("name_kana", "フリガナ", facts => facts.NameKana, (facts, text) => facts with { NameKana = text }),
            new("phone", "電話", FactKind.Line, facts => facts.Phone ?? "", (facts, text, _) => FactWords.PhoneAlone(text) is { } phone ? facts with { Phone = phone } : new FactReading(facts, NoPhone)),
            new("fax", "FAX", FactKind.Line, facts => facts.Fax ?? "", (facts, text, _) => FactWords.PhoneAlone(text) is { } fax ? facts with { Fax = fax } : new FactReading(facts, NoPhone)),
            new("municipality", "住所", FactKind.Line, facts => $"{facts.Municipality}{facts.Town}{facts.AddressRest}", FactTexts.Address) { MayBeUnknown = false, Hint = "市区町村から" },
            new("postal_code", "郵便番号", FactKind.Line, facts => FactTexts.PostalCode(facts.PostalCode), (facts, text, _) => FactWords.PostalCode(text) is { } code ? facts with { PostalCode = code } : new FactReading(facts, "7桁の数字で書いてください。")),
            new("latitude", "地図の位置", FactKind.Line, FactTexts.Point, FactTexts.Point) { Hint = "緯度, 経度。地図のサイトで入口を選ぶと出ます。例: 38.7274, 139.8262" },
            new("web", "ホームページ", FactKind.Line, facts => facts.Web ?? "", (facts, text, _) => FactTexts.Web(text) is { } web ? facts with { Web = web } : new FactReading(facts, "http:// か https:// で始まる URL を書いてください。")) { LettersMax = 300 },
        ]),
        new("時間と窓口",
        [
            new("hours", "営業時間と休み", FactKind.Line, facts => facts.Hours ?? "", Hours) { LettersMax = 400, Hint = "例: 月-金 9:00-12:00,14:00-18:00; 土 9:00-12:00; 日祝 休" },
            Line("hours_note", "時間の注意", facts => facts.HoursNote, (facts, text) => facts with { HoursNote = text }) with { LettersMax = 500, Hint = "お盆・年末年始の休みなど" },
            new("contact_windows", "専門職の連絡窓口", FactKind.Lines, facts => FactTexts.Windows(facts.ContactWindows), Windows)
                { LettersMax = 1_000, Hint = "1行にひとつ。例: 電話: 月-金 12:30-13:30（師長あて）。ご本人・ご家族には見せません。" },
        ]),
        new("サービス",
        [
            new("services", "サービス", FactKind.Services, facts => facts.ServiceSet.ToString(), (facts, text, _) => facts with { Services = ServiceSet.Parse(text).ToString() }) { MayBeUnknown = false },
        ]),
        new("受け入れ",
        [
            YesNo("accepting_new", "新規の受け入れ", facts => facts.AcceptingNew, (facts, value) => facts with { AcceptingNew = value }),
            Line("accepting_note", "受け入れの様子", facts => facts.AcceptingNote, (facts, text) => facts with { AcceptingNote = text }) with { Hint = "空き2床、来月から、など" },
            new("capacity", "定員・床数", FactKind.Line, facts => facts.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "",
                (facts, text, _) => FactWords.Capacity(text) is { } number ? facts with { Capacity = number } : new FactReading(facts, $"1 から {FactWords.CapacityMax:N0} までの数で書いてください。")),
            YesNo("female_staff", "女性スタッフ", facts => facts.FemaleStaff, (facts, value) => facts with { FemaleStaff = value }),
            Items("service_area", "訪問先", facts => facts.ServiceArea, (facts, items) => facts with { ServiceArea = items }) with { LettersMax = 500, Hint = "市区町村や町の名前を「、」で区切ります" },
        ]),
        new("診療",
        [
            YesNo("answers24h", "24時間対応", facts => facts.Answers24h, (facts, value) => facts with { Answers24h = value }),
            YesNo("house_calls", "往診", facts => facts.HouseCalls, (facts, value) => facts with { HouseCalls = value }),
            YesNo("home_visits", "訪問診療", facts => facts.HomeVisits, (facts, value) => facts with { HomeVisits = value }),
            YesNo("end_of_life_care", "看取り", facts => facts.EndOfLifeCare, (facts, value) => facts with { EndOfLifeCare = value }),
            new("home_care_class", "在宅療養支援の届出", FactKind.Choice, facts => facts.HomeCareClass?.ToString() ?? "", Class) { Choices = [.. Enum.GetValues<HomeCareClass>().Select(value => (value.ToString(), DirectoryWords.Name(value)))] },
            Items("departments", "診療科", facts => facts.Departments, (facts, items) => facts with { Departments = items }) with { LettersMax = 500, Hint = "「、」で区切ります" },
        ]),
        new("メモと見せる相手",
        [
            Line("note", "メモ", facts => facts.Note, (facts, text) => facts with { Note = text }) with { LettersMax = 500, Hint = "だれにでも見えます。個人の名前は書きません。" },
            new("scope", "見せる相手", FactKind.Choice, facts => facts.Scope == PublicationScope.Professionals ? "professionals" : "public",
                (facts, text, _) => facts with { Scope = text == "professionals" ? PublicationScope.Professionals : PublicationScope.Public })
                { MayBeUnknown = false, Choices = [("public", "だれにでも"), ("professionals", "専門職だけに")] },
        ]),
        new("できること", [.. CapabilityKinds.All.Select(Capability)]),
    ];

    public static IReadOnlyList<FactField> All { get; } = [.. Groups.SelectMany(group => group.Fields)];

    private static readonly Dictionary<string, FactField> ByKey = All.ToDictionary(field => field.Key, StringComparer.Ordinal);

    public static FactField? Find(string key) => ByKey.GetValueOrDefault(key);

    public static string LabelOf(string key) => key == Closed ? "閉鎖" : Find(key)?.Label ?? key;

    /// <summary>Facts a statement speaks of, those it calls unknown included.</summary>
    public static IEnumerable<string> KeysOf(PlaceFacts stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        return
        [
            .. All.Where(field => field.Key == "scope" ? stated.Scope is not null : field.Read(stated).Length > 0 || stated.Unknown?.Contains(field.Key) == true).Select(field => field.Key),
            .. stated.IsClosed is null ? (string[])[] : [Closed],
        ];
    }

    /// <summary>The statement without one of its facts.</summary>
    public static PlaceFacts Without(PlaceFacts stated, string key)
    {
        ArgumentNullException.ThrowIfNull(stated);
        string[] unknown = [.. (stated.Unknown ?? []).Where(fact => fact != key)];
        PlaceFacts rest = stated with { Unknown = unknown.Length > 0 ? unknown : null };
        if (CapabilityOf(key) is { } kind)
        {
            Dictionary<CapabilityKind, CapabilityLevel> levels = new(rest.Capabilities ?? new Dictionary<CapabilityKind, CapabilityLevel>());
            Dictionary<CapabilityKind, string> notes = new(rest.CapabilityNotes ?? new Dictionary<CapabilityKind, string>());
            levels.Remove(kind);
            notes.Remove(kind);
            return rest with { Capabilities = levels.Count > 0 ? levels : null, CapabilityNotes = notes.Count > 0 ? notes : null };
        }

        return key switch
        {
            "name" => rest with { Name = null }, "name_kana" => rest with { NameKana = null }, "phone" => rest with { Phone = null }, "fax" => rest with { Fax = null }, "web" => rest with { Web = null },
            "municipality" => rest with { Prefecture = null, Municipality = null, Town = null, AddressRest = null }, "postal_code" => rest with { PostalCode = null },
            "latitude" => rest with { Latitude = null, Longitude = null, Precision = null }, "hours" => rest with { Hours = null }, "hours_note" => rest with { HoursNote = null },
            "contact_windows" => rest with { ContactWindows = null }, "services" => rest with { Services = null }, "accepting_new" => rest with { AcceptingNew = null },
            "accepting_note" => rest with { AcceptingNote = null }, "answers24h" => rest with { Answers24h = null }, "house_calls" => rest with { HouseCalls = null }, "home_visits" => rest with { HomeVisits = null },
            "end_of_life_care" => rest with { EndOfLifeCare = null }, "female_staff" => rest with { FemaleStaff = null }, "home_care_class" => rest with { HomeCareClass = null },
            "service_area" => rest with { ServiceArea = null }, "capacity" => rest with { Capacity = null }, "departments" => rest with { Departments = null }, "note" => rest with { Note = null },
            "scope" => rest with { Scope = null }, Closed => rest with { IsClosed = null }, _ => rest,
        };
    }

    private const string NoPhone = "0 から始まる10桁か11桁の番号を書いてください。";

    private static FactField Line(string key, string label, Func<PlaceFacts, string?> read, Func<PlaceFacts, string, PlaceFacts> write) =>
        new(key, label, FactKind.Line, facts => read(facts) ?? "", (facts, text, _) => write(facts, text));

    private static FactField YesNo(string key, string label, Func<PlaceFacts, bool?> read, Func<PlaceFacts, bool, PlaceFacts> write) =>
        new(key, label, FactKind.YesNo, facts => read(facts) switch { true => "yes", false => "no", null => "" }, (facts, text, _) => write(facts, text == "yes")) { Choices = YesOrNo };

    private static FactField Items(string key, string label, Func<PlaceFacts, IReadOnlyList<string>?> read, Func<PlaceFacts, IReadOnlyList<string>, PlaceFacts> write) =>
        new(key, label, FactKind.Line, facts => FactTexts.Items(read(facts)), (facts, text, _) => FactTexts.Items(text) is { } items ? write(facts, items) : new FactReading(facts, "50 件までにしてください。"));

    private static FactReading Hours(PlaceFacts facts, string text, PlaceFacts place) =>
        WeeklyHours.TryParse(text, out WeeklyHours hours, out string problem) ? facts with { Hours = hours.ToString() } : new FactReading(facts, problem + "。例: 月-金 9:00-17:00; 土日祝 休");

    private static FactReading Windows(PlaceFacts facts, string text, PlaceFacts place)
    {
        IReadOnlyList<ContactWindow> windows = ContactWindowText.Read(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), out string problem, out _);
        return problem.Length > 0 ? new FactReading(facts, problem + "。") : facts with { ContactWindows = windows };
    }

    private static FactReading Class(PlaceFacts facts, string text, PlaceFacts place) =>
        Enum.TryParse(text, out HomeCareClass known) && Enum.IsDefined(known) ? facts with { HomeCareClass = known } : new FactReading(facts, "一覧から選んでください。");

    private static FactField Capability(CapabilityKind kind) => new(KeyOf(kind), kind.Name(), FactKind.Level, facts => CapabilityText(facts, kind), (facts, text, _) => WithCapability(facts, kind, text))
    {
        Choices = Levels, LettersMax = NoteMax + 30,
    };

    private static string CapabilityText(PlaceFacts facts, CapabilityKind kind) =>
        facts.Capabilities?.GetValueOrDefault(kind) is { } level and not CapabilityLevel.Unknown
            ? IdOf(level) + (facts.CapabilityNotes?.GetValueOrDefault(kind) is { } note ? FactField.NoteMark + note : "") : "";

    private static FactReading WithCapability(PlaceFacts facts, CapabilityKind kind, string text)
    {
        string[] parts = text.Split(FactField.NoteMark, 2);
        CapabilityLevel level = Enum.GetValues<CapabilityLevel>().FirstOrDefault(value => value != CapabilityLevel.Unknown && IdOf(value) == parts[0]);
        if (level == CapabilityLevel.Unknown)
        {
            return new FactReading(facts, "条件を書くときは、できるかどうかも選んでください。");
        }

        Dictionary<CapabilityKind, string>? notes = parts is [_, { Length: > 0 } note] ? new(facts.CapabilityNotes ?? new Dictionary<CapabilityKind, string>()) { [kind] = note } : null;
        return facts with
        {
            Capabilities = new Dictionary<CapabilityKind, CapabilityLevel>(facts.Capabilities ?? new Dictionary<CapabilityKind, CapabilityLevel>()) { [kind] = level },
            CapabilityNotes = notes ?? facts.CapabilityNotes,
        };
    }

    private static string KeyOf(CapabilityKind kind) => "capabilities." + kind.Id();

    private static CapabilityKind? CapabilityOf(string key) =>
        key.StartsWith("capabilities.", StringComparison.Ordinal) && CapabilityKinds.TryParse(key["capabilities.".Length..], out CapabilityKind kind) ? kind : null;

    private static string IdOf(CapabilityLevel level) => level switch
    {
        CapabilityLevel.Possible => "possible", CapabilityLevel.PossibleWithoutRecord => "without_record", CapabilityLevel.Consult => "consult", CapabilityLevel.No => "no", _ => "",
    };
}
