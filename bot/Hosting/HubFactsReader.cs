using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Bot.Demo;
using Zaitaku.Storage;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Hosting;

/// <summary>Who runs this bot, as people are told, and whether what it shows is the demo.</summary>
internal sealed class HubFactsReader(IDbContextFactory<ZaitakuDb> databases, IOptions<HubOptions> hub) : IHubFacts
{
    private const string Unnamed = "在宅医療・介護連携拠点";
    private const int PositionsMax = 3;

    public async Task<HubFacts> ReadAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        bool isDemo = await db.Places.AnyAsync(place => place.IsDemo, cancellationToken);
        List<GazetteerEntry> stations = isDemo
            ? await db.GazetteerEntries.AsNoTracking().Where(entry => entry.Source == DemoGazetteer.Source && entry.Kind == GazetteerKind.Station && entry.Latitude != null)
                .OrderBy(entry => entry.Id).Take(PositionsMax).ToListAsync(cancellationToken)
            : [];
        HubOptions options = hub.Value;
        return new HubFacts(options.Name.Length > 0 ? options.Name : Unnamed, isDemo, options.Phone, options.PhoneHours)
        {
            Positions = [.. stations.Select(station => new ExamplePosition($"{station.Name}駅", station.Latitude!.Value, station.Longitude!.Value))],
        };
    }
}
