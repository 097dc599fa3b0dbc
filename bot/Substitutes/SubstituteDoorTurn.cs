using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Takes typed wishes for a substitute before the turn that looks for somebody to take over a duty. Of a hub without a network it takes none.</summary>
public sealed class SubstituteDoorTurn(SubstituteRequests requests) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public bool Awaits(Turn turn) => requests.Takes(turn);

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => TurnOutcome.Say(await requests.BeginAsync(turn, cancellationToken));
}
