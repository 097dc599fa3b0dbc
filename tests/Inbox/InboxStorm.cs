using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>Duplicates, redeliveries, events in one POST and webhooks side by side, from a seed: each acknowledged event is handled once, in the order of its conversation.</summary>
public sealed class InboxStorm
{
    private const int People = 6;
    private const int Webhooks = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    [InlineData(77_003)]
    public async Task WhateverTheOrder_EachEventTakesEffectOnce(int seed)
    {
        Random dice = new(seed);
        CountingTurn counting = new();
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services => services.AddSingleton<ITurnHandler>(counting));
        HashSet<string> acknowledged = [];
        List<SignedWebhook> before = [];
        for (int wave = 0; wave < Webhooks / People; wave++)
        {
            List<SignedWebhook> together = [.. Enumerable.Range(0, People).Select(_ => Next(world.Line, dice, before))];
            HttpResponseMessage[] answers = await Task.WhenAll(together.Select(world.PostAsync));
            for (int index = 0; index < answers.Length; index++)
            {
                Assert.Equal(200, (int)answers[index].StatusCode);
                answers[index].Dispose();
                acknowledged.UnionWith(together[index].EventIds);
            }

            before.AddRange(together);
            if (dice.Next(3) == 0)
            {
                await world.SettleAsync();
            }
        }

        await world.SettleAsync();
        List<InboxMessage> kept = await world.AskAsync(db => db.Inbox.AsNoTracking().OrderBy(message => message.Id).ToListAsync());
        Assert.Equal(acknowledged.Order(), kept.Select(message => message.ChannelEventId).Order());
        Assert.All(kept, message => Assert.Equal(InboxState.Handled, message.State));
        Assert.Equal(kept.Count, await world.AskAsync(db => db.Outbox.CountAsync()));
        foreach (IGrouping<string, InboxMessage> conversation in kept.GroupBy(message => message.Conversation))
        {
            string[] numbers = [.. conversation.Select(message => JsonSerializer.Deserialize(message.Event, ReplyJson.Default.ChannelEvent)!.PostbackData!.Split(':')[1])];
            Assert.Equal(numbers, counting.Counted.Where(numbers.Contains)); // Each once, in the order in which they were kept.
        }

        Assert.Equal(kept.Count, Enumerable.Range(0, People).Sum(person => world.Line.Heard($"U{person}").Count));
    }

    private static SignedWebhook Next(FakeLine line, Random dice, List<SignedWebhook> before) => dice.Next(6) switch
    {
        0 when before.Count > 0 => before[dice.Next(before.Count)],
        1 when before.Count > 0 => line.Redelivers(before[dice.Next(before.Count)]),
        2 => line.Together(Counts(line, dice), Counts(line, dice), Counts(line, dice)),
        _ => Counts(line, dice),
    };

    private static SignedWebhook Counts(FakeLine line, Random dice) => line.Presses($"U{dice.Next(People)}", $"count:{dice.Next()}");

    /// <summary>Remembers the numbers it was shown.</summary>
    private sealed class CountingTurn : ITurnHandler
    {
        private readonly ConcurrentQueue<string> _counted = [];

        public IEnumerable<string> Counted => _counted;

        public IReadOnlyList<string> Intents => [];

        public IReadOnlyList<string> Verbs => ["count"];

        public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
        {
            _counted.Enqueue(turn.Press!.Arguments[0]);
            return Task.FromResult(TurnOutcome.Say(turn.Press.Arguments[0]));
        }
    }
}
