using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>How a typed name lies in a registered one. Smaller is likelier.</summary>
internal enum NameFit { Exact, End, Beginning, Part }

/// <summary>A place a name may mean.</summary>
/// <param name="Tier">0: in the hub's own municipalities; 1: in its prefecture; 2: elsewhere.</param>
internal readonly record struct FacilityFit(int Row, NameFit Fit, int Tier, int NameLength);

/// <summary>Looks names of places up in the folded names in memory: 荘内病院 is the end of 鶴岡市立荘内病院. One pass over some 7 MB, about a millisecond.</summary>
internal static class FacilityNames
{
    /// <summary>A name of fewer letters is looked for as a whole only.</summary>
    private const int PartLettersMin = 3;

    /// <summary>Words like クリニック lie in tens of thousands of names; beyond this many the rest is not looked at.</summary>
    private const int FitsMax = 4_000;

    /// <param name="isWanted">Which rows count at all; null for all.</param>
    public static List<FacilityFit> Find(PlaceIndex index, string key, HubArea hub, Func<int, bool>? isWanted = null)
    {
        List<FacilityFit> fits = [];
        ReadOnlySpan<char> names = index.NameKeys.AsSpan(0, index.NameStarts[^1]);
        int at = 0;
        while (key.Length >= 2 && fits.Count < FitsMax && names[at..].IndexOf(key, StringComparison.Ordinal) is >= 0 and int next)
        {
            int row = RowAt(index, at + next);
            if (FitOf(index, row, at + next, key) is { } fit && hub.MaySee(index.Columns(row)) && (isWanted is null || isWanted(row)))
            {
                fits.Add(new FacilityFit(row, fit, TierOf(index.MunicipalityOf(row), hub), index.NameStarts[row + 1] - index.NameStarts[row]));
            }

            at = index.NameStarts[row + 1];
        }

        fits.Sort((one, other) => (one.Tier, one.Fit, one.NameLength, one.Row).CompareTo((other.Tier, other.Fit, other.NameLength, other.Row)));
        return fits;
    }

    public static int TierOf(DirectoryMunicipality municipality, HubArea hub) =>
        !IsOfHub(municipality.Prefecture, hub) ? 2
        : hub.Municipalities.Any(name => AreaNameRules.HoldsMunicipality(name, municipality.Name)) ? 0
        : hub.Prefecture.Length > 0 ? 1 : 2;

    private static bool IsOfHub(string prefecture, HubArea hub) => hub.Prefecture.Length == 0 || prefecture.Length == 0 || prefecture == hub.Prefecture;

    private static NameFit? FitOf(PlaceIndex index, int row, int at, string key)
    {
        bool first = at == index.NameStarts[row];
        bool last = at + key.Length == index.NameStarts[row + 1] - 1;
        return (first, last) switch
        {
            (true, true) => NameFit.Exact,
            _ when key.Length < PartLettersMin => null,
            (false, true) => NameFit.End,
            (true, false) => NameFit.Beginning,
            _ => NameFit.Part,
        };
    }

    private static int RowAt(PlaceIndex index, int letter)
    {
        int found = Array.BinarySearch(index.NameStarts, letter);
        return found >= 0 ? found : ~found - 1;
    }
}
