using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>Whoever had a consultation must not go to a visit that is another's by now.</summary>
public sealed class PassedOnStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task WhoHadIt_HearsThatAnotherPassedItOn()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤"), suzuki = await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        Array.ForEach(["佐藤", "鈴木"], name => world.Line.Heard(name));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, sato.Id, now.AddDays(1), "", now, CancellationToken.None));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.TransferAsync(one, suzuki.Id, suzuki.Id, "休みのため", now, CancellationToken.None));
        world.Hears("佐藤", "鈴木さんが、担当されていた相談を", ConsultationNumbers.Shown(number));
        world.HearsNothing("鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.TransferAsync(one, suzuki.Id, sato.Id, "戻します", now, CancellationToken.None));
        world.Hears("佐藤", "引き継ぎました");
        world.HearsNothing("鈴木"); // Did it themself.
        world.Line.Heard("田中");
    }

    [Fact]
    public async Task WhatCameBackInTheNight_IsNotToldAsPassedOn_InTheMorning()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤"), suzuki = await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, sato.Id, now, CancellationToken.None));
        Array.ForEach(["佐藤", "鈴木", "田中"], name => world.Line.Heard(name));
        _clock.AdvanceTo(DeskWorld.At("2026-04-28T22:00"));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.TransferAsync(one, suzuki.Id, suzuki.Id, "", now, CancellationToken.None));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.TransferAsync(one, suzuki.Id, sato.Id, "", now, CancellationToken.None));
        world.HearsNothing("佐藤"); // Asleep.

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T08:40");
        Assert.DoesNotContain(world.Hears("佐藤", "引き継ぎました"), heard => heard.Words.Contains("渡しました", StringComparison.Ordinal));
        world.Line.Heard("鈴木");
    }
}
