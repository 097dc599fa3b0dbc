using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Places by a name a coordinator types.</summary>
public sealed class NamedPlaces(PlaceReader reader, PlaceNames names, IOptions<HubOptions> hub)
{
    private const int FoundMax = 10;
    private const int NameUnitsMax = 60;

    public IReadOnlyList<ShownPlace> Find(string name) => Find(name, ServiceSet.Empty, null).Places;

    /// <param name="services">One of these at least; any where the set is empty.</param>
    /// <param name="area">Null for anywhere.</param>
    /// <returns>The likeliest of them, and how many there are in all.</returns>
    public (IReadOnlyList<ShownPlace> Places, int Total) Find(string name, ServiceSet services, SearchArea? area)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > NameUnitsMax)
        {
            return ([], 0);
        }

        (IReadOnlyList<int> ids, int total) = names.Facilities(name, AreaFinder.HubAreaOf(hub.Value, forProfessional: true), services, area, FoundMax);
        return (reader.Read(ids, forProfessional: true), total);
    }
}
