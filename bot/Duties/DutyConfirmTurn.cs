using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Duties;

/// <summary>「確認しました」 and 「了解」: whoever knows of their duty says so, and nobody is rung any more. Also the number of calls somebody had.</summary>
public sealed class DutyConfirmTurn(ZaitakuDb db, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Duties one 「了解」 is for: a year of nights.</summary>
    private const int DutiesMax = 400;

    /// <summary>Somebody who was off duty yesterday still counts their calls.</summary>
    private static readonly TimeSpan CallsLife = TimeSpan.FromDays(7);

    public IReadOnlyList<string> Intents => [Understanding.Intents.Acknowledge];

    public IReadOnlyList<string> Verbs => [DutyCards.ConfirmVerb, DutyCards.CallsVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        List<int> own = await db.DutyHolders.Where(holder => holder.MemberId == turn.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken);
        return TurnOutcome.Say(turn.IsGroup && own.Count > 0 ? DutyReplies.NotInGroups : turn.Press switch
        {
            { Verb: DutyCards.CallsVerb } press => await CountAsync(own, press.Arguments, turn.Now, cancellationToken),
            { } press => await ConfirmPressedAsync(own, press.Arguments, turn.Now, cancellationToken),
            _ => await ConfirmTypedAsync(own, turn, cancellationToken),
        });
    }

    private async Task<ReplyContent> ConfirmPressedAsync(List<int> own, IReadOnlyList<string> arguments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<HeldDuty> meant = arguments switch
        {
            ["d", var id] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long duty) => await db.HeldDuties.Where(one => one.Id == duty && own.Contains(one.HolderId)).ToListAsync(cancellationToken),
            ["n", _, var id] when Guid.TryParseExact(id, "N", out Guid news) => await db.HeldDuties.Where(one => one.ToldBy == news && own.Contains(one.HolderId)).OrderBy(one => one.StartsAt).Take(DutiesMax).ToListAsync(cancellationToken),
            _ => [],
        };
        if (meant.Count == 0)
        {
            return DutyReplies.NotFound(HubContact.Of(hub.Value));
        }

        List<HeldDuty> open = meant.FindAll(duty => duty.IsOpen && duty.EndsAt > now);
        return open.Count == 0 ? DutyReplies.Changed : await ConfirmAsync(open, now, cancellationToken);
    }

    /// <summary>All they were told of, or reminded of, and did not confirm.</summary>
    private async Task<ReplyContent> ConfirmTypedAsync(List<int> own, Turn turn, CancellationToken cancellationToken)
    {
        List<HeldDuty> waiting = own.Count == 0 ? [] : await db.HeldDuties.Where(duty => own.Contains(duty.HolderId) && duty.EndedAt == null && duty.EndsAt > turn.Now && duty.ConfirmedAt == null)
            .OrderBy(duty => duty.StartsAt).Take(DutiesMax).ToListAsync(cancellationToken);
        ToldRecord told = await DutyTelling.RecordAsync(db, waiting, cancellationToken);
        IReadOnlySet<long> reminded = await DutyConfirming.AskedAsync(db, waiting, turn.MemberId, cancellationToken);
        List<HeldDuty> asked = waiting.FindAll(duty => (told.IsHeardBy(duty.ToldBy, turn.MemberId) || reminded.Contains(duty.Id)) && duty.IsToBeConfirmed(turn.Now));
        return asked.Count == 0 ? DutyReplies.NothingAsked : await ConfirmAsync(asked, turn.Now, cancellationToken);
    }

    private async Task<ReplyContent> ConfirmAsync(List<HeldDuty> duties, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<HeldDuty> fresh = await DutyConfirming.ConfirmAsync(db, duties, ConfirmedVia.Chat, null, now, cancellationToken);
        List<int> ids = [.. duties.Select(duty => duty.RotaId).Distinct()];
        Dictionary<int, DutyRota> rotas = await db.DutyRotas.AsNoTracking().Include(rota => rota.Seats).Where(rota => ids.Contains(rota.Id)).ToDictionaryAsync(rota => rota.Id, cancellationToken);
        return DutyReplies.Confirmed([.. duties.Select(duty => ToldDuty.Of(duty, rotas[duty.RotaId]))], isAgain: fresh.Count == 0, directory.Current().Holidays);
    }

    private async Task<ReplyContent> CountAsync(List<int> own, IReadOnlyList<string> arguments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (arguments is not [var id, var said] || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long duty) || !int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out int calls) || calls > DutyCards.CallsTapMax
            || await db.HeldDuties.SingleOrDefaultAsync(one => one.Id == duty && own.Contains(one.HolderId) && one.StartsAt <= now, cancellationToken) is not { } held || held.EndsAt + CallsLife < now)
        {
            return DutyReplies.NotFound(HubContact.Of(hub.Value));
        }

        held.CallsReceived = calls;
        held.Revision++;
        return DutyReplies.Counted(calls, directory.Current().Holidays, held);
    }
}
