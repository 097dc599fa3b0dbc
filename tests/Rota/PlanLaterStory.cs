using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;

namespace Zaitaku.Tests.Rota;

/// <summary>Between the plan a coordinator made and its publication a night begins, a doctor goes away, another rota is published, a button is pressed twice.</summary>
public sealed class PlanLaterStory
{
    [Fact]
    public async Task PublishedAfterTheNightBegan_WhoeverIsOnStaysOn_AndTheCoordinatorIsToldBefore()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 5, 1, 16));
        TestStaff staff = await world.GivenAsync("sato", "佐藤");
        HttpClient sato = await world.BrowserOfAsync(staff);
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        await world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), RotaTown.Night("医師三", "2026-05-01"), RotaTown.Night("医師三", "2026-05-02")));
        string draft = await DraftedAsync(world, sato, (0, 1), (1, 2));
        Assert.Matches("変わる</dt><dd>2<", await sato.ReadsAsync(draft));

        world.Clock.AdvanceTo(RotaTown.At("2026-05-01", 20));
        sato = await world.BrowserOfAsync(staff);
        string told = await IsToldAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await RevisionAsync(world)}"));
        Assert.Contains("始まった当番があります", told);
        Assert.Contains("始まった当番 1件は、いまの表のまま", told);
        Assert.Matches("変わる</dt><dd>1<", told);
        Assert.Equal(["医師三", "医師三"], await StandingAsync(world));

        await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await RevisionAsync(world)}"), ("begun", FieldOf(told, "begun")));
        Assert.Equal(["医師三", "医師二"], await StandingAsync(world));
    }

    [Fact]
    public async Task ADraftOfWhichAllHasBegun_CannotBePublished()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 5, 1, 16));
        TestStaff staff = await world.GivenAsync("sato", "佐藤");
        HttpClient sato = await world.BrowserOfAsync(staff);
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        await world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), RotaTown.Night("医師三", "2026-05-01")));
        string draft = await DraftedAsync(world, sato, (0, 1));
        world.Clock.AdvanceTo(RotaTown.At("2026-05-15", 9));
        sato = await world.BrowserOfAsync(staff);
        string page = await sato.ReadsAsync(draft);
        Assert.Contains("すべて始まりました", page);
        Assert.DoesNotContain("このとおりに公開する", page);
        await ConsoleWorld.PostAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await RevisionAsync(world)}"), ("begun", "1"));
        Assert.Equal(["医師三"], await StandingAsync(world)); // Two weeks of history stay as they were.
    }

    [Fact]
    public async Task WhatBreaksARuleSinceThePageWasOpened_IsShownBeforeItBecomesADraft_AndBeforeItIsPublished()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        string address = await sato.ProposesAsync("2026-05", "1", byHand: true);
        await DoesAsync(sato, $"{address}?handler=Write", Fields(await world.ProposalAsync(address), (9, 1), (10, 2)));
        (string, string) seen = ("seen", $"{(await world.ProposalAsync(address)).Revision}");
        await DoesAsync(suzuki, "/console/rota/1/members?handler=Away", ("Away.Holder", "1"), ("Away.Day", "2026-05-10"));
        string told = await IsToldAsync(sato, $"{address}?handler=Draft", seen);
        Assert.Contains("規則を破る当番が、この案を開いたときと違います", told);
        Assert.Contains("休み・不在", told);
        Assert.Equal(0, await world.AskAsync(db => db.RotaDrafts.CountAsync()));

        string draft = await DoesAsync(sato, $"{address}?handler=Draft", seen, ("broken", FieldOf(told, "broken")));
        string page = await sato.ReadsAsync(draft);
        Assert.Contains("規則を破っている当番があります", page);
        Assert.Contains("休み・不在", page);

        await world.WithDbAsync(db => RotaTown.GivenAsync(db, world.Clock.GetUtcNow(), RotaTown.Nurses(), RotaTown.Night("医師二", "2026-05-11"))); // on two rotas at once
        (string, string) rota = ("seen", $"{await RevisionAsync(world)}");
        told = await IsToldAsync(sato, $"{draft}?handler=Publish", rota, ("broken", FieldOf(page, "broken")));
        Assert.Contains("規則を破る当番が、この案を開いたときと違います", told);
        Assert.Contains("医師二", told);
        Assert.Empty(await StandingAsync(world));
        await DoesAsync(sato, $"{draft}?handler=Publish", rota, ("broken", FieldOf(told, "broken")));
        Assert.Equal(["医師一", "医師二"], await StandingAsync(world));
    }

    [Fact]
    public async Task PressedTwice_TheSecondLeadsToTheDraftOfTheFirst_AndTheProposalKnowsTheWayToIt()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        string address = await sato.ProposesAsync("2026-05", "1");
        (string, string) seen = ("seen", $"{(await world.ProposalAsync(address)).Revision}");
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", seen);
        Assert.Equal(draft, await DoesAsync(sato, $"{address}?handler=Draft", seen));
        Assert.Contains($"href=\"{draft}\"", await sato.ReadsAsync(address));
        Assert.Equal(1, await world.AskAsync(db => db.RotaDrafts.CountAsync()));

        await DoesAsync(sato, $"{draft}?handler=Drop");
        Assert.Contains("ほかの人が同時にこの案を変えました", await IsToldAsync(sato, $"{address}?handler=Draft", seen));
        Assert.DoesNotContain(draft, await sato.ReadsAsync(address));
    }

    private static async Task<string> DraftedAsync(ConsoleWorld world, HttpClient browser, params (int Place, int? Holder)[] given)
    {
        string address = await browser.ProposesAsync("2026-05", "1", byHand: true);
        await DoesAsync(browser, $"{address}?handler=Write", Fields(await world.ProposalAsync(address), given));
        return await DoesAsync(browser, $"{address}?handler=Draft", ("seen", $"{(await world.ProposalAsync(address)).Revision}"));
    }

    private static string FieldOf(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    private static Task<string[]> StandingAsync(ConsoleWorld world) =>
        world.AskAsync(db => db.DutyShifts.Where(shift => shift.KnownUntil == null && shift.Seat!.RotaId == 1).OrderBy(shift => shift.StartsAt).Select(shift => shift.Holder!.Name).ToArrayAsync());

    private static Task<int> RevisionAsync(ConsoleWorld world) => world.AskAsync(db => db.DutyRotas.Where(rota => rota.Id == 1).Select(rota => rota.Revision).SingleAsync());
}
