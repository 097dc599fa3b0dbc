using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.ChatPage;
using Zaitaku.Bot.Demo;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Hosting;

/// <summary>Opens the house: data directory, migrations, and the demo hub where nothing else is there and nobody real is listening.</summary>
public sealed class Opening(
    IDbContextFactory<ZaitakuDb> databases, IOptions<StorageOptions> storage, IHubFacts facts, IEnumerable<IChannelReadiness> channels, TimeProvider clock)
{
    public async Task<HubFacts> OpenAsync(CancellationToken cancellationToken)
    {
        await databases.OpenAsync(storage.Value, cancellationToken);
        await using (ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (channels.Any(channel => channel.IsConfigured))
            {
                await DemoData.RemoveAsync(db, clock.GetUtcNow(), cancellationToken);
            }
            else if (!await db.Places.AnyAsync(cancellationToken) && !await DemoData.IsUnwantedAsync(db, cancellationToken))
            {
                await AddDemoAsync(db, cancellationToken);
            }
        }

        return await facts.ReadAsync(cancellationToken);
    }

    /// <summary>Gazetteer first: the import that follows makes a running server read the directory again. Two programs at once: the second finds places.</summary>
    private async Task AddDemoAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        await DemoData.AddGazetteerAsync(db, cancellationToken);
        using ImportPass import = new(storage.Value);
        await using Stream directory = DemoHub.OpenDirectory();
        await import.ImportDemoAsync(directory, clock.GetUtcNow(), cancellationToken);
        await DemoRota.AddAsync(db, clock.GetUtcNow(), cancellationToken);
        await DemoMeetings.AddAsync(db, clock.GetUtcNow(), cancellationToken);
    }
}
