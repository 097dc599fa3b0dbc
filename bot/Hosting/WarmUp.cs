using Microsoft.Extensions.Options;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Hosting;

/// <summary>Reads the directory, the names and the word lists beside the rest of the start, so that the first question waits for none of them.</summary>
internal sealed class WarmUp(PlaceNames names, IServiceProvider services, IOptions<StorageOptions> storage, IOptionsMonitor<HubOptions> hub, ILogger<WarmUp> logger)
{
    /// <summary>Never throws: what could not be read now is read by the first who asks.</summary>
    public Task RunAsync() => Task.WhenAll(Task.Run(() => services.GetRequiredService<UtteranceReader>().Read("近くの訪問看護", null)), Task.Run(ReadDirectory));

    private void ReadDirectory()
    {
        if (!File.Exists(Sqlite.DatabaseFile(storage.Value)))
        {
            return; // A fresh clone: there is nothing to read yet.
        }

        try
        {
            names.Of(new HubArea(hub.CurrentValue.Prefecture, [.. hub.CurrentValue.Area]));
        }
        catch (Microsoft.Data.Sqlite.SqliteException problem)
        {
            logger.NotWarmedUp(problem.SqliteErrorCode); // A database of an older version, which is being migrated beside us.
        }
    }
}
