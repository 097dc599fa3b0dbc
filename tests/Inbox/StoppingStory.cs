using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>What happens to a turn when the program is told to stop.</summary>
public sealed class StoppingStory
{
    [Fact]
    public async Task ATurnInFlight_IsFinished_AndTheOneBehindItWaitsForTheNextStart()
    {
        SlowTurn slow = new();
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services => services.AddSingleton<ITurnHandler>(slow));
        using HttpResponseMessage first = await world.PostAsync(world.Line.Presses("U1", "slow"));
        using HttpResponseMessage second = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        using CancellationTokenSource stopping = new();

        Task<int> pass = world.Services.GetRequiredService<InboxPump>().RunAsync(stopping.Token);
        await slow.Entered.Task;
        await stopping.CancelAsync();
        slow.MayLeave.SetResult();
        await pass;

        Assert.Equal(
            [InboxState.Handled, InboxState.Waiting],
            await world.AskAsync(db => db.Inbox.OrderBy(message => message.Id).Select(message => message.State).ToListAsync()));
        await world.SettleAsync(); // The next start.
        world.Hears("U1", "ゆっくり考えました", "・");
    }

    /// <summary>A turn that takes as long as the test wants.</summary>
    private sealed class SlowTurn : ITurnHandler
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayLeave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<string> Intents => [];

        public IReadOnlyList<string> Verbs => ["slow"];

        public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
        {
            Entered.SetResult();
            await MayLeave.Task.WaitAsync(cancellationToken);
            return TurnOutcome.Say("ゆっくり考えました");
        }
    }
}
