using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>「返信する」 under a coordinator's answer: the next words of the person come to the same consultation. Offered only where words may travel; a button older than the policy leads to the page.</summary>
public sealed class DeskReplyTurn(ZaitakuDb db, ConsultationDesk desk, IConsultationLinks links, IOptionsMonitor<DeskOptions> policy, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [DeskReplies.ReplyVerb];

    public bool Awaits(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn is { Dialogue.ReplyTo: not null, IsGroup: false };
    }

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        int number = turn.Press is { } press ? (ConsultationNumbers.TryParse(press.Arguments.ElementAtOrDefault(0), out int pressed) ? pressed : 0) : turn.Dialogue.ReplyTo ?? 0;
        Consultation? one = turn.IsGroup ? null : await db.Consultations.Include(found => found.Entries)
            .SingleOrDefaultAsync(found => found.Number == number && found.MemberId == turn.MemberId && !db.Members.Any(leaving => leaving.Id == turn.MemberId && leaving.ErasedAt != null), cancellationToken);
        if (one is null)
        {
            return new TurnOutcome([DeskReplies.NotYours], turn.Dialogue with { ReplyTo = null });
        }

        if (turn.Press is not null)
        {
            return policy.CurrentValue.WordsInChat.On(turn.Channel)
                ? new TurnOutcome([DeskReplies.WriteNow(one)], turn.Dialogue with { ReplyTo = number })
                : new TurnOutcome([await OnPageAsync(turn, one, cancellationToken)], turn.Dialogue with { ReplyTo = null });
        }

        return await desk.ReplyAsync(one, turn.Text, turn.MemberId, turn.MessageId, turn.Now, cancellationToken) is DeskAnswer.NotAllowed no
            ? new TurnOutcome([new TextReply(no.Reason)], turn.Dialogue with { ReplyTo = null })
            : new TurnOutcome([DeskReplies.ReplyKept(one)], turn.Dialogue with { ReplyTo = null });
    }

    private async Task<CardReply> OnPageAsync(Turn turn, Consultation pressed, CancellationToken cancellationToken)
    {
        Consultation one = await MergedConsultations.GoesOnAsync(pressed, into => db.Consultations.SingleOrDefaultAsync(found => found.Id == into && found.MemberId == turn.MemberId, cancellationToken));
        return await links.CreateAsync(db, one, OneTimeLinkPurpose.Read, turn.Now, cancellationToken) is { } link
            ? IntakeReplies.WriteOnPage(one, link, policy.CurrentValue.LinkReadLife, isAdding: true)
            : IntakeReplies.CallInstead(HubContact.Of(hub.Value));
    }
}
