using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>「今日むり」, and what happens while nobody takes a duty.</summary>
public sealed class SuddenCoverStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task CannotCome_EverybodyAndTheCoordinatorsAreRungAtOnce_AndAgain_UntilSomebodyTakesWhatIsLeft()
    {
        await using StoryWorld world = await StartAsync(_clock, rota => rota.CoverNeedsApproval = true);
        _clock.AdvanceTo(At("2026-06-06", 13));
        await world.SaysAsync("木原", "熱が出て今夜の当番に行けません");
        world.Hears("木原", "お願いを送りました", "119");
        world.Hears("三木", "急ぎ: 当番に入れる方を探しています");
        world.Hears(Coordinator, "当番に入れない方がいます", "木原 一郎（木原医院）", "0000-31-1111", "三木 一郎", "0000-32-1111", "佐藤 一郎", "0000-34-1111");
        Array.ForEach(["広瀬", "佐藤"], name => world.HearsText(name));
        Assert.All(await world.AskAsync(db => db.Outbox.Where(message => message.Kind == "cover.ask" || message.Kind == "cover.desk_open").ToArrayAsync()), message => Assert.Equal(Urgency.Page, message.Urgency));

        await WatchAtAsync(world, At("2026-06-06", 13, 14));
        HearsNothing(world, Coordinator, "三木");
        await TapsNoAsync(world, "佐藤");
        await WatchAtAsync(world, At("2026-06-06", 13, 15));
        world.Hears(Coordinator, "まだ決まりません", "「できません」1人");
        world.Hears("三木", "まだ決まっていません");
        world.HearsText("広瀬");
        world.HearsNothing("佐藤");
        await WatchAtAsync(world, At("2026-06-06", 13, 15)); // Twice.
        await WatchAtAsync(world, At("2026-06-06", 13, 35)); // Late.
        world.HearsText(Coordinator);
        HearsNothing(world, "三木", "広瀬", "佐藤");

        _clock.AdvanceTo(At("2026-06-06", 18, 20)); // It has begun.
        await TapsTakeAsync(world, "三木");
        world.Hears("三木", "当番の交代が決まりました"); // Waits for nobody's approval.
        Array.ForEach(["木原", "広瀬", Coordinator], name => world.HearsText(name));
        Assert.Equal(["木原 一郎", "三木 一郎"], new[] { await OnAsync(world, "2026-06-06", 18), await OnAsync(world, "2026-06-06", 19) });
    }

    [Fact]
    public async Task TodayImpossible_IsUnderstoodOfWhoeverIsOnDuty_AndOfNobodyElse()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-06", 13));
        await world.SaysAsync("木原", "今日むりかもしれません");
        world.Hears("木原", "6月6日(土) 17:30〜翌8:30", "急ぎの呼び出し"); // Who doubts sees a card to check first.
        await world.SaysAsync("木原", "胸が痛くて今日の当番に行けません");
        string danger = world.HearsText("木原");
        Assert.Contains("119", danger);
        Assert.DoesNotContain("この内容でお願いを送りますか", danger); // A life comes first.
        world.Hears(Coordinator, "いのちに関わるかもしれない言葉");
        await world.SaysAsync("三木", "今日むり");
        Assert.DoesNotContain("当番", world.HearsText("三木").Split("できること")[0].Split("例")[0]);
        Assert.Equal(0, await world.AskAsync(db => db.CoverRequests.CountAsync()));
    }

    [Fact]
    public async Task ChasersGrow_TheCoordinatorsHearFromThreeDaysBefore_AndAtTheStartItLapses()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "6月13日の当番代わってほしい");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await WatchAtAsync(world, At("2026-06-06", 17, 29));
        HearsNothing(world, "三木", Coordinator);
        await WatchAtAsync(world, At("2026-06-06", 17, 30)); // A week before.
        Array.ForEach(["三木", "広瀬", "佐藤"], name => world.Hears(name, "まだ決まっていません"));
        world.HearsNothing(Coordinator);
        await TapsNoAsync(world, "佐藤");
        await WatchAtAsync(world, At("2026-06-10", 17, 30)); // Three days.
        world.Hears(Coordinator, "まだ決まりません", "空いている方 3人");
        Array.ForEach(["三木", "広瀬"], name => world.HearsText(name));
        world.HearsNothing("佐藤");

        await WatchAtAsync(world, At("2026-06-13", 17, 30)); // The machine was off meanwhile.
        world.Hears("木原", "引き受ける方が見つからないまま時間になりました", "0000-11-0000");
        world.Hears(Coordinator, "時間になりました", "0000-31-1111");
        world.Hears("三木", "終わりました");
        world.HearsText("広瀬");
        Assert.Equal(CoverState.Lapsed, (await OnlyOneAsync(world)).State);
        await WatchAtAsync(world, At("2026-06-13", 18));
        HearsNothing(world, Coordinator, "木原");
    }

    [Fact]
    public async Task ACoordinatorWritesSomebodyIn_AndTheRequestEnds()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-06", 13));
        await world.SaysAsync("木原", "今日むり");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤", Coordinator], name => world.HearsText(name));
        await world.AskAsync(async db =>
        {
            DutyShift plan = await db.DutyShifts.FirstAsync(shift => shift.StartsAt == At("2026-06-06", 17, 30));
            int hirose = await db.DutyHolders.Where(holder => holder.Name.StartsWith("広瀬")).Select(holder => holder.Id).SingleAsync();
            db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, HolderId = hirose, StartsAt = plan.StartsAt, EndsAt = plan.EndsAt, Layer = DutyLayer.Override, KnownFrom = _clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await TapsTakeAsync(world, "三木");
        world.Hears("三木", "当番表が変わったため");
        await WatchAtAsync(world, At("2026-06-06", 13, 1));
        world.Hears("木原", "当番表が変わり");
        Array.ForEach(["三木", "広瀬", "佐藤", Coordinator], name => world.HearsText(name));
        Assert.Equal(CoverState.Lapsed, (await OnlyOneAsync(world)).State);
    }

    [Fact]
    public async Task EverybodySaysNo_AndTheCoordinatorsKnowAtOnce()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "6月13日の当番代わってほしい");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await TapsNoAsync(world, "三木");
        await TapsNoAsync(world, "広瀬");
        HearsNothing(world, "木原", Coordinator);
        await TapsNoAsync(world, "佐藤");
        world.Hears("木原", "お願いした方全員が「できません」");
        world.Hears(Coordinator, "まだ決まりません");
        await TapsTakeAsync(world, "広瀬"); // Somebody thinks again.
        Array.ForEach(["木原", "広瀬"], name => world.Hears(name, "決まりました"));
    }

    [Fact]
    public async Task AskedAtNight_NobodyIsWoken_AndWhoWasNeverAskedNeedNotHearThatItIsSettled()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-01", 23));
        await SendsAsync(world, "木原", "6月13日の当番代わってほしい");
        world.HearsText("木原");
        HearsNothing(world, "三木", "広瀬", "佐藤");
        await TapsTakeAsync(world, "三木"); // Called, and opened the chat.
        world.HearsText("三木");
        _clock.AdvanceTo(At("2026-06-02", 9));
        await world.SettleAsync();
        world.Hears("木原", "決まりました");
        HearsNothing(world, "広瀬", "佐藤");
    }

    private static async Task TapsNoAsync(StoryWorld world, string doctor)
    {
        await world.DoesAsync(world.Line.Presses(doctor, $"coverno:{(await OnlyOneAsync(world)).Id:N}"));
        world.Hears(doctor, "お返事をありがとうございます");
    }

    private static async Task TapsTakeAsync(StoryWorld world, string doctor) => await world.DoesAsync(world.Line.Presses(doctor, $"covertake:{(await OnlyOneAsync(world)).Id:N}"));
}
