using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Hosting;

/// <summary>Reads the directory, the names and the word lists beside the rest of the start, so that the first question waits for none of them.</summary>
internal sealed class WarmUp(
    PlaceNames names, IServiceProvider services, IDbContextFactory<ZaitakuDb> databases, IOptions<StorageOptions> storage, IOptionsMonitor<HubOptions> hub, TimeProvider clock, ILogger<WarmUp> logger)
{
    private const string Question = "東京駅の近くの訪問看護";
    private const string Place = "東京駅";
    private static readonly TimeSpan TidyAfter = TimeSpan.FromSeconds(1);

    /// <summary>Begun before the house is opened. Never throws: what could not be read now is read by the first who asks.</summary>
    public Task RunAsync()
    {
        Task words = Task.Run(() => services.GetRequiredService<UtteranceReader>().Read("近くの訪問看護", null));
        bool isFresh = !File.Exists(Sqlite.DatabaseFile(storage.Value)); // Asked now: a moment later the opening makes the file, with nothing to read in it.
        return isFresh ? words : Task.WhenAll(words, Task.Run(ReadDirectory));
    }

    /// <summary>A question answered for nobody once the house is open, with what every turn reads: its queries are translated before a person waits for them.</summary>
    public Task AnswerAsync() => Task.Run(async () =>
    {
        try
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync();
            await TurnReads.SpeakerAsync(db, "", "");
            await TurnReads.DialogueAsync(db, "");
            await ActivatorUtilities.CreateInstance<Asking>(services).AnswerAsync(Question, Role.CareManager, at: null, clock.GetUtcNow(), CancellationToken.None);
        }
#pragma warning disable CA1031 // Nobody asked: whoever does is told of what is wrong.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.NotAnsweredAhead(problem);
        }
    });

    /// <summary>What the reading left behind makes room for the day's work: once, when the first who waited have their answers. Takes a tenth of a second or two.</summary>
    public async Task TidyAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(TidyAfter, clock, stopping);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        catch (OperationCanceledException)
        {
            // Nothing to tidy any more.
        }
    }

    private void ReadDirectory()
    {
        try
        {
            names.Resolve(Place, new HubArea(hub.CurrentValue.Prefecture, [.. hub.CurrentValue.Area])); // Also where the hub names no area.
        }
        catch (Microsoft.Data.Sqlite.SqliteException problem)
        {
            logger.NotWarmedUp(problem.SqliteErrorCode); // A database of an older version, which is being migrated beside us.
        }
    }
}
