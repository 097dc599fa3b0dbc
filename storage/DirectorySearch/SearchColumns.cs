using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>The facts search filters on, unpacked from <see cref="Place.Flags"/>. Most places share one of few values, so readers keep one object per text.</summary>
public sealed class SearchColumns
{
    private const int FactsFrom = 23;
    private const int Length = FactsFrom + 9;
    private readonly string _flags;

    private SearchColumns(string flags) => _flags = flags;

    public bool? HouseCalls => Fact(0);

    public bool? HomeVisits => Fact(1);

    public bool? EndOfLifeCare => Fact(2);

    public bool? Answers24h => Fact(3);

    public bool? AcceptingNew => Fact(4);

    public bool? FemaleStaff => Fact(5);

    public HomeCareClass? HomeCareClass => _flags[FactsFrom + 6] == '-' ? null : (HomeCareClass)(_flags[FactsFrom + 6] - '0');

    public bool ProfessionalsOnly => _flags[FactsFrom + 7] == 'p';

    /// <summary>True when the place says where it goes: the names are in <see cref="PlaceFacts.ServiceArea"/>.</summary>
    public bool StatesServiceArea => _flags[FactsFrom + 8] == 'a';

    public CapabilityLevel Level(CapabilityKind kind) => (CapabilityLevel)(_flags[(int)kind] - '0');

    /// <summary>Letters: one digit per capability in the order of the enum (append only), six facts as y, n or -, class, scope, service area stated.</summary>
    public static string Pack(PlaceFacts facts)
    {
        StringBuilder text = new(Length);
        foreach (CapabilityKind kind in CapabilityKinds.All)
        {
            text.Append((char)('0' + (int)(facts.Capabilities?.GetValueOrDefault(kind) ?? CapabilityLevel.Unknown)));
        }

        foreach (bool? fact in (ReadOnlySpan<bool?>)[facts.HouseCalls, facts.HomeVisits, facts.EndOfLifeCare, facts.Answers24h, facts.AcceptingNew, facts.FemaleStaff])
        {
            text.Append(fact switch { true => 'y', false => 'n', null => '-' });
        }

        text.Append(facts.HomeCareClass is { } homeCare ? (char)('0' + (int)homeCare) : '-');
        text.Append(facts.Scope == PublicationScope.Professionals ? 'p' : '-');
        text.Append(facts.ServiceArea is { Count: > 0 } ? 'a' : '-');
        return text.ToString();
    }

    /// <summary>Reads <see cref="Place.Flags"/>; a text of another length was written by another version and reads as all unknown.</summary>
    public static SearchColumns Parse(string flags) => new(flags.Length == Length ? flags : Pack(new PlaceFacts()));

    /// <summary>Copies what search needs from merged facts to the place.</summary>
    public static void Apply(Place place, PlaceFacts facts)
    {
        place.Name = facts.Name ?? "";
        place.NameKey = NameRules.KeyOf(NameRules.WithoutLegalForm(place.Name));
        place.KanaKey = NameRules.KeyOf(facts.NameKana ?? "");
        place.Services = facts.Services ?? "";
        place.Prefecture = facts.Prefecture ?? "";
        place.Municipality = facts.Municipality ?? "";
        place.Town = facts.Town ?? "";
        place.Latitude = facts.Latitude;
        place.Longitude = facts.Longitude;
        place.Precision = facts.Latitude is null ? Precision.Unknown : facts.Precision ?? Precision.Unknown;
        place.Flags = Pack(facts);
        place.Hours = StoredHours.Write(facts);
    }

    private bool? Fact(int index) => _flags[FactsFrom + index] switch { 'y' => true, 'n' => false, _ => null };
}
