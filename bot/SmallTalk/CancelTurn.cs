using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>「やめる」: what the conversation was about is forgotten, a consultation on its way is given up, and a worry that only sounds so is heard on.</summary>
public sealed class CancelTurn(ConsultTurn consult) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.Cancel];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) =>
        turn is { Dialogue.Intake: not null, IsGroup: false } ? consult.HandleAsync(turn, cancellationToken)
            : Task.FromResult(new TurnOutcome([SmallTalkReplies.Cancelled], Dialogue.Empty));
}
