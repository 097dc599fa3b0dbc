using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「ありがとう」. The last list stays, since people thank and go on.</summary>
public sealed class ThanksTurn : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Thanks];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => Task.FromResult(TurnOutcome.Say([SmallTalkReplies.Thanks]));
}
