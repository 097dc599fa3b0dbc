using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Emergency;

/// <summary>
/// A life may be in danger: the card first, before any look at the database. That it was shown is noted; the words are not.
/// Coordinators hear of every card at once (<see cref="DangerNotices"/>); of one said in the middle of a consultation the desk hears by its number, too.
/// </summary>
public sealed class EmergencyTurn(ZaitakuDb db, ConsultationDesk desk, DangerNotices notices, IOptions<HubOptions> hub, ILogger<EmergencyTurn> logger) : ITurnHandler
{
    /// <summary>Written into the note when the person says so; remembered, not punished.</summary>
    public const string NotEmergencyMark = "本人が「緊急ではありません」を押しました";

    public IReadOnlyList<string> Intents => [Understanding.Intents.Emergency];

    public IReadOnlyList<string> Verbs => [EmergencyReplies.NotEmergencyVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Press is not null)
        {
            await RememberAsync(turn, cancellationToken);
            return new TurnOutcome(EmergencyReplies.NotAnEmergencyAfterAll) { Notices = await OwedAsync(() => notices.CalmAsync(db, turn, cancellationToken)) };
        }

        TurnOutcome card = new(EmergencyReplies.CardFor(turn.Text, hub.Value));
        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Emergency, MemberId = turn.MemberId, SaidAt = turn.Now, Text = "" });
        await TellDeskAsync(turn, cancellationToken);
        return card with { Notices = await OwedAsync(() => notices.OwedAsync(db, DangerSeen.Of(turn), turn.Now, cancellationToken)) };
    }

    /// <summary>Whatever ails the way to the coordinators, the card goes, and its note.</summary>
    private async Task<IReadOnlyList<OutboxMessage>> OwedAsync(Func<Task<IReadOnlyList<OutboxMessage>>> notices)
    {
        try
        {
            return await notices();
        }
#pragma warning disable CA1031 // See above.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.CoordinatorsNotTold(problem.GetType().Name);
            return [];
        }
    }

    /// <summary>Whatever ails the desk, the card goes.</summary>
    private async Task TellDeskAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Dialogue is { ReplyTo: null, Intake: not { Id: not null } })
        {
            return;
        }

        try
        {
            if (await SpokenOfAsync(turn, cancellationToken) is { } one)
            {
                await desk.TellOfDangerAsync(one, turn.Now, cancellationToken);
            }
        }
#pragma warning disable CA1031 // See above; a person in danger must not wait for a third try either.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.DeskNotToldOfDanger(problem.GetType().Name);
        }
    }

    /// <summary>The draft these words were said in the middle of, or the consultation they would have been a reply to.</summary>
    private Task<Consultation?> SpokenOfAsync(Turn turn, CancellationToken cancellationToken)
    {
        IQueryable<Consultation> own = db.Consultations.Where(one => one.MemberId == turn.MemberId && one.State != ConsultationState.Abandoned);
        return turn.Dialogue is { ReplyTo: { } number }
            ? own.SingleOrDefaultAsync(one => one.Number == number, cancellationToken)
            : own.SingleOrDefaultAsync(one => one.Id == turn.Dialogue.Intake!.Id, cancellationToken);
    }

    private async Task RememberAsync(Turn turn, CancellationToken cancellationToken)
    {
        KeptNote? shown = await db.KeptNotes
            .Where(note => note.Kind == NoteKind.Emergency && note.MemberId == turn.MemberId)
            .OrderByDescending(note => note.SaidAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (shown is not null)
        {
            shown.Text = NotEmergencyMark;
        }
    }
}
