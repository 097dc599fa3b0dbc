using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Emergency;

/// <summary>What goes with an ordinary answer for safety's sake: before it the card for words that tell of abuse, and on the answer to a supposed danger where one can ask when in doubt.</summary>
public sealed class SafetyCards(AbuseReader abuse, UtteranceReader reader, IOptions<HubOptions> hub)
{
    /// <summary>Where people who tell of abuse end up: they ask, tell, seek help or a place to go to.</summary>
    private static readonly HashSet<string> Open = [Intents.Consult, Intents.Faq, Intents.Observation, Intents.TalkToHuman, Intents.OutOfScope, Intents.FindResource, Intents.Help];

    /// <summary>A question about when to call an ambulance; it tells no danger.</summary>
    private const string AmbulanceAsked = "ambulance-asked";

    public TurnOutcome AddTo(TurnOutcome outcome, Turn turn)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Press is not null || turn.Text.Length == 0 || !Open.Contains(turn.Understood.Intent))
        {
            return outcome;
        }

        Dialogue dialogue = outcome.Dialogue ?? turn.Dialogue;
        if (abuse.Read(turn.Text) is { } told && (told.IsNow || !dialogue.WasToldOfAbuse))
        {
            return outcome with { Replies = [AbuseReplies.CardFor(told, HubContact.Of(hub.Value)), .. outcome.Replies], Dialogue = dialogue with { WasToldOfAbuse = true } };
        }

        return turn.Understood.Intent == Intents.Faq && DoubtReplies.RowsFor(hub.Value) is { Count: > 0 } rows && SupposesDanger(turn.Text) ? outcome with { Replies = WithRows(outcome.Replies, rows) } : outcome;
    }

    private bool SupposesDanger(string text) => reader.RulesIn(text).Any(hit => hit.IsDanger || hit.Id == AmbulanceAsked);

    /// <summary>At the end of the first card.</summary>
    private static IReadOnlyList<ReplyContent> WithRows(IReadOnlyList<ReplyContent> replies, IReadOnlyList<CardRow> rows) =>
        replies.Count > 0 && replies[0] is CardReply { Cards.Count: > 0 } reply
            ? [reply with { Cards = [reply.Cards[0] with { Rows = [.. reply.Cards[0].Rows, .. rows] }, .. reply.Cards.Skip(1)] }, .. replies.Skip(1)] : replies;
}
