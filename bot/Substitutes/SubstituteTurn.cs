using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Taps on the cards of a substitution: what is ready, when the doctor is away, taken or to be talked about, what came of it. An old card answers with how it stands.</summary>
public sealed class SubstituteTurn(ZaitakuDb db, SubstituteDesk desk, SubstituteRequests requests, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [SubstituteReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([SubstituteReplies.NotInGroups]);
        }

        if (turn.Press is { Arguments: ["new", ..] })
        {
            return TurnOutcome.Say(await requests.ChooseAsync(turn, cancellationToken));
        }

        if (turn.Press is not { Arguments: [string what, string id, ..] } || !Guid.TryParseExact(id, "N", out Guid request)
            || await SubstituteReads.ForMemberAsync(db, request, turn.MemberId, cancellationToken) is not { } found)
        {
            return TurnOutcome.Say([SubstituteReplies.NotYours]); // The same for an id nobody has and for a stranger's guess.
        }

        string argument = turn.Press.Arguments.Count > 2 ? turn.Press.Arguments[2] : "";
        ReplyContent said = found.Given is { } given ? await OnDutyAsync(turn, found.Request, given, what, argument, cancellationToken) : await OwnAsync(turn, found.Request, what, argument, cancellationToken);
        return TurnOutcome.Say([said]);
    }

    private async Task<ReplyContent> OnDutyAsync(Turn turn, SubstituteRequest one, SubstituteGiven given, string what, string argument, CancellationToken cancellationToken)
    {
        if (what is "take" or "talk")
        {
            await desk.AnswerAsync(one, given, what == "take" ? SubstituteAnswer.Accepted : SubstituteAnswer.Consult, null, turn.Now, cancellationToken);
        }
        else if (what == "out" && given.EndedAt is null && Enum.TryParse(argument, out SubstituteOutcome outcome) && Enum.IsDefined(outcome))
        {
            desk.SetOutcome(one, outcome, null, turn.Now);
        }

        return SubstituteReplies.OnDuty(await desk.FactsAsync(one, cancellationToken), given, null, HubContact.Of(hub.Value), turn.Now);
    }

    private async Task<ReplyContent> OwnAsync(Turn turn, SubstituteRequest one, string what, string argument, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        SubstituteFacts facts = await desk.FactsAsync(one, cancellationToken);
        bool isCollecting = one.State == SubstituteState.Collecting && SubstituteRules.IsInTime(one.Cutoff, turn.Now);
        DateTimeOffset? at = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        switch (what)
        {
            case "from" when isCollecting && at is null:
                return SubstituteReplies.Times(facts, isEnd: false);
            case "from" when isCollecting && SubstituteDesk.SetAbsence(one, at!.Value, one.UnitEndsAt, turn.Now):
                return SubstituteReplies.Times(facts, isEnd: true);
            case "until" when isCollecting && at is { } end:
                SubstituteDesk.SetAbsence(one, one.AbsentFrom, end, turn.Now);
                break;
            case "down" when one.IsRunning || isCollecting:
                return SubstituteReplies.SureWithdraw(one, contact);
            case "downsure":
                await desk.WithdrawAsync(one, null, turn.Now, cancellationToken);
                break;
            case "send" when isCollecting:
                await desk.SendAsync(one, null, turn.Now, cancellationToken);
                facts = await desk.FactsAsync(one, cancellationToken);
                break;
            case "all" or "paper" or "consent" or "nurse":
                desk.Tick(one, Ticked(facts, what, argument), null, turn.Now);
                break;
        }

        return SubstituteReplies.Own(facts, null, contact, turn.Now);
    }

    /// <summary>What is ready with this tap. What was ready stays so: nobody unticks by a second tap of an old card.</summary>
    private static SubstituteReady Ticked(SubstituteFacts facts, string what, string argument)
    {
        string[] ready = SubstituteRules.ReadyPapers(facts.Request);
        string? paper = what == "paper" && int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < facts.Policy.Papers.Count ? facts.Policy.Papers[at] : null;
        return new SubstituteReady(
            what == "all" ? [.. facts.Policy.Papers] : paper is null ? ready : [.. ready, paper], what is "all" or "consent" || facts.Request.ConsentAt is not null, what is "all" or "nurse" || facts.Request.NurseToldAt is not null);
    }
}
