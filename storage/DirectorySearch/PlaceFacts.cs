using System.Text.Json;
using System.Text.Json.Serialization;
using Zaitaku.Storage.Corrections;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>How exactly a coordinate names the door. Stored as text.</summary>
public enum Precision
{
    /// <summary>No coordinate, or one nobody vouches for.</summary>
    Unknown,

    /// <summary>The centre of the town or municipality: distances from it are "from the middle of town".</summary>
    Town,

    /// <summary>The building.</summary>
    Door,
}

/// <summary>Class of a registered home-care institution (在宅療養支援診療所・病院, 在宅療養後方支援病院).</summary>
public enum HomeCareClass
{
    /// <summary>支援診１: enhanced, single.</summary>
    ClinicEnhancedSingle,

    /// <summary>支援診２: enhanced, joint.</summary>
    ClinicEnhancedJoint,

    /// <summary>支援診３: ordinary.</summary>
    ClinicOrdinary,

    /// <summary>支援病１.</summary>
    HospitalEnhancedSingle,

    /// <summary>支援病２.</summary>
    HospitalEnhancedJoint,

    /// <summary>支援病３.</summary>
    HospitalOrdinary,

    /// <summary>在後病: takes registered home patients in when they get worse.</summary>
    BackupHospital,
}

/// <summary>Who may see a place.</summary>
public enum PublicationScope
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Registered professionals only.</summary>
    Professionals,
}

/// <summary>How a professional reaches the doctor.</summary>
public enum ContactRoute { Phone, Fax, Mail, Teams }

/// <summary>When and by which route a place takes calls from professionals. Never shown to residents.</summary>
/// <param name="Hours">Text form of <see cref="WeeklyHours"/>, or null when only the route is known.</param>
public sealed record ContactWindow(ContactRoute Route, string? Hours, string? Note = null);

/// <summary>
/// What one source states about one place, or, after the merge, what the directory holds to be true. Null means "not stated":
/// absence is never "no". Stored as JSON with nulls left out.
/// </summary>
public sealed record PlaceFacts
{
    public string? Name { get; init; }

    /// <summary>Full-width katakana.</summary>
    public string? NameKana { get; init; }

    public IReadOnlyList<string>? FormerNames { get; init; }

    /// <summary>Service ids as <see cref="ServiceSet.ToString"/> writes them; merged by union.</summary>
    public string? Services { get; init; }

    /// <summary>Seven digits without a hyphen.</summary>
    public string? PostalCode { get; init; }

    /// <summary>都道府県, such as 山形県.</summary>
    public string? Prefecture { get; init; }

    /// <summary>Municipality without county, ward included: 鶴岡市, 横浜市青葉区, 壬生町, 板橋区.</summary>
    public string? Municipality { get; init; }

    /// <summary>大字・町丁目 up to the 丁目, numerals as arabic half-width digits.</summary>
    public string? Town { get; init; }

    /// <summary>The rest of the address: block, number, building.</summary>
    public string? AddressRest { get; init; }

    /// <summary>Degrees, WGS84.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public Precision? Precision { get; init; }

    /// <summary>Digits and hyphens, half-width.</summary>
    public string? Phone { get; init; }

    public string? Fax { get; init; }

    public string? Web { get; init; }

    /// <summary>Opening hours in the text form of <see cref="WeeklyHours"/>.</summary>
    public string? Hours { get; init; }

    /// <summary>Service id → its hours where they differ from <see cref="Hours"/>, empty where nobody states them: the day care of a hospital keeps its own days. Written by the merge only.</summary>
    public IReadOnlyDictionary<string, string>? ServiceHours { get; init; }

    public string? HoursNote { get; init; }

    public IReadOnlyList<ContactWindow>? ContactWindows { get; init; }

    /// <summary>Capability id → level. A capability that is not listed is unknown.</summary>
    public IReadOnlyDictionary<CapabilityKind, CapabilityLevel>? Capabilities { get; init; }

    /// <summary>往診: comes when called.</summary>
    public bool? HouseCalls { get; init; }

    /// <summary>訪問診療: comes by plan.</summary>
    public bool? HomeVisits { get; init; }

    /// <summary>看取り at home.</summary>
    public bool? EndOfLifeCare { get; init; }

    public HomeCareClass? HomeCareClass { get; init; }

    /// <summary>Answers 24 hours, as confirmed by the place or its bureau badge. The duty that follows from <see cref="HomeCareClass"/> is not written here.</summary>
    public bool? Answers24h { get; init; }

    public bool? AcceptingNew { get; init; }

    public bool? FemaleStaff { get; init; }

    /// <summary>Municipalities or towns a visiting service goes to. Null: not stated.</summary>
    public IReadOnlyList<string>? ServiceArea { get; init; }

    /// <summary>Places or beds. Files write 0 for unknown; readers turn that into null.</summary>
    public int? Capacity { get; init; }

    public IReadOnlyList<string>? Departments { get; init; }

    public PublicationScope? Scope { get; init; }

    /// <summary>Ten digits: prefecture (2), kind (1: medical, 3: dental, 4: pharmacy), institution (7).</summary>
    public string? MedicalCode { get; init; }

    /// <summary>事業所番号, ten characters.</summary>
    public string? CareNumber { get; init; }

    /// <summary>A line the place wants read, such as 送迎あり.</summary>
    public string? Note { get; init; }

    /// <summary>Capability → under which condition, such as 日中のみ. Speaks for the level of the same statement.</summary>
    public IReadOnlyDictionary<CapabilityKind, string>? CapabilityNotes { get; init; }

    /// <summary>How it stands with free places, as the place said it: 空き2床、女性のみ.</summary>
    public string? AcceptingNote { get; init; }

    /// <summary>What a coordinator heard: closed for good, or open after all. Null: nobody at the hub says.</summary>
    public bool? IsClosed { get; init; }

    /// <summary>Facts the hub states to be unknown, whatever older statements say; by fact name, as in <see cref="Provenance"/>. Never in a merge's result.</summary>
    public IReadOnlyList<string>? Unknown { get; init; }

    /// <summary>Set in what a coordinator stated. Never in a merge's result.</summary>
    public HubConfirmation? Confirmation { get; init; }

    /// <summary>The set of <see cref="Services"/>.</summary>
    [JsonIgnore]
    public ServiceSet ServiceSet => ServiceSet.Parse(Services ?? "");

    public string ToJson() => JsonSerializer.Serialize(this, PlaceJson.Default.PlaceFacts);

    public static PlaceFacts FromJson(string json) => JsonSerializer.Deserialize(json, PlaceJson.Default.PlaceFacts) ?? new PlaceFacts();
}

/// <summary>From which source, and as of which day, one fact comes.</summary>
/// <param name="SourceId">Id of a <see cref="PlaceSource"/>.</param>
/// <param name="ConfirmedOn">The day the source says the fact held; null when it does not say.</param>
public sealed record Provenance(int SourceId, DateOnly? ConfirmedOn);

/// <summary>JSON of the directory, source-generated: imports write hundreds of thousands of these.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlaceFacts))]
[JsonSerializable(typeof(Dictionary<string, Provenance>))]
public sealed partial class PlaceJson : JsonSerializerContext;
