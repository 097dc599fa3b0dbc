using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Taps on the card of a case: hands go up and down, a seat is given back. An old card answers with how it stands.</summary>
public sealed class HandTurn(ZaitakuDb db, HandDesk desk, IOptions<HubOptions> hub) : ITurnHandler
{
    private static readonly Dictionary<string, HandAnswer> Answers = new(StringComparer.Ordinal)
    {
        ["main"] = HandAnswer.Main, ["deputy"] = HandAnswer.Deputy, ["either"] = HandAnswer.Either, ["no"] = HandAnswer.No, ["down"] = HandAnswer.Down,
    };

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [HandReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([HandReplies.NotInGroups]);
        }

        if (turn.Press is not { Arguments: [string number, string what] } || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || await HandReads.ForMemberAsync(db, id, turn.MemberId, cancellationToken) is not { } found)
        {
            return TurnOutcome.Say([HandReplies.NotYours]); // The same for a number nobody has and for a stranger's guess.
        }

        (HandCase one, HandAsk ask) = found;
        HubContact contact = HubContact.Of(hub.Value);
        if (what == "back" && one.Seats.Find(seat => seat.HolderId == ask.HolderId) is { } held && one.State != HandCaseState.Withdrawn)
        {
            return TurnOutcome.Say([HandReplies.SureBack(one, held.Kind, contact)]);
        }

        if (what == "backsure")
        {
            await desk.StepBackAsync(one, ask.HolderId, null, turn.Now, cancellationToken);
        }
        else if (Answers.TryGetValue(what, out HandAnswer answer))
        {
            await desk.AnswerAsync(one, ask, answer, null, turn.Now, cancellationToken);
        }

        return TurnOutcome.Say([HandReplies.Card(one, ask, null, contact, turn.Now)]);
    }
}
