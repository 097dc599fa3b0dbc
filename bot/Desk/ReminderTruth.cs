using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Desk;

/// <summary>A reminder that waited is not said to somebody who has answered meanwhile.</summary>
public sealed class ReminderTruth : IMessageTruth
{
    public const string Kind = "consultation.reminder";

    public string AboutPrefix => PersonRelay.AboutPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Kind != Kind)
        {
            return new TruthAnswer.StillTrue(); // What somebody wrote is said as it was written.
        }

        return int.TryParse(message.About?[AboutPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && await db.Consultations.AnyAsync(one => one.Number == number && one.State == ConsultationState.AskedBack, cancellationToken)
            ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger("the question was answered");
    }
}
