using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Places by a name a coordinator types.</summary>
public sealed class NamedPlaces(PlaceReader reader, PlaceNames names, IOptions<HubOptions> hub)
{
    private const int FoundMax = 10;
    private const int NameUnitsMax = 60;

    public IReadOnlyList<ShownPlace> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is 0 or > NameUnitsMax ? [] : reader.Read(names.Facilities(name, AreaFinder.HubAreaOf(hub.Value, forProfessional: true), FoundMax), forProfessional: true);
    }
}
