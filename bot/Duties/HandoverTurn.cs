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

/// <summary>「申し送りを書く」 and 「申し送りを読む」: the holder of a duty gets a fresh link to its page.</summary>
public sealed class HandoverTurn(ZaitakuDb db, HandoverLinks links, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [DutyCards.NoteVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return TurnOutcome.Say([turn.IsGroup ? HandoverReplies.NotInGroups : await AnswerAsync(turn, cancellationToken)]);
    }

    private async Task<ReplyContent> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        if (turn.Press?.Arguments is not [var typed] || !long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            || await db.HeldDuties.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && db.DutyHolders.Any(holder => holder.Id == one.HolderId && holder.MemberId == turn.MemberId), cancellationToken) is not { } told)
        {
            return DutyReplies.NotFound(contact);
        }

        HeldDuty duty = await HandoverReads.AsItIsAsync(db, told, cancellationToken);
        if (!HandoverRules.IsOpen(duty, turn.Now))
        {
            return duty.IsOpen ? HandoverReplies.NotNow : DutyReplies.Changed;
        }

        if (await links.CreateAsync(db, duty, turn.MemberId, turn.Now, cancellationToken) is not { } link)
        {
            return HandoverReplies.NoAddress(contact);
        }

        DutyRota rota = await db.DutyRotas.AsNoTracking().Include(one => one.Seats).SingleAsync(one => one.Id == duty.RotaId, cancellationToken);
        return HandoverReplies.Link(ToldDuty.Of(duty, rota), link.Address, link.Until, HandoverRules.MayWrite(duty, turn.Now), directory.Current().Holidays);
    }
}
