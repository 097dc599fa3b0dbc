using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Covers;

/// <summary>What waited for the morning is looked at once more: is it still asked, was it ever asked of them?</summary>
public sealed class CoverTruth : IMessageTruth
{
    /// <summary>Why it is not said.</summary>
    public const string Settled = "the request is over";

    private static readonly OutboxState[] Said = [OutboxState.Sent, OutboxState.Sending, OutboxState.Unknown];

    public string AboutPrefix => CoverMessages.AboutPrefix;

    public bool Redraws(string kind) => false;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (CoverMessages.RequestIn(message.About) is not { } id || await db.CoverRequests.AsNoTracking().Include(one => one.Asks).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } request)
        {
            return new TruthAnswer.NoLonger(Settled);
        }

        bool isStill = message.Kind switch
        {
            CoverMessages.Ask => request.State == CoverState.Open && now < CoverRules.LapsesAt(request) && await WaitsForAsync(db, request, message.MemberId, cancellationToken),
            CoverMessages.Over => await WaitsForAsync(db, request, message.MemberId, cancellationToken) && await WasAskedAsync(db, message, cancellationToken), // Who pressed too late has heard it.
            CoverMessages.DeskOpen => request.State == CoverState.Open,
            CoverMessages.DeskApprove => request.State == CoverState.Taken,
            _ => true,
        };
        return isStill ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(Settled);
    }

    private static async Task<bool> WaitsForAsync(ZaitakuDb db, CoverRequest request, Guid? member, CancellationToken cancellationToken)
    {
        int[] waiting = [.. request.Asks.Where(ask => ask.Answer == CoverAnswer.None).Select(ask => ask.HolderId)];
        return await db.DutyHolders.AnyAsync(holder => waiting.Contains(holder.Id) && holder.MemberId == member, cancellationToken);
    }

    /// <summary>Whoever was never asked, because the question waited too, need not hear that it is over. What travelled in another message was said.</summary>
    private static Task<bool> WasAskedAsync(ZaitakuDb db, OutboxMessage message, CancellationToken cancellationToken) =>
        db.Outbox.AnyAsync(other => other.About == message.About && other.MemberId == message.MemberId && other.Kind == CoverMessages.Ask
            && (Said.Contains(other.State) || (other.State == OutboxState.Waiting && other.Attempts > 0) || (other.State == OutboxState.Cancelled && other.LastAnswer.StartsWith(BundleRules.Carried))), cancellationToken);
}
