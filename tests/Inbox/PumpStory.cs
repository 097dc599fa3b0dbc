using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Turns;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Tests.Inbox;

/// <summary>Whose turn it is: one conversation in order, and nobody waits for another's.</summary>
public sealed class PumpStory
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task OneSlowConversation_HoldsUpNobodyElse()
    {
        HangingTurn hanging = new();
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), more: services => services.AddSingleton<ITurnHandler>(hanging));
        InboxPump pump = world.Services.GetRequiredService<InboxPump>();
        await pump.StartAsync(CancellationToken.None); // As the program runs it, without end.

        using HttpResponseMessage slow = await world.PostAsync(world.Line.Presses("U1", "hang"));
        await hanging.Entered.Task.WaitAsync(AtMost);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage behind = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        for (int other = 2; other < 20; other++)
        {
            using HttpResponseMessage quick = await world.PostAsync(world.Line.Says($"U{other}", "使い方おしえて"));
        }

        await UntilAsync(world, InboxState.Handled, 18);
        Assert.Equal(2, await world.AskAsync(db => db.Inbox.CountAsync(message => message.State == InboxState.Waiting)));
        hanging.MayLeave.SetResult();
        await UntilAsync(world, InboxState.Handled, 20);
        await pump.StopAsync(CancellationToken.None);

        await world.SettleAsync();
        Assert.Equal("ゆっくり考えました", world.Hears("U1")[0].Words); // In the order it was said.
        for (int other = 2; other < 20; other++)
        {
            world.Hears($"U{other}");
        }
    }

    [Fact]
    public async Task OfTwoProgramsOnOneDirectory_OneHandlesWhatComesIn_AndTheOtherTakesOver()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        InboxPump pump = world.Services.GetRequiredService<InboxPump>();
        string place = Path.Combine(world.DataDirectory, "inbox.lock");
        using (new FileStream(place, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)) // The other program's.
        {
            await pump.StartAsync(CancellationToken.None);
            using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            Assert.Equal(1, await world.AskAsync(db => db.Inbox.CountAsync(message => message.State == InboxState.Waiting)));
        }

        await UntilAsync(world, InboxState.Handled, 1);
        await pump.StopAsync(CancellationToken.None);
        await world.SettleAsync();
        world.Hears("U1");
    }

    [Fact]
    public async Task WhatAnotherHandledMeanwhile_IsNotHandledAgain()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        using HttpResponseMessage kept = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        await using ZaitakuDb slow = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        InboxMessage read = await slow.Inbox.SingleAsync();
        await world.SettleAsync();
        world.Hears("U1");

        read.MarkHandled(world.Clock.GetUtcNow());
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
    }

    [Fact]
    public void Lines_OneConversationInOrder_OthersInBetween_EachOnce()
    {
        InboxLines lines = new(atOnceMax: 2);
        Assert.All([new WaitingEvent(1, "a"), new(2, "a"), new(3, "b"), new(4, "c")], one => Assert.True(lines.Add(one)));
        Assert.False(lines.Add(new WaitingEvent(2, "a")));

        WaitingEvent first = lines.TryStart()!;
        WaitingEvent second = lines.TryStart()!;
        Assert.Equal((1, 3), (first.Id, second.Id));
        Assert.Null(lines.TryStart()); // Two at once.

        lines.Finish(first, isOver: true);
        Assert.Equal(4, lines.TryStart()!.Id); // "c" has waited longer than the rest of "a".
        lines.Finish(second, isOver: true);
        Assert.Equal(2, lines.TryStart()!.Id);
    }

    [Fact]
    public async Task Lines_WhatMustBeTriedLater_TakesThoseBehindItAlong()
    {
        InboxLines lines = new(atOnceMax: 2);
        Assert.All([new WaitingEvent(1, "a"), new(2, "a")], one => lines.Add(one));

        lines.Finish(lines.TryStart()!, isOver: false);

        Assert.Null(lines.TryStart());
        Assert.Equal(0, lines.Count);
        await lines.WhenRestingAsync().WaitAsync(AtMost);
        Assert.False(lines.Add(new WaitingEvent(3, "a"))); // What came meanwhile must not overtake them (storm 9782: a disk that was full for a moment).
        Assert.True(lines.Add(new WaitingEvent(4, "b")));
        lines.BeginAgain();
        Assert.All([new WaitingEvent(1, "a"), new(2, "a"), new(3, "a")], one => Assert.True(lines.Add(one))); // The next look from the beginning finds them all again.
        Assert.Equal(4, lines.TryStart()!.Id);
        Assert.Equal(1, lines.TryStart()!.Id);
    }

    private static async Task UntilAsync(World.World world, InboxState state, int count)
    {
        using CancellationTokenSource limit = new(AtMost);
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (await world.AskAsync(db => db.Inbox.CountAsync(message => message.State == state)) < count)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
