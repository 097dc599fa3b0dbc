namespace Zaitaku.Scheduler.Quotas;

/// <summary>What a channel says of the month's plan.</summary>
/// <param name="Limit">Null where there is none.</param>
public sealed record QuotaFigures(long? Limit, long Used);

/// <summary>A channel that counts its messages. Implemented in bot/Channels.</summary>
public interface IQuotaSource
{
    string Channel { get; }

    /// <returns>Null when the channel is not configured or does not say.</returns>
    Task<QuotaFigures?> ReadQuotaAsync(CancellationToken cancellationToken);
}
