using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Desk;

/// <summary>A reminder that waited is not said to somebody who has answered meanwhile.</summary>
public sealed class ReminderTruth : IMessageTruth
{
    public string AboutPrefix => PersonMessages.AboutPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Kind != PersonMessages.ReminderKind)
        {
            return new TruthAnswer.StillTrue(); // What somebody wrote is said as it was written.
        }

        return PersonMessages.NumberIn(message.About) is { } number
            && await db.Consultations.AnyAsync(one => one.Number == number && one.State == ConsultationState.AskedBack, cancellationToken)
            ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger("the question was answered");
    }
}
