using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Rota;
using Zaitaku.Fakes;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>A table for the turn of the year lies over the plan, is corrected, and is taken away again whole.</summary>
public sealed class TemporaryPlanStory
{
    private static readonly string[] Nights = ["2026-12-30", "2026-12-31", "2027-01-01"];

    [Fact]
    public async Task ATemporaryTable_StandsOverThePlan_IsCorrected_AndWithdrawnWhole()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 12, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), [.. Nights.Select(day => Night("平時", day))]));
        await PublishAsync(world, sato, "DutyLayer", [Duty("年末", At("2026-12-30", 8), At("2026-12-31", 8)), Duty("平時", At("2026-12-31", 17, 30), At("2026-12-31", 32, 30))]);
        Assert.Equal(["年末", "年末", "年末", "平時", "平時"], await OnAsync(world));
        Assert.Equal(3, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.Layer == DutyLayer.Plan && shift.KnownUntil == null))); // the plan below is as it was
        Assert.Equal(1, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.Layer == DutyLayer.TemporaryPlan && shift.KnownUntil == null && shift.HolderId == null))); // 8:00 to 8:30 of the night before

        // The correction takes the whole place of the first table on its days.
        await PublishAsync(world, sato, "年末", [Duty("代わり", At("2026-12-30", 8), At("2026-12-30", 20)), Duty("平時", At("2026-12-31", 17, 30), At("2026-12-31", 32, 30))]);
        Assert.Equal(["代わり", "", "", "平時", "平時"], await OnAsync(world)); // 20:00 on: the table says nobody
        string page = await sato.ReadsAsync("/console/rota/1/plan");
        Assert.Contains("臨時の表", page);
        Assert.Contains("当番2件", page);
        Assert.Contains("（臨時）", await sato.ReadsAsync("/console/rota/1?month=2026-12"));

        world.Clock.AdvanceTo(At("2026-12-30", 12));
        sato = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        Guid draft = await world.AskAsync(db => db.DutyShifts.Where(shift => shift.Layer == DutyLayer.TemporaryPlan && shift.KnownUntil == null).Select(shift => shift.DraftId!.Value).Distinct().SingleAsync());
        int seen = await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync());
        Assert.Contains("ほかの人が同時に", await IsToldAsync(sato, $"/console/rota/1/plan?handler=Withdraw&draft={draft}", ("seen", $"{seen - 1}")));
        await DoesAsync(sato, $"/console/rota/1/plan?handler=Withdraw&draft={draft}", ("seen", $"{seen}"));
        Assert.Equal(["代わり", "平時", "平時", "平時", "平時"], await OnAsync(world)); // what was until noon stays; from then on the plan
        Assert.Equal("/console/rota/1/plan?done=none", await DoesAsync(sato, $"/console/rota/1/plan?handler=Withdraw&draft={draft}", ("seen", $"{seen + 1}")));
    }

    [Fact]
    public async Task AProposal_CanBeTemporaryToo_AndTheWayIsNotChangedUnderSomebody()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 12, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(["年末", "正月"], "yearend");
        await world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), [.. Nights.Select(day => Night("平時", day)), Duty("平時", At("2026-12-29", 9), At("2026-12-29", 17), "副")]));
        string address = await sato.ProposesAsync("2026-12", "1");
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", ("seen", $"{(await world.ProposalAsync(address)).Revision}"));
        await DoesAsync(sato, $"{draft}?handler=Layer", ("temporary", "true"));
        int seen = await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync());
        Assert.Contains("公開のしかたを変えました", await IsToldAsync(sato, $"{draft}?handler=Publish", ("seen", $"{seen}"), ("layer", "Plan")));
        await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", $"{seen}"), ("layer", "TemporaryPlan"));
        DutyShift[] standing = await world.AskAsync(db => db.DutyShifts.Include(shift => shift.Holder).Where(shift => shift.KnownUntil == null).ToArrayAsync());
        Assert.Equal(4, standing.Count(shift => shift.Layer == DutyLayer.Plan));
        Assert.Equal(3, standing.Count(shift => shift.Layer == DutyLayer.TemporaryPlan)); // 29 to 31 December; nothing is hidden on other seats
        Assert.Equal("平時", RotaRules.OnDutyAt(standing, standing.Single(shift => shift.StartsAt == At("2026-12-29", 9)).SeatId, At("2026-12-29", 12))!.Holder!.Name);
        Assert.NotEqual("平時", RotaRules.OnDutyAt(standing, 1, At("2026-12-30", 20))!.Holder!.Name);
    }

    [Fact]
    public async Task APlanThatComesLater_GoesBelowIt_OnTheSameSeat()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 10, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("平時", "2026-12-20")));
        await PublishAsync(world, sato, "年末", [.. Nights.Select(day => Night("年末", day))]);
        await world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), [Night("平時", "2026-12-29"), .. Nights.Select(day => Night("平時", day))]));
        Assert.Equal(1, await world.AskAsync(db => db.Set<DutySeat>().CountAsync())); // Nobody stands beside the temporary table.
        Assert.Equal(["", "年末", "年末", "年末", "年末"], await OnAsync(world));
        Assert.Equal(5, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.Layer == DutyLayer.Plan && shift.KnownUntil == null)));
    }

    [Fact]
    public async Task WhatWasWrittenOverIt_IsShownBeforeItIsWithdrawn_ForItStays()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 12, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), [.. Nights.Select(day => Night("平時", day))]));
        await PublishAsync(world, sato, "年末", [Night("年末", "2026-12-31")]);
        Assert.DoesNotContain("取り下げても", await sato.ReadsAsync("/console/rota/1/plan"));
        await world.WithDbAsync(async db =>
        {
            DutyHolder taker = Holder("交代");
            (string Day, DutyLayer Layer)[] written = [("2026-12-31", DutyLayer.Swap), ("2026-12-30", DutyLayer.Override)]; // The second lies over the plan only.
            db.DutyShifts.AddRange(written.Select(one => new DutyShift { SeatId = 1, Holder = taker, StartsAt = At(one.Day, 17, 30), EndsAt = At(one.Day, 32, 30), Layer = one.Layer, KnownFrom = world.Clock.GetUtcNow() }));
            await db.SaveChangesAsync();
        });
        string page = await sato.ReadsAsync("/console/rota/1/plan");
        Assert.Contains("取り下げても、次の1件は残ります", page);
        Assert.Matches("12月31日\\(木\\) 17:30〜翌8:30</a>　交代", page);
    }

    [Fact]
    public async Task AFullDisk_IsNobodyElsesChange()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 12, 1, 9, 30));
        await world.WithDbAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("平時", "2026-12-20")));
        await world.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full_disk BEFORE INSERT ON duty_shift BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"));
        await Assert.ThrowsAsync<DbUpdateException>(() => world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), Night("新しい人", "2026-12-21"))));
        DutyForm form = new() { Day = "2026-12-22", Starts = "17:30", EndDay = "2026-12-23", Ends = "08:30", Holder = "新しい人", Seen = 1 };
        await Assert.ThrowsAsync<DbUpdateException>(() => world.WithDbAsync(async db =>
            await DutyWriting.AddAsync(db, await db.DutyRotas.Include(rota => rota.Seats).SingleAsync(), form, Guid.Empty, world.Clock.GetUtcNow(), CancellationToken.None)));
    }

    private static async Task PublishAsync(ConsoleWorld world, HttpClient browser, string before, DraftShift[] table)
    {
        RotaDraft draft = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), RotaId = 1, FileName = "年末.csv", Body = RotaDraft.BodyOf(table), CreatedAt = world.Clock.GetUtcNow() };
        await world.WithDbAsync(async db =>
        {
            db.RotaDrafts.Add(draft);
            await db.SaveChangesAsync();
        });
        string address = $"/console/rota/1/draft/{draft.Id}";
        await DoesAsync(browser, $"{address}?handler=Layer", ("temporary", "true"));
        string page = await browser.ReadsAsync(address);
        Assert.Contains("臨時の表として", page);
        Assert.Contains(before == "年末" ? "年末" : "平時", page); // what stands is shown beside what comes
        await DoesAsync(browser, $"{address}?handler=Publish", ("seen", $"{await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync())}"), ("layer", "TemporaryPlan"));
    }

    /// <summary>Who is on at 9:00 and 21:00 of the 30th, 4:00 and 21:00 of the 31st, and 21:00 of New Year's Day.</summary>
    private static async Task<string[]> OnAsync(ConsoleWorld world)
    {
        DutyShift[] shifts = await world.AskAsync(db => db.DutyShifts.Include(shift => shift.Holder).Where(shift => shift.KnownUntil == null).ToArrayAsync());
        DateTimeOffset[] asked = [At("2026-12-30", 9), At("2026-12-30", 21), At("2026-12-31", 4), At("2026-12-31", 21), At("2027-01-01", 21)];
        return [.. asked.Select(at => RotaRules.OnDutyAt(shifts, 1, at)?.Holder?.Name ?? "")];
    }
}
