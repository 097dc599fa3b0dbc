using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>Somebody no longer needs what they asked for.</summary>
public sealed class TakeBackStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 20, 10);

    [Fact]
    public async Task TakenBackFromChat_AfterOneQuestion_TheCoordinatorHears_AndItCountsApart()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None));

        HeardMessage asked = await AsksAsync(world, "相談を取り消したい");
        Assert.Contains("このご相談を取り消しますか", asked.Words, StringComparison.Ordinal);
        Assert.Contains(ConsultationNumbers.Shown(number), asked.Words, StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Taps("田中", asked, "そのままにする"));
        world.Hears("田中", "そのまま");
        Assert.True((await DeskWorld.FindAsync(world, number)).IsOpen);

        asked = await AsksAsync(world, "先日の相談をキャンセルしたいのですが");
        await world.DoesAsync(world.Line.Taps("田中", asked, "取り消す"));
        world.Hears("田中", "取り消し、担当者に知らせました", ConsultationNumbers.Shown(number));
        world.Hears("佐藤", "取り下げられました", ConsultationNumbers.Shown(number));
        await world.DoesAsync(world.Line.Taps("田中", asked, "取り消す")); // an old card
        world.Hears("田中", "もう終わっています");

        Consultation one = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Closed, ConsultationOutcome.Withdrawn, null, null), (one.State, one.Outcome, one.FirstAnswerAt, one.TargetAt));
        Assert.Equal(["Words", "Received", "Claimed", "Closed"], one.Entries.Select(entry => entry.Kind.ToString()));
        Assert.Equal(DeskWorld.Secret, one.Entries[0].Text); // Kept as long as any other.
        await world.SaysAsync("田中", ConsultationNumbers.Shown(number));
        world.Hears("田中", "取り消されました");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-20T10:00"); // Nobody is warned of it.

        ConsultationReport report = await world.AskAsync(db => ReportReads.ReadAsync(
            db, new FiscalYear(2026), world.Services.GetRequiredService<IDeskPolicies>().Current().Time.MinutesBetween, _clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal((1, 1, 0), (report.All.Total, report.Outcomes.Single(line => line.Id == "withdrawn").Total, report.Answers!.Unanswered));
    }

    [Fact]
    public async Task WhatNobodyHasYet_IsTakenBackToo_AndTheQueueHears()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        await world.DoesAsync(world.Line.Presses("田中", $"takeback:{number}:yes"));
        world.Hears("田中", "取り消し");
        world.Hears("佐藤", "取り下げられました");
    }

    [Fact]
    public async Task OfSeveral_OneIsChosen_AndAnothersLooksLikeNobodys()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        int first = await DeskWorld.ConsultsAsync(world, "田中"), second = await DeskWorld.ConsultsAsync(world, "田中"), others = await DeskWorld.ConsultsAsync(world, "鈴木");
        HeardMessage which = await AsksAsync(world, "相談を取り下げます");
        Assert.Contains(ConsultationNumbers.Shown(first), which.Words, StringComparison.Ordinal);
        Assert.Contains(ConsultationNumbers.Shown(second), which.Words, StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Taps("田中", which, "これを取り消す"));
        world.Hears("田中", "取り消しますか");
        await world.DoesAsync(world.Line.Presses("田中", $"takeback:{others}:yes"));
        world.Hears("田中", "見つかりませんでした");
        await world.DoesAsync(world.Line.Presses("田中", "takeback:999999:yes"));
        world.Hears("田中", "見つかりませんでした");
        Assert.All(await world.AskAsync(db => db.Consultations.ToListAsync()), one => Assert.True(one.IsOpen));
    }

    [Fact]
    public async Task WhatWasNeverSent_IsForgotten()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.SaysAsync("田中", "相談したい");
        await world.DoesAsync(world.Line.Taps("田中", world.Hears("田中")[^1], "同意して相談する"));
        world.Hears("田中");
        HeardMessage asked = await AsksAsync(world, "相談を取り消したい");
        Assert.Contains("まだ送られていません", asked.Words, StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Taps("田中", asked, "消す"));
        world.Hears("田中", "消しました");
        Assert.Equal(ConsultationState.Abandoned, await world.AskAsync(db => db.Consultations.Select(one => one.State).SingleAsync()));
        await world.SaysAsync("田中", "相談を取り消したい");
        world.Hears("田中", "取り消せるご相談はありません");
    }

    [Theory]
    [InlineData("相談を取り消したい")]
    [InlineData("この相談、取り消せますか", false)]
    [InlineData("ご相談を取り消してください")]
    [InlineData("送った相談を取消したいです")]
    [InlineData("相談の取り下げをお願いします")]
    [InlineData("そうだんをキャンセルしたいんですけど")]
    [InlineData("予約の取り消しについて相談したい", false)]
    [InlineData("母の相談を取り消したいと言っている家族がいて困っています", false)]
    public void TypedWords_AreReadAsTheButton(string text, bool isTakeBack = true) =>
        Assert.Equal(isTakeBack, Zaitaku.Bot.Intake.IntakeWords.PressOf(text)?.Verb == Zaitaku.Bot.Intake.TakeBackReplies.Verb);

    private static async Task<HeardMessage> AsksAsync(StoryWorld world, string text)
    {
        await world.SaysAsync("田中", text);
        return world.Hears("田中")[^1];
    }
}
