using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>Things that change while a doctor is being asked: the duty goes and comes back, another person answers for the name, the rota asks nobody any more.</summary>
public sealed class DutyMidwayStory
{
    /// <summary>The Friday before.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 14);

    [Fact]
    public async Task ADutyThatGoesAndComesBackWhileItIsAskedFor_IsChasedToTheEnd()
    {
        (StoryWorld world, int rota) = await AskedAgainAsync();
        await using StoryWorld _ = world;
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.HearsText(Coordinator);
        world.HearsText(Miki);
        _clock.AdvanceTo(At("2026-05-31", 21, 30)); // At night: who loses it hears in the morning.
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 17, 30), At("2026-06-01", 32, 30));
        await WithdrawAsync(world);
        await LookAtAsync(world, "2026-06-01", 7);
        world.Hears(Coordinator, "確認がないままです", "木原 一郎");
        world.HearsNothing(Hirose);
    }

    [Fact]
    public async Task AnotherPersonBehindTheName_HearsOfIt_IsAsked_AndChased()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        HeardMessage told = Assert.Single(world.Hears(Kihara, "6月1日"));
        await TapsAsync(world, Kihara, told, "確認しました");
        world.Hears(Kihara, "確認をいただきました");
        await world.AskAsync(async db =>
        {
            DutyHolder holder = await db.DutyHolders.SingleAsync(one => one.Name == "木原 一郎");
            Guid other = (await db.DutyHolders.SingleAsync(one => one.Name == "広瀬 三郎")).MemberId!.Value;
            await HolderLinks.SetAsync(db, holder, other, _clock.GetUtcNow(), CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
        HeardMessage news = Assert.Single(world.Hears(Hirose, "当番をお願いします", "6月1日"));
        Assert.Null((await HeldAsync(world))[0].ConfirmedAt);
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Hirose, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 20);
        world.Hears(Hirose, "当番の確認をお願いします");
        world.HearsNothing(Kihara);
        await TapsAsync(world, Hirose, news, "確認しました");
        world.Hears(Hirose, "確認をいただきました");
        Assert.NotNull((await HeldAsync(world))[0].ConfirmedAt);
    }

    [Fact]
    public async Task WhatACoordinatorWroteDown_StandsForWhoeverComes()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.HearsText(Kihara);
        await world.AskAsync(async db =>
        {
            HeldDuty duty = await db.HeldDuties.SingleAsync();
            duty.Confirm(ConfirmedVia.Staff, Guid.CreateVersion7(_clock.GetUtcNow()), _clock.GetUtcNow());
            await HolderLinks.SetAsync(db, await db.DutyHolders.SingleAsync(one => one.Name == "木原 一郎"), null, _clock.GetUtcNow(), CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
        Assert.Equal(ConfirmedVia.Staff, (await HeldAsync(world))[0].ConfirmedVia);
    }

    [Fact]
    public async Task WhoGivesAPartAway_IsNotAskedAboutTheRestAgain()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        _clock.AdvanceTo(At("2026-06-01", 9));
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.HearsText(Kihara);
        await world.SaysAsync(Kihara, "了解です");
        world.Hears(Kihara, "確認をいただきました");
        await LookAtAsync(world, "2026-06-01", 17, 30);
        world.Hears(Kihara, "いま当番です");
        _clock.AdvanceTo(At("2026-06-01", 20));
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 22), At("2026-06-01", 32, 30), DutyLayer.Swap);
        world.Hears(Kihara, "17:30〜22:00");
        world.Hears(Hirose, "22:00〜翌8:30");
        await LookAtAsync(world, "2026-06-01", 21, 25);
        world.HearsNothing(Coordinator);
        Assert.DoesNotContain("確認をお願いします", string.Join('\n', world.Line.Heard(Kihara).Select(message => message.Words)), StringComparison.Ordinal);
        world.Line.Heard(Hirose); // Its start is announced before the quiet hours.
    }

    [Fact]
    public async Task WhereTheRotaAsksNobodyAnyMore_TheChainEnds_AndGoesOnWhenItAsksAgain()
    {
        (StoryWorld world, int rota) = await AskedAgainAsync();
        await using StoryWorld _ = world;
        await SetAsync(world, one => one.ConfirmByMinute = -1);
        await LookAtAsync(world, "2026-05-31", 20, 35);
        world.HearsNothing(Coordinator);
        await SetAsync(world, one => one.ConfirmByMinute = 20 * 60);
        await LookAsync(world);
        world.Hears(Coordinator, "当番の確認がありません");
        world.HearsText(Miki);
        Assert.NotEqual(0, rota);
    }

    [Fact]
    public async Task ACallToMake_IsNoneAnyMore_WhenTheDutyIsSomebodyElses_OrOver()
    {
        (StoryWorld world, int rota) = await AskedAgainAsync();
        await using StoryWorld _ = world;
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.HearsText(Coordinator);
        world.HearsText(Miki);
        Assert.Equal(1, await CallsAsync(world));
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 20), At("2026-06-01", 32, 30));
        Assert.Equal(0, await CallsAsync(world));
        world.Line.Heard(Kihara);
        world.Line.Heard(Hirose);
        world.Line.Heard(Coordinator);
        await LookAtAsync(world, "2026-05-31", 21);
        foreach ((string day, int hour) in new[] { ("2026-06-01", 7), ("2026-06-01", 8), ("2026-06-01", 10) })
        {
            await LookAtAsync(world, day, hour);
        }

        Assert.InRange(await CallsAsync(world), 1, 2); // Both were asked anew, and are silent.
        await LookAtAsync(world, "2026-06-02", 9);
        Assert.Equal(0, await CallsAsync(world));
        Array.ForEach([Kihara, Miki, Hirose, Coordinator], name => world.Line.Heard(name));
    }

    [Fact]
    public async Task TheNextInLine_IsWhoeverItIsWhenItIsHeard()
    {
        (StoryWorld world, int rota) = await AskedAgainAsync();
        await using StoryWorld _ = world;
        await world.AskAsync(async db =>
        {
            Member coordinator = await db.Members.SingleAsync(member => member.Role == Role.Coordinator);
            db.QuietHours.Add(new QuietHours { MemberId = coordinator.Id, FromMinute = 19 * 60, ToMinute = (6 * 60) + 30 });
            return await db.SaveChangesAsync();
        });
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.HearsNothing(Coordinator);
        world.HearsText(Miki);
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-10", 17, 30), At("2026-06-10", 32, 30));
        await LookAtAsync(world, "2026-06-01", 6, 45);
        string heard = world.HearsText(Coordinator);
        Assert.Contains("広瀬 三郎", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("三木 二郎", heard, StringComparison.Ordinal);
        Array.ForEach([Kihara, Miki, Hirose], name => world.Line.Heard(name));
    }

    [Fact]
    public async Task TheNextInLine_IsNotTheSilentOneUnderAnotherName()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await world.AskAsync(async db =>
        {
            DutyHolder clinic = Holder("木原医院", "0000-31-0000");
            clinic.MemberId = (await db.DutyHolders.SingleAsync(one => one.Name == "木原 一郎")).MemberId;
            db.DutyHolders.Add(clinic);
            return await db.SaveChangesAsync();
        });
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("木原医院", "2026-06-02"), Night("三木 二郎", "2026-06-03"));
        world.Line.Heard(Kihara);
        world.Line.Heard(Miki);
        await LookAtAsync(world, "2026-05-31", 17);
        await LookAtAsync(world, "2026-05-31", 20);
        world.Line.Heard(Kihara);
        await LookAtAsync(world, "2026-05-31", 20, 30);
        world.Hears(Coordinator, "次の方", "三木 二郎");
        world.Hears(Miki, "代わりをお願いするかもしれません");
        world.HearsNothing(Kihara);
    }

    private static Task<int> CallsAsync(StoryWorld world) => world.AskAsync(db => db.PhoneTasks.CountAsync(task => task.DoneAt == null));

    private static Task<int> SetAsync(StoryWorld world, Action<DutyRota> adjust) => world.AskAsync(async db =>
    {
        DutyRota one = await db.DutyRotas.SingleAsync();
        adjust(one);
        one.Revision++;
        return await db.SaveChangesAsync();
    });

    /// <summary>What was written by hand last is taken back.</summary>
    private async Task WithdrawAsync(StoryWorld world)
    {
        await world.AskAsync(async db =>
        {
            (await db.DutyShifts.Where(shift => shift.Layer == DutyLayer.Override && shift.KnownUntil == null).SingleAsync()).Withdraw(_clock.GetUtcNow());
            (await db.DutyRotas.SingleAsync()).Revision++;
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
    }

    /// <summary>On Sunday evening 木原 was asked twice about Monday's night.</summary>
    private async Task<(StoryWorld World, int Rota)> AskedAgainAsync()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-10"));
        world.Hears(Kihara, "6月1日");
        world.Hears(Miki, "6月10日");
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Kihara, "あすは当番です");
        await LookAtAsync(world, "2026-05-31", 20);
        world.Hears(Kihara, "当番の確認をお願いします");
        return (world, rota);
    }
}
