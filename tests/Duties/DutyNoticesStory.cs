using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>Doctors hear of their duties, are reminded, and say that they know; what changes is corrected, never contradicted.</summary>
public sealed class DutyNoticesStory
{
    /// <summary>A Friday afternoon.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 15, 14);

    [Fact]
    public async Task APublishedTable_TellsEachOnce_WithTheirOwnDutiesOnly()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"), Night("木原 一郎", "2026-06-09"));
        HeardMessage told = Assert.Single(world.Hears(Kihara, "当番をお願いします", "6月1日(月) 17:30〜翌8:30", "6月9日(火)"));
        Assert.DoesNotContain("6月2日", told.Words, StringComparison.Ordinal);
        world.Hears(Miki, "6月2日(火) 17:30〜翌8:30");
        world.HearsNothing(Hirose);
        await LookAsync(world);
        world.HearsNothing(Kihara);

        await TapsAsync(world, Kihara, told, "確認しました");
        world.Hears(Kihara, "確認をいただきました", "6月1日(月)", "6月9日(火)", "近くなったらもう一度");
        await TapsAsync(world, Kihara, told, "確認しました");
        world.Hears(Kihara, "もう確認をいただいています");
        await TapsAsync(world, Hirose, told, "確認しました"); // Forged or forwarded: not theirs.
        world.Hears(Hirose, "見つかりません");
    }

    [Fact]
    public async Task TheyAreReminded_AWeekBefore_TheDayBefore_AndAtTheStart_WithWhatIsNeeded()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
        world.Hears(Kihara, "当番をお願いします");
        world.Hears(Miki, "当番をお願いします");

        await LookAtAsync(world, "2026-05-25", 16, 59);
        world.HearsNothing(Kihara);
        await LookAtAsync(world, "2026-05-25", 17);
        world.Hears(Kihara, "7日後は当番です", "6月1日(月) 17:30〜翌8:30");
        await LookAtAsync(world, "2026-05-26", 17);
        world.Hears(Miki, "7日後は当番です");
        await LookAtAsync(world, "2026-05-31", 17);
        HeardMessage asked = Assert.Single(world.Hears(Kihara, "あすは当番です"));
        await TapsAsync(world, Kihara, asked, "確認しました");
        world.Hears(Kihara, "確認をいただきました");
        await LookAtAsync(world, "2026-06-01", 17);
        world.Hears(Miki, "あすは当番です");
        await world.SaysAsync(Miki, "了解です");
        world.Hears(Miki, "確認をいただきました", "6月2日(火)");
        await world.SaysAsync(Miki, "了解です");
        world.Hears(Miki, "お返事をお待ちしているお知らせはありません");

        await LookAtAsync(world, "2026-06-01", 17, 30);
        string start = Assert.Single(world.Hears(Kihara, "いま当番です", "次の当番 三木 二郎", "0000-31-2222", "確認をいただいています")).Words;
        Assert.DoesNotContain("確認しました", start, StringComparison.Ordinal);
        await LookAtAsync(world, "2026-06-02", 8);
        HeardMessage end = Assert.Single(world.Hears(Kihara, "当番、お疲れさまです", "次の当番 三木 二郎"));
        await TapsAsync(world, Kihara, end, "電話 3件");
        world.Hears(Kihara, "3件と記録しました");
        Assert.Equal(3, (await HeldAsync(world))[0].CallsReceived);
        await LookAtAsync(world, "2026-06-02", 17, 30);
        world.Hears(Miki, "いま当番です");
    }

    [Fact]
    public async Task WhatChanges_IsCorrected_AndWhatNobodyWasTold_IsNotTakenBack()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
        world.Hears(Kihara, "6月1日");
        world.Hears(Miki, "6月2日");

        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 17, 30), At("2026-06-01", 32, 30));
        world.Hears(Kihara, "当番ではなくなりました", "6月1日(月) 17:30〜翌8:30");
        world.Hears(Hirose, "当番をお願いします", "6月1日(月) 17:30〜翌8:30");
        world.HearsNothing(Miki);

        await WriteAsync(world, rota, "木原 一郎", At("2026-06-01", 24), At("2026-06-01", 32, 30));
        world.Hears(Hirose, "当番が変わりました", "変更 在宅当番医", "17:30〜翌8:30 から", "17:30〜24:00 へ");
        world.Hears(Kihara, "当番をお願いします", "6月2日(火) 0:00〜8:30");
        await LookAtAsync(world, "2026-05-25", 17);
        world.Hears(Hirose, "7日後は当番です", "17:30〜24:00");
        world.HearsNothing(Kihara);
    }

    [Fact]
    public async Task ToldInTheMorning_WhatWasTakenBackDuringTheNight_IsNeverSaid()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        _clock.AdvanceTo(At("2026-05-15", 23));
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
        world.HearsNothing(Kihara);
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 17, 30), At("2026-06-01", 32, 30));
        await LookAtAsync(world, "2026-05-16", 7);
        world.HearsNothing(Kihara);
        world.Hears(Miki, "6月2日");
        world.Hears(Hirose, "6月1日");
    }

    [Fact]
    public async Task ADutyEnteredLate_RingsAtOnce_EvenAtNight()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        _clock.AdvanceTo(At("2026-05-15", 23));
        await PublishAsync(world, rota, Duty("木原 一郎", At("2026-05-15", 22), At("2026-05-15", 32, 30)));
        HeardMessage told = Assert.Single(world.Hears(Kihara, "当番をお願いします", "5月15日(金) 22:00〜翌8:30"));
        await TapsAsync(world, Kihara, told, "確認しました");
        world.Hears(Kihara, "確認をいただきました");
        HeldDuty held = Assert.Single(await HeldAsync(world));
        Assert.NotNull(held.ConfirmedAt);
        Assert.Null(held.NextStepAt);
        await LookAtAsync(world, "2026-05-16", 8);
        world.Hears(Kihara, "お疲れさまです");
    }

    [Fact]
    public async Task AYearOfNights_IsOneMessage_AllOfThemInIt()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, [.. Enumerable.Range(0, 52).Select(week => Night("木原 一郎", new DateOnly(2026, 6, 1).AddDays(7 * week).ToString("yyyy-MM-dd")))]);
        string said = Assert.Single(world.Hears(Kihara, "当番をお願いします")).Words;
        Assert.All(new[] { "6月 17:30〜翌8:30", "1日(月)、8日(月)、15日(月)、22日(月)、29日(月)", "3月 17:30〜翌8:30", "5月 17:30〜翌8:30" }, words => Assert.Contains(words, said, StringComparison.Ordinal));
        Assert.Equal(52, (await HeldAsync(world)).Count);
    }

    [Fact]
    public async Task WhoWantsItOtherwise_IsRemindedAtTheirOwnHour_AndNotAtTheRotas()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await world.AskAsync(async db =>
        {
            DutyHolder kihara = await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎");
            (kihara.WeekBeforeDays, kihara.DayBeforeMinute, kihara.AtStart) = (0, 750, false);
            return await db.SaveChangesAsync();
        });
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-01", "外科"));
        world.Hears(Kihara, "当番をお願いします");
        world.Hears(Miki, "当番をお願いします");
        await LookAtAsync(world, "2026-05-25", 17);
        world.HearsNothing(Kihara); // No week before.
        world.Hears(Miki, "7日後は当番です");
        await LookAtAsync(world, "2026-05-31", 12, 29);
        world.HearsNothing(Kihara);
        await LookAtAsync(world, "2026-05-31", 12, 30);
        HeardMessage asked = Assert.Single(world.Hears(Kihara, "あすは当番です"));
        world.HearsNothing(Miki);
        await TapsAsync(world, Kihara, asked, "確認しました");
        world.Hears(Kihara, "確認をいただきました");
        await LookAtAsync(world, "2026-05-31", 17);
        world.HearsNothing(Kihara);
        await TapsAsync(world, Miki, Assert.Single(world.Hears(Miki, "あすは当番です")), "確認しました");
        world.Hears(Miki, "確認をいただきました");
        await LookAtAsync(world, "2026-06-01", 17, 30);
        world.HearsNothing(Kihara);
        world.Hears(Miki, "いま当番です");
    }

    [Fact]
    public async Task AStepThatCannotBeKept_IsNoOtherProcesss_AndIsTakenAgain()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.Hears(Kihara, "当番をお願いします");
        await LookAtAsync(world, "2026-05-31", 17);
        world.Hears(Kihara);
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full_disk BEFORE INSERT ON duty_step BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"));
        await Assert.ThrowsAsync<DbUpdateException>(() => LookAtAsync(world, "2026-05-31", 20));
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full_disk"));
        await LookAsync(world);
        world.Hears(Kihara, "当番の確認をお願いします");
    }

    [Fact]
    public async Task ARotaThatTellsNobody_TellsNobody()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock, one => one.TellsHolders = false);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        await LookAtAsync(world, "2026-06-01", 17, 30);
        world.HearsNothing(Kihara);
        Assert.Single(await HeldAsync(world));
    }
}
