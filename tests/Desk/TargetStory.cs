using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>Targets on a still clock, over 昭和の日 (Wednesday 29 April 2026).</summary>
public sealed class TargetStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 16, 30);

    [Fact]
    public async Task OverAHoliday_WhoeverHasItIsWarned_ThenTheDeputy_ThenEveryone_UntilItIsAnswered()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount deputy = await DeskWorld.CoordinatorAsync(world, "鈴木");
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤", account => account.DeputyId = deputy.Id);
        await DeskWorld.CoordinatorAsync(world, "高橋");
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        Array.ForEach(["鈴木", "佐藤", "高橋"], name => world.Hears(name, "新しい相談が届きました", ConsultationNumbers.Shown(number), "退院支援", "みなと市", "今日中"));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None));
        Assert.Equal(DeskWorld.At("2026-04-30T09:45"), (await DeskWorld.FindAsync(world, number)).TargetAt); // 45 minutes on the 28th, 75 on the 30th

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-29T12:00"); // a holiday: nobody's time
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T09:14"); // 31 of 120 minutes left
        world.HearsNothing("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T09:15");
        world.Hears("佐藤", "期限が近づいて", ConsultationNumbers.Shown(number));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T09:20"); // said once
        world.HearsNothing("佐藤");

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T09:45");
        world.Hears("佐藤", "期限を過ぎました");
        world.Hears("鈴木", "佐藤さんの担当する相談", "代わりに");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T10:44");
        world.HearsNothing("高橋");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T10:45");
        Array.ForEach(["鈴木", "佐藤", "高橋"], name => world.Hears(name, "どなたか対応を"));

        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T09:59");
        world.HearsNothing("高橋");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T10:00"); // eight working hours later: not forgotten
        Array.ForEach(["鈴木", "佐藤", "高橋"], name => world.Hears(name, "どなたか対応を"));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, holder.Id, "お電話しました。", now, CancellationToken.None));
        world.Hears("田中", "お返事があります");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-08T12:00");
        Array.ForEach(["鈴木", "佐藤", "高橋"], world.HearsNothing);

        Consultation done = await DeskWorld.FindAsync(world, number);
        Assert.Equal((null, DeskWorld.At("2026-05-01T10:00")), (done.TargetAt, done.FirstAnswerAt));
        Assert.Equal(
            ["Words", "Received", "Claimed", "Warned", "Escalated", "Escalated", "Escalated", "Answered"], done.Entries.Select(entry => entry.Kind.ToString()));
        Assert.DoesNotContain(world.Line.Delivered, heard => Tells(heard.Words));
    }

    [Fact]
    public async Task WhileThePersonIsAsked_TheClockStands_AndTheirReplyStartsItAgain()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        world.Hears("佐藤");
        _clock.AdvanceTo(DeskWorld.At("2026-04-28T16:45"));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, holder.Id, "退院はいつですか", now, CancellationToken.None));
        world.Hears("田中", "おたずねがあります");
        Consultation asked = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.AskedBack, null, 105), (asked.State, asked.TargetAt, asked.TargetLeftMinutes));

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T14:59");
        world.HearsNothing("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "来週の火曜です", one.MemberId, "", now, CancellationToken.None));
        world.Hears("佐藤", "返信がありました");
        Consultation replied = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Claimed, DeskWorld.At("2026-04-30T16:44")), (replied.State, replied.TargetAt));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T16:14");
        world.Hears("佐藤", "期限が近づいて");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T16:44"); // no deputy: everyone at once
        world.Hears("佐藤", "どなたか対応を");
    }

    [Fact]
    public async Task APlannedVisit_IsRemindedOf_AndWatched()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, holder.Id, DeskWorld.At("2026-05-01T14:00"), "病院へ", now, CancellationToken.None));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T12:59");
        world.HearsNothing("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T13:00");
        world.Hears("佐藤", "予定した電話・訪問");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T09:14"); // 3:15 on Friday, 45 minutes after the holidays
        world.HearsNothing("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T09:15");
        world.Hears("佐藤", "どなたか対応を");
    }

    [Fact]
    public async Task ANoticeThatWaitedForTheMorning_IsNotSaid_WhenSomebodyHasItByThen()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount early = await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        _clock.AdvanceTo(DeskWorld.At("2026-04-28T22:00"));
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.HearsNothing("鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, early.Id, now, CancellationToken.None));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T08:00");
        world.HearsNothing("鈴木");
        world.HearsNothing("佐藤");
    }

    [Fact]
    public async Task OutsideHours_TheReceiptSaysWhenTheDeskOpens_AndWhatToDoMeanwhile()
    {
        _clock.AdvanceTo(DeskWorld.At("2026-05-02T10:00")); // Saturday before the long holidays
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        Consultation one = await DeskWorld.FindAsync(world, number);
        Assert.Equal(DeskWorld.At("2026-05-07T10:30"), one.TargetAt);
        DeskReceipt receipt = new(number, one.TargetAt!.Value, false, DeskWorld.At("2026-05-07T08:30"), DeskReplies.UsualOutsideHours);
        Assert.Equal(receipt, await DeskScope.AskAsync(world, desk => desk.ReceiptOf(one, _clock.GetUtcNow())));
        string said = DeskReplies.Receipt(receipt);
        Assert.All([ConsultationNumbers.Shown(number), "5月7日(木) 10:30", "5月7日(木) 08:30に開きます", "119"], words => Assert.Contains(words, said, StringComparison.Ordinal));
    }

    private static bool Tells(string words) => words.Contains(DeskWorld.Secret, StringComparison.Ordinal) || words.Contains(DeskWorld.AskerName, StringComparison.Ordinal)
        || words.Contains(DeskWorld.AskerPhone, StringComparison.Ordinal) || words.Contains("お電話しました", StringComparison.Ordinal);
}
