using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Covers;

/// <summary>What waits for a word of somebody: requests that reached them, duties of their own.</summary>
internal static class CoverWaiting
{
    /// <summary>Open requests put to one person.</summary>
    private const int OpenMax = 10;

    /// <summary>Duties of theirs that nobody has confirmed.</summary>
    private const int UnconfirmedMax = 20;

    /// <summary>Requests put to some holders that are open, that they have not answered, and whose card has reached the person.</summary>
    public static async Task<List<CoverRequest>> AsksAsync(ZaitakuDb db, int[] holders, Guid member, CancellationToken cancellationToken)
    {
        List<CoverRequest> open = await db.CoverRequests.Include(one => one.Asks).Where(one => one.State == CoverState.Open && one.Asks.Any(ask => holders.Contains(ask.HolderId) && ask.Answer == CoverAnswer.None))
            .OrderBy(one => one.StartsAt).Take(OpenMax).ToListAsync(cancellationToken);
        string[] abouts = [.. open.Select(one => CoverMessages.AboutOf(one.Id))];
        var cards = open.Count == 0 ? [] : await db.Outbox.Where(message => abouts.Contains(message.About!) && message.MemberId == member && message.Kind == CoverMessages.Ask)
            .Select(message => new { message.About, message.State, message.Attempts }).ToListAsync(cancellationToken);
        return open.FindAll(one => cards.Where(card => card.About == CoverMessages.AboutOf(one.Id)).ToArray() is var own
            && (own.Length == 0 || Array.Exists(own, card => card.State is OutboxState.Sent or OutboxState.Unknown or OutboxState.Sending || (card.State == OutboxState.Waiting && card.Attempts > 0)))); // What is no longer kept was heard long ago.
    }

    /// <summary>Duties they were told of and have not confirmed.</summary>
    public static async Task<List<HeldDuty>> UnconfirmedAsync(ZaitakuDb db, int[] holders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<HeldDuty> told = await db.HeldDuties.AsNoTracking().Where(duty => holders.Contains(duty.HolderId) && duty.EndedAt == null && duty.EndsAt > now && duty.ConfirmedAt == null && duty.ToldBy != null)
            .OrderBy(duty => duty.StartsAt).Take(UnconfirmedMax).ToListAsync(cancellationToken);
        return told.FindAll(duty => duty.IsToBeConfirmed(now));
    }

    /// <summary>A substitute is asked of them, whose button has the same words.</summary>
    public static Task<bool> IsAskedToSubstituteAsync(ZaitakuDb db, int[] holders, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SubstituteRequests.AnyAsync(one => one.Given.Any(given => holders.Contains(given.HolderId) && given.Answer == SubstituteAnswer.None && given.EndsAt > now), cancellationToken);

    /// <summary>Duties that words without a time are of: what is on, begins within a day, or is near and waits to be confirmed.</summary>
    public static async Task<CoverChoice[]> NearAsync(ZaitakuDb db, DutiesToGive own, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<HeldDuty> asked = await UnconfirmedAsync(db, [.. own.Holders.Select(holder => holder.Id)], now, cancellationToken);
        return [.. own.All.Where(one => CoverRules.IsSudden(CoverSpan.Of(one.Duty), now) || asked.Exists(duty => duty.IsAsOf(one.Duty) && HeldDutyRules.IsNear(duty.StartsAt, now)))];
    }
}
