using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Hosting;

/// <summary>One thing <c>/readyz</c> looks at.</summary>
/// <param name="Detail">A version or a count; never a secret.</param>
public sealed record ReadyPart(string Name, bool IsReady, string Detail);

/// <summary>A channel says whether it is configured.</summary>
public interface IChannelReadiness
{
    string Channel { get; }

    bool IsConfigured { get; }

    /// <summary>One line for whoever starts the program: which settings are missing. Names of settings, never their values.</summary>
    string HowToConfigure { get; }
}

/// <summary>Whether we can do our work: database, scheduler, and which channels are configured (an unconfigured channel is not a fault).</summary>
public sealed class ReadyCheck(
    IDbContextFactory<ZaitakuDb> databases, IOptions<StorageOptions> storage, ISchedulerFactory schedulers, IEnumerable<IChannelReadiness> channels)
{
    public async Task<IReadOnlyList<ReadyPart>> LookAsync(CancellationToken cancellationToken)
    {
        List<ReadyPart> parts = [await DatabaseAsync(cancellationToken), await SchedulerAsync(cancellationToken)];
        parts.AddRange(channels.Select(channel => new ReadyPart(channel.Channel, true, channel.IsConfigured ? "configured" : "not configured")));
        return parts;
    }

    private async Task<ReadyPart> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool isBusy = await Task.Run(IsBusy, cancellationToken);
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            int waiting = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
            return new ReadyPart("database", waiting == 0, $"SQLite {Sqlite.NativeVersion()}, {waiting} migrations waiting{(isBusy ? ", another program is writing" : "")}");
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return new ReadyPart("database", false, problem.GetType().Name);
        }
    }

    /// <summary>An import may write for seconds; that is work, not a fault.</summary>
    private bool IsBusy()
    {
        try
        {
            Sqlite.Probe(storage.Value);
            return false;
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            return true;
        }
    }

    private async Task<ReadyPart> SchedulerAsync(CancellationToken cancellationToken)
    {
        try
        {
            IScheduler scheduler = await schedulers.GetScheduler(cancellationToken);
            bool runs = scheduler.Status == SchedulerStatus.Running;
            return new ReadyPart("scheduler", runs, scheduler.Status.ToString());
        }
        catch (SchedulerException problem)
        {
            return new ReadyPart("scheduler", false, problem.GetType().Name);
        }
    }
}
