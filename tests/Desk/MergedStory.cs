using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.Intake;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>What was planned in a duplicate is kept in the one that goes on, and whoever had the duplicate hears. Tuesday 2026-04-28, 10:00 in Tokyo; the hub works 8:30 to 17:15.</summary>
public sealed class MergedStory
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task AMergedPlan_IsStillRemindedOf()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (StaffAccount sato, StaffAccount suzuki) = await BothAsync(world);
        int into = await DeskWorld.ConsultsAsync(world, "田中"), again = await DeskWorld.ConsultsAsync(world, "田中");
        DateTimeOffset visit = DeskWorld.At("2026-05-01T14:00");
        await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.AnswerAsync(one, suzuki.Id, "訪問看護をご案内します", now, None));
        await DeskWorld.DoesAsync(world, again, (desk, one, now) => desk.PlanAsync(one, sato.Id, visit, "", now, None));
        Listen(world, "佐藤", "鈴木");

        await DeskWorld.MergesAsync(world, again, into, suzuki.Id);

        Consultation one = await DeskWorld.FindAsync(world, into);
        Assert.Equal((ConsultationState.Planned, visit, suzuki.Id), (one.State, one.PlannedAt, one.StaffId));
        Assert.Contains(one.Entries, entry => entry is { Kind: ConsultationEntryKind.Merged, IsInternal: true } && entry.Text.Contains("予定: 5月1日(金) 14:00", StringComparison.Ordinal));
        world.Hears("佐藤", "鈴木さんが", ConsultationNumbers.Shown(again), "まとめた先でお確かめください");
        world.HearsNothing("鈴木");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T12:50");
        world.HearsNothing("鈴木");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T13:01");
        world.Hears("鈴木", "予定した電話・訪問", ConsultationNumbers.Shown(into));
        await world.SaysAsync("田中", ConsultationNumbers.Shown(into));
        Assert.Contains("5月1日", world.HearsText("田中"), StringComparison.Ordinal);
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Theory]
    [InlineData("2026-04-30T10:00", "2026-05-01T14:00", "2026-04-30T10:00")] // the own one is earlier
    [InlineData("2026-05-18T10:00", "2026-05-01T14:00", "2026-05-01T14:00")]
    [InlineData("2026-04-28T11:00", "2026-05-01T14:00", "2026-05-01T14:00")] // the own one was this morning
    [InlineData("2026-05-01T14:00", "2026-04-28T11:00", "2026-05-01T14:00")]
    public async Task OfTwoPlans_TheEarlierToCome_Stands(string own, string others, string stands)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (StaffAccount sato, StaffAccount suzuki) = await BothAsync(world);
        int into = await DeskWorld.ConsultsAsync(world, "田中"), again = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.PlanAsync(one, suzuki.Id, DeskWorld.At(own), "", now, None));
        await DeskWorld.DoesAsync(world, again, (desk, one, now) => desk.PlanAsync(one, sato.Id, DeskWorld.At(others), "", now, None));
        DateTimeOffset owed = (await DeskWorld.FindAsync(world, into)).TargetAt!.Value, alsoOwed = (await DeskWorld.FindAsync(world, again)).TargetAt!.Value;
        _clock.AdvanceTo(DeskWorld.At("2026-04-28T12:00"));

        await DeskWorld.MergesAsync(world, again, into, suzuki.Id);

        Consultation one = await DeskWorld.FindAsync(world, into);
        Assert.Equal((ConsultationState.Planned, DeskWorld.At(stands), owed < alsoOwed ? owed : alsoOwed), (one.State, one.PlannedAt, one.TargetAt));
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the person was asked something in the one that goes on
    public async Task IntoOneWithoutAPlan_TheVisitIsKept_AndWhereNobodyHasItByWhoeverPlannedIt(bool isAsked)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (StaffAccount sato, StaffAccount suzuki) = await BothAsync(world);
        int into = await DeskWorld.ConsultsAsync(world, "田中"), again = await DeskWorld.ConsultsAsync(world, "田中");
        DateTimeOffset visit = DeskWorld.At("2026-05-01T14:00");
        if (isAsked)
        {
            await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.AskBackAsync(one, suzuki.Id, "退院日は決まりましたか", now, None));
        }

        await DeskWorld.DoesAsync(world, again, (desk, one, now) => desk.PlanAsync(one, sato.Id, visit, "", now, None));
        Listen(world, "佐藤", "鈴木");

        await DeskWorld.MergesAsync(world, again, into, suzuki.Id);

        Consultation one = await DeskWorld.FindAsync(world, into);
        Assert.Equal((ConsultationState.Planned, visit, isAsked ? suzuki.Id : sato.Id), (one.State, one.PlannedAt, one.StaffId));
        Assert.Single(world.Hears("佐藤", isAsked ? "まとめた先でお確かめください" : "この相談にまとめました")); // Of the one they lost, or of the one they have now.
        Listen(world, "鈴木", "田中");
    }

    [Fact]
    public async Task TheDuplicatesHolder_Hears_ThoughNothingIsOwedInIt_AndNobodyHearsOfTheirOwnMerging()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (StaffAccount sato, StaffAccount suzuki) = await BothAsync(world);
        int into = await DeskWorld.ConsultsAsync(world, "田中"), answered = await DeskWorld.ConsultsAsync(world, "田中"), asked = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.ClaimAsync(one, suzuki.Id, now, None));
        await DeskWorld.DoesAsync(world, answered, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "調べます", now, None));
        await DeskWorld.DoesAsync(world, asked, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "熱はありますか", now, None));
        Listen(world, "佐藤", "鈴木");
        await DeskWorld.MergesAsync(world, answered, into, suzuki.Id);
        world.Hears("佐藤", "鈴木さんが、この相談を、同じ方の別の相談に", ConsultationNumbers.Shown(answered));
        await DeskWorld.MergesAsync(world, asked, into, sato.Id);
        world.HearsNothing("佐藤");
        Listen(world, "鈴木", "田中");
    }

    /// <summary>The caller may have been another of the family, and said what the one in chat is not to read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the call joins what was asked in chat
    public async Task WhatACoordinatorTookDownOnThePhone_IsNotShownToThePersonInChat_NorOfferedAsTheirs(bool isCallMerged)
    {
        const string TakenDown = "長男の妻より。本人には言わないでほしいとのこと";
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int call = await world.Services.GetRequiredService<DeskActions>().TakeDownAsync(new NewConsultation { Route = ConsultationRoute.Phone, Words = TakenDown }, sato.Id, None);
        int asked = await DeskWorld.ConsultsAsync(world, "田中"), into = isCallMerged ? asked : call;
        Assert.IsType<DeskAnswer.Done>(await DeskWorld.MergesAsync(world, isCallMerged ? call : asked, into, sato.Id));
        Listen(world, "佐藤", "田中");

        await world.DoesAsync(world.Line.Presses("田中", $"consult:link:{into}"));
        (PageBrowser browser, string path) = await world.OpensAsync(world.Hears("田中", ConsultationNumbers.Shown(into))[^1], "ページを開く");
        string page = (await browser.GetAsync(path)).Html;
        Assert.DoesNotContain("長男", page, StringComparison.Ordinal);
        Assert.Equal(isCallMerged, page.Contains(DeskWorld.Secret, StringComparison.Ordinal)); // Their own stay theirs, where they were written.
        Assert.Equal(isCallMerged, page.Contains("書き直した全文", StringComparison.Ordinal));

        page = (await browser.SubmitAsync(path, new() { ["do"] = "reply", ["words"] = "退院は金曜になりました。" })).Html;
        Assert.Contains("退院は金曜になりました。", page, StringComparison.Ordinal);
        Assert.DoesNotContain("長男", page, StringComparison.Ordinal);
        Assert.Contains((await DeskWorld.FindAsync(world, into)).Entries, entry => entry.Text == (isCallMerged ? DeskWorld.Secret : TakenDown)); // The hub reads on.
        await world.SettleAsync();
        Listen(world, "佐藤", "田中");
    }

    private static async Task<(StaffAccount Sato, StaffAccount Suzuki)> BothAsync(StoryWorld world) => (await DeskWorld.CoordinatorAsync(world, "佐藤"), await DeskWorld.CoordinatorAsync(world, "鈴木"));

    /// <summary>What else they heard is told in other stories.</summary>
    private static void Listen(StoryWorld world, params string[] names) => Array.ForEach(names, name => world.Line.Heard(name));
}
