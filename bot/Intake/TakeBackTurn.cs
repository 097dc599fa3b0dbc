using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>「相談を取り消したい」: asked once more, then taken back. What was never sent is forgotten; what the hub has ends with an outcome of its own.</summary>
public sealed class TakeBackTurn(DraftBook book, ConsultationDesk desk, IOptions<HousekeepingOptions> kept, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Cards of one answer.</summary>
    private const int ShownMax = 5;

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [TakeBackReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([TakeBackReplies.NotInGroups]);
        }

        IReadOnlyList<string> arguments = turn.Press?.Arguments ?? [];
        if (!ConsultationNumbers.TryParse(arguments.ElementAtOrDefault(0), out int number))
        {
            return await WhichAsync(turn, cancellationToken);
        }

        return await book.FindAsync(turn.MemberId, number, cancellationToken) is { State: not ConsultationState.Abandoned } one
            ? await OneAsync(turn, one, arguments.ElementAtOrDefault(1), cancellationToken)
            : TurnOutcome.Say([StatusReplies.NotFound(ConsultationNumbers.Shown(number), HubContact.Of(hub.Value))]);
    }

    private async Task<TurnOutcome> WhichAsync(Turn turn, CancellationToken cancellationToken)
    {
        List<Consultation> goingOn = await book.GoingOnAsync(turn.MemberId, turn.Now, ShownMax, cancellationToken);
        ReplyContent answer = goingOn switch
        {
            [] => TakeBackReplies.None(HubContact.Of(hub.Value)),
            [Consultation only] => TakeBackReplies.Ask(only, kept.Value.ConsultationYears),
            _ => TakeBackReplies.Which(goingOn),
        };
        return TurnOutcome.Say([answer]);
    }

    private async Task<TurnOutcome> OneAsync(Turn turn, Consultation one, string? word, CancellationToken cancellationToken)
    {
        if (one.State != ConsultationState.Draft && !one.IsOpen)
        {
            return TurnOutcome.Say([TakeBackReplies.Over(one)]);
        }

        switch (word)
        {
            case TakeBackReplies.No:
                return TurnOutcome.Say([IntakeReplies.LeftAsIs]);
            case TakeBackReplies.Yes when one.State == ConsultationState.Draft:
                await book.AbandonAsync(one, turn.Now, cancellationToken);
                return new TurnOutcome([IntakeReplies.Stopped], turn.Dialogue with { Intake = null });
            case TakeBackReplies.Yes:
                await desk.WithdrawAsync(one, turn.Now, cancellationToken);
                return new TurnOutcome([TakeBackReplies.Done(one)], turn.Dialogue with { Intake = null, ReplyTo = null });
            default:
                return TurnOutcome.Say([TakeBackReplies.Ask(one, kept.Value.ConsultationYears)]);
        }
    }
}
