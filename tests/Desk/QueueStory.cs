using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>From the queue to somebody, back, and to another desk; and what is laid beside it for triage.</summary>
public sealed class QueueStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task InTurn_EachGetsOne_AndWhoIsAwayGetsNone()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Assignment"] = "round_robin" });
        StaffAccount[] there = [await DeskWorld.CoordinatorAsync(world, "佐藤"), await DeskWorld.CoordinatorAsync(world, "鈴木", account => account.Areas = "みなと市")];
        await DeskWorld.CoordinatorAsync(world, "高橋", account => (account.AbsentFrom, account.AbsentUntil) = (new DateOnly(2026, 4, 20), new DateOnly(2026, 4, 28)));
        List<Guid?> holders = [];
        for (int round = 0; round < 4; round++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            int number = await DeskWorld.ConsultsAsync(world, $"相談者{round}");
            Consultation one = await DeskWorld.FindAsync(world, number);
            Assert.Equal(ConsultationState.Claimed, one.State);
            holders.Add(one.StaffId);
        }

        Assert.All(there, account => Assert.Equal(2, holders.Count(holder => holder == account.Id)));
        Assert.NotEqual(holders[0], holders[1]);
        Assert.All(new[] { "佐藤", "鈴木" }, name => Assert.Equal(2, world.Hears(name, "新しい相談の担当になりました").Count));
    }

    [Fact]
    public async Task WhatTheProgramGaveOut_IsNotToldAsTaken()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Assignment"] = "round_robin" });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤", "新しい相談の担当になりました");

        ConsultationEntry given = Assert.Single((await DeskWorld.FindAsync(world, number)).Entries, entry => entry.Kind == ConsultationEntryKind.Claimed);
        Assert.Equal((null, null, true, "佐藤さんに割り当てました"), (given.StaffId, given.MemberId, given.IsInternal, given.Text));
        AuditEntry row = Assert.Single(await world.AskAsync(db => db.AuditTrail.ToListAsync()));
        Assert.Equal(("consultation.assign", $"consultation:{number}", null, $"staff:{sato.Id:N}"), (row.Action, row.Subject, row.StaffId, row.Detail));
    }

    [Theory]
    [InlineData("round_robin")]
    [InlineData("least_open")]
    public async Task TwoArriveAtOnce_EachFindsRoomOfItsOwn_AndTheThirdWaits(string assignment)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Assignment"] = assignment, ["Desk:OpenMaxPerCoordinator"] = "1" });
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");

        int[] numbers = await DeskWorld.ConsultAtOnceAsync(world, "田中", "山田", "中村");

        Consultation[] all = await Task.WhenAll(numbers.Select(number => DeskWorld.FindAsync(world, number)));
        Assert.Equal([ConsultationState.Claimed, ConsultationState.Claimed, ConsultationState.Waiting], all.Select(one => one.State));
        Assert.NotEqual(all[0].StaffId, all[1].StaffId);
        Assert.All(new[] { "佐藤", "鈴木" }, name => Assert.Single(world.Hears(name), said => said.Words.Contains("新しい相談の担当になりました", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task HandedToAnotherDesk_AndReturned_ItWaitsAgain_AndAPlanThatIsGoneLeavesATarget()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new()
        {
            ["Desk:Desks:0:Id"] = "main", ["Desk:Desks:0:Name"] = "本所", ["Desk:Desks:1:Id"] = "north", ["Desk:Desks:1:Name"] = "北分所", ["Desk:Desks:1:Areas:0"] = "北町",
            ["Desk:TodayContents:0"] = "discharge",
        });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        Array.ForEach(["佐藤", "鈴木"], name => world.Hears(name, "新しい相談が届きました", "今日中")); // by the policy, whatever the person chose
        Assert.Equal("main", (await DeskWorld.FindAsync(world, number)).DeskId);
        CancellationToken none = CancellationToken.None;

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, sato.Id, now.AddDays(20), "", now, none));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReturnAsync(one, sato.Id, "担当を代わってください", now, none));
        Consultation waiting = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Waiting, null, null, DeskWorld.At("2026-04-28T12:00")), (waiting.State, waiting.StaffId, waiting.PlannedAt, waiting.TargetAt));
        world.Hears("鈴木", "まだ担当者がいません");
        world.HearsNothing("佐藤"); // who did it knows

        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.HandOverAsync(one, sato.Id, "moon", "", now, none)));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.HandOverAsync(one, sato.Id, "north", "北町の方です", now, none));
        world.Hears("鈴木");
        Consultation handed = await DeskWorld.FindAsync(world, number);
        Assert.Equal(("north", "本所から北分所へ\n北町の方です"), (handed.DeskId, handed.Entries[^1].Text));
        Assert.True(handed.Entries[^1].IsInternal);
    }

    [Fact]
    public async Task BesideIt_StandEarlierOnesOfThePerson_AndPlacesThatFit()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.GivenAsync(StoryWorld.Town("みなと訪問看護", ServiceKind.VisitingNurse), StoryWorld.Town("みなと薬局", ServiceKind.Pharmacy));
        int earlier = await DeskWorld.ConsultsAsync(world, "田中");
        _clock.Advance(TimeSpan.FromHours(1));
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.ConsultsAsync(world, "よその人", words: "別の相談です");
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        DeskTriage triage = scope.ServiceProvider.GetRequiredService<DeskTriage>();
        Consultation one = await scope.ServiceProvider.GetRequiredService<ZaitakuDb>().Consultations.SingleAsync(found => found.Number == number);
        one.CallPhone = ""; // by the person alone; the invented number is everybody's here

        Assert.Equal(earlier, Assert.Single(await triage.EarlierAsync(one, CancellationToken.None)).Number);
        Assert.Equal("みなと訪問看護", Assert.Single(triage.PlacesFor(one, _clock.GetUtcNow())).Place.Name); // discharge: nurses, not pharmacies
    }

    [Fact]
    public async Task WhoeverWatchesTheQueue_HearsOfWhatWasSaved_AndOfNothingElse()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        DeskSignal signal = world.Services.GetRequiredService<DeskSignal>();
        long seen = signal.Version;
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            Consultation one = await db.Consultations.SingleAsync(found => found.Number == number);
            await scope.ServiceProvider.GetRequiredService<ConsultationDesk>().ClaimAsync(one, sato.Id, _clock.GetUtcNow(), CancellationToken.None); // never saved
        }

        await world.SaysAsync("田中", "使い方"); // the same pooled context saves something else
        world.Hears("田中");
        Assert.Equal(seen, signal.Version);
        Task<long> next = signal.WaitAsync(seen, CancellationToken.None);
        Assert.False(next.IsCompleted);
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, sato.Id, now, CancellationToken.None));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)) > seen);
    }
}
