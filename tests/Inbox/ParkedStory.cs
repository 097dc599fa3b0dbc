using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>An event that failed three times is seen in the console and tried again there.</summary>
public sealed class ParkedStory
{
    [Fact]
    public async Task WhatFailedThreeTimes_IsAnsweredOnceAPersonTriesItAgain()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方"));
        await world.AskAsync(async db =>
        {
            InboxMessage waiting = await db.Inbox.SingleAsync();
            for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
            {
                waiting.MarkFailed("IOException in TurnRunner");
            }

            return await db.SaveChangesAsync();
        });
        await world.SettleAsync();
        world.HearsNothing("U1");

        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ParkedRows parked = scope.ServiceProvider.GetRequiredService<ParkedRows>();
        ParkedRow row = Assert.Single(await parked.ListAsync(CancellationToken.None));
        Assert.Equal(("line", EventKind.Text, 3, "IOException in TurnRunner"), (row.Channel, row.Kind, row.Attempts, row.LastProblem));
        Assert.True(await parked.RetryAsync(row.Id, Guid.Empty, DateTimeOffset.UnixEpoch, CancellationToken.None));
        Assert.True(await parked.RetryAsync(row.Id, Guid.Empty, DateTimeOffset.UnixEpoch, CancellationToken.None)); // Pressed twice.
        Assert.False(await parked.RetryAsync(row.Id + 99, Guid.Empty, DateTimeOffset.UnixEpoch, CancellationToken.None));
        await world.SettleAsync();

        Assert.Single(world.Hears("U1"));
        Assert.Equal(InboxState.Handled, await world.AskAsync(db => db.Inbox.Select(message => message.State).SingleAsync()));
    }

    [Fact]
    public async Task PressedInTwoBrowsers_AndHandledInBetween_ItIsAnsweredOnce()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方"));
        long id = await world.AskAsync(async db =>
        {
            InboxMessage waiting = await db.Inbox.SingleAsync();
            for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
            {
                waiting.MarkFailed("IOException in TurnRunner");
            }

            await db.SaveChangesAsync();
            return waiting.Id;
        });
        await using AsyncServiceScope slow = world.Services.CreateAsyncScope();
        Assert.Equal(InboxState.Parked, (await slow.ServiceProvider.GetRequiredService<ZaitakuDb>().Inbox.SingleAsync()).State); // Read before the other press.
        await using AsyncServiceScope quick = world.Services.CreateAsyncScope();
        Assert.True(await quick.ServiceProvider.GetRequiredService<ParkedRows>().RetryAsync(id, Guid.Empty, DateTimeOffset.UnixEpoch, CancellationToken.None));
        await world.SettleAsync();
        Assert.Single(world.Hears("U1"));

        Assert.True(await slow.ServiceProvider.GetRequiredService<ParkedRows>().RetryAsync(id, Guid.Empty, DateTimeOffset.UnixEpoch, CancellationToken.None));
        await world.SettleAsync();

        world.HearsNothing("U1");
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "inbox.retry")));
    }

    [Fact]
    public void OnlyAParkedEvent_IsTriedAgain()
    {
        InboxMessage waiting = new() { Channel = "line", ChannelEventId = "1", Conversation = "c", Event = "{}" };
        Assert.Throws<InvalidOperationException>(waiting.Retry);
    }
}
