using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「やめる」: what the conversation was about is forgotten.</summary>
public sealed class CancelTurn : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Cancel];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(new TurnOutcome([SmallTalkReplies.Cancelled], Dialogue.Empty));
}
