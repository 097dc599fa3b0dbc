using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Storage.Inbox;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Inbox;

/// <summary>A bug may quote what a person wrote; the log does not.</summary>
public sealed class WordsInTheLogTests
{
    private const string Words = "祖母の花子は週に二度デイに通っています";

    [Fact]
    public async Task AHandlerThatBreaksOverTheWords_LeavesNoneInTheLog_NorInTheInboxsProblem()
    {
        using LogRecords said = new();
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services => services.AddScoped<ITurnHandler, Breaks>());
        world.Services.GetRequiredService<ILoggerFactory>().AddProvider(said);
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", Words));
        await world.SettleAsync();

        string log = string.Join('\n', said.Lines);
        Assert.Contains(nameof(InvalidOperationException), log, StringComparison.Ordinal); // What broke is told, and where.
        Assert.Contains(nameof(ArgumentException), log, StringComparison.Ordinal);
        Assert.Contains(nameof(Breaks.HandleAsync), log, StringComparison.Ordinal);
        Assert.DoesNotContain("花子", log, StringComparison.Ordinal);
        InboxMessage parked = await world.AskAsync(db => Task.FromResult(db.Inbox.Single()));
        Assert.Equal(InboxState.Parked, parked.State);
        Assert.DoesNotContain("花子", parked.LastProblem, StringComparison.Ordinal);
    }

    private sealed class Breaks : ITurnHandler
    {
        public IReadOnlyList<string> Intents => [];

        public bool Awaits(Turn turn) => turn.Text == Words;

        public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"Cannot read {turn.Text}", new ArgumentException(turn.Text));
    }
}
