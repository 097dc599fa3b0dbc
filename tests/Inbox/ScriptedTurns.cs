using Zaitaku.Bot.Turns;

namespace Zaitaku.Tests.Inbox;

/// <summary>A turn that takes as long as the test wants: it begins at the button 「hang」 and ends when told.</summary>
internal sealed class HangingTurn : ITurnHandler
{
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource MayLeave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => ["hang"];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        Entered.TrySetResult();
        await MayLeave.Task.WaitAsync(cancellationToken);
        return TurnOutcome.Say("ゆっくり考えました");
    }
}

/// <summary>A bug of ours.</summary>
internal sealed class FailingTurn : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => ["broken"];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
}
