using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;

namespace Zaitaku.Tests.Rota;

/// <summary>A coordinator plans a year of fourteen doctors by the pattern of 七尾, changes it, publishes it, and plans the next.</summary>
public sealed class PlanPageStory
{
    private static readonly int[] Fourteen = [.. Enumerable.Range(1, 14)];

    [Fact]
    public async Task AYearOfFourteenDoctors_IsProposedFairly_Edited_Published_AndCarriedIntoTheNext()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2016, 3, 1, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(14), "nanao");
        await DoesAsync(sato, "/console/rota/1/plan?handler=Settings", ("Form.Rest", "240"), ("Form.YearEndFrom", "12月29日"), ("Form.YearEndUntil", "1月3日"), ("Form.Seen", $"{await RevisionAsync(world)}"));
        Assert.Contains("前日12:00〜24:00", await sato.ReadsAsync("/console/rota/1/patterns?month=2016-04"));

        string address = await sato.ProposesAsync("2016-04", "fiscal");
        RotaProposal proposal = await world.ProposalAsync(address);
        IReadOnlyList<ProposedDuty> duties = proposal.Duties();
        Assert.Equal((68, ProposalResult.Planned), (duties.Count, proposal.Result));
        Assert.All(Spreads(duties.Select(duty => (duty.Holder!.Value, duty.Kind)), Fourteen), spread => Assert.InRange(spread, 0, 1));
        string page = await sato.ReadsAsync(address);
        Assert.Equal(68, Regex.Count(page, "ほかに入れる人")); // each with its reason
        Assert.Contains("2016年4月〜2017年3月 の案", page);

        await EditsAsync(world, sato, address, duties);
        proposal = await world.ProposalAsync(address);
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", ("seen", $"{proposal.Revision}"));
        Assert.Matches("新しく入る</dt><dd>68", await sato.ReadsAsync(draft));
        await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await RevisionAsync(world)}"), ("layer", "Plan"));
        Assert.Equal(68, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.KnownUntil == null && shift.Layer == DutyLayer.Plan)));
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync(address)).StatusCode); // published, it is no proposal any more
        await NextYearAsync(world, sato, duties);
    }

    private static async Task EditsAsync(ConsoleWorld world, HttpClient sato, string address, IReadOnlyList<ProposedDuty> duties)
    {
        RotaProposal proposal = await world.ProposalAsync(address);

        // Two Sundays in a row for one doctor: the rest is too short, and nothing is written before somebody accepts it.
        string told = await IsToldAsync(sato, $"{address}?handler=Write", Fields(proposal, (9, duties[8].Holder)));
        Assert.Contains("次の規則を破るため、まだ書いていません", told);
        Assert.Contains("当番の間隔", told);
        Assert.Equal(proposal.Revision, (await world.ProposalAsync(address)).Revision);
        Assert.Contains("まだ書いていません", await IsToldAsync(sato, $"{address}?handler=Write", [.. Fields(proposal, (9, duties[8].Holder)), ("sure", "true"), ("accepted", "0123456789ABCDEF")])); // others than were shown
        string mark = Regex.Match(told, "name=\"accepted\" value=\"([0-9A-F]+)\"").Groups[1].Value;
        await DoesAsync(sato, $"{address}?handler=Write", [.. Fields(proposal, (9, duties[8].Holder)), ("sure", "true"), ("accepted", mark)]);
        Assert.Contains("規則違反", await sato.ReadsAsync(address)); // and stays named
        proposal = await world.ProposalAsync(address);
        await DoesAsync(sato, $"{address}?handler=Write", Fields(proposal, (9, duties[9].Holder)));
        proposal = await world.ProposalAsync(address);
        Assert.Equal(FixedBy.Hand, proposal.Duties()[9].FixedBy);
    }

    private static async Task NextYearAsync(ConsoleWorld world, HttpClient sato, IReadOnlyList<ProposedDuty> duties)
    {
        await world.WithDbAsync(async db =>
        {
            DutyShift first = await db.DutyShifts.OrderBy(shift => shift.StartsAt).FirstAsync();
            db.HeldDuties.Add(new HeldDuty { RotaId = 1, SeatId = first.SeatId, HolderId = first.HolderId!.Value, StartsAt = first.StartsAt, EndsAt = first.EndsAt, CallsReceived = 28 });
            await db.SaveChangesAsync();
        });
        string next = await sato.ProposesAsync("2017-04", "fiscal");
        RotaProposal second = await world.ProposalAsync(next);
        Assert.Equal(ProposalResult.Planned, second.Result);
        IEnumerable<(int, DutyCount)> both = duties.Concat(second.Duties()).Select(duty => (duty.Holder!.Value, duty.Kind));
        Assert.All(Spreads(both, Fourteen), spread => Assert.InRange(spread, 0, 1)); // of both years together
        string carried = await sato.ReadsAsync(next);
        Assert.Contains(">+0.1<", carried); // five of 68 for fourteen: 0.1 more than their share
        Assert.Contains(">-0.9<", carried);
        Assert.Contains("+26", carried); // 28 calls, two of them their share
    }

    [Fact]
    public async Task PlannedAnew_WhatIsFixedStays_AndAnAbsenceIsKept()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(4), "weekends", "nightly", "yearend");
        string address = await sato.ProposesAsync("2026-05", "1");
        RotaProposal proposal = await world.ProposalAsync(address);
        Assert.Equal(31, proposal.Duties().Count);
        int taken = proposal.Duties()[10].Holder!.Value, other = taken % 4 + 1;
        await DoesAsync(sato, $"{address}?handler=Write", Fields(proposal, (10, other)));
        await DoesAsync(sato, "/console/rota/1/members?handler=Away", ("Away.Holder", "3"), ("Away.Day", "2026-05-15"), ("Away.EndDay", "2026-05-31"));
        Assert.Contains("休み・不在", await sato.ReadsAsync(address)); // what was planned breaks it now
        await DoesAsync(sato, $"{address}?handler=Replan", ("seen", $"{proposal.Revision + 1}"));
        proposal = await world.ProposalAsync(address);
        Assert.Equal((other, FixedBy.Hand), (proposal.Duties()[10].Holder, proposal.Duties()[10].FixedBy));
        Assert.DoesNotContain(proposal.Duties(), duty => duty.Holder == 3 && duty.Day.Day >= 15);
        Assert.DoesNotContain("規則違反", await sato.ReadsAsync(address));
        await DoesAsync(sato, $"{address}?handler=Replan", ("seen", $"{proposal.Revision}"), ("another", "true"));
        Assert.NotEqual(proposal.Duties().Select(duty => duty.Holder), (await world.ProposalAsync(address)).Duties().Select(duty => duty.Holder));
        Assert.Equal(other, (await world.ProposalAsync(address)).Duties()[10].Holder);
    }

    [Fact]
    public async Task APlanThatCannotBe_NamesItsRulesDaysAndPeople()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(["佐藤 一", "鈴木 二"], "nanao");
        await DoesAsync(sato, "/console/rota/1/members?handler=Change&member=2", ("Form.Share", "0.5"), ("Form.MonthMax", "0"), ("Form.Seen", "1"));
        await DoesAsync(sato, "/console/rota/1/members?handler=Away", ("Away.Holder", "1"), ("Away.Day", "2026-05-10"), ("Away.Time", "10:00"), ("Away.EndTime", "12:00"));
        await DoesAsync(sato, "/console/rota/1/members?handler=Away", ("Away.Holder", "2"), ("Away.Day", "2026-05-09"), ("Away.EndDay", "2026-05-11"));
        await DoesAsync(sato, "/console/rota/1/members?handler=Pair", ("one", "2"), ("other", "1"));
        string address = await sato.ProposesAsync("2026-05", "1");
        string page = await sato.ReadsAsync(address);
        Assert.Contains("この条件では組めません", page);
        Assert.Contains("5月10日(日)に入れる人がいません（佐藤 一: 休み・不在、鈴木 二: 休み・不在）", page);
        Assert.Contains("佐藤 一、鈴木 二は同時に休まない組ですが、5月10日(日) 10:00〜12:00は2人とも休みです", page);
        RotaProposal proposal = await world.ProposalAsync(address);
        Assert.All(proposal.Duties(), duty => Assert.Null(duty.Holder));
        await DoesAsync(sato, $"{address}?handler=Write", Fields(proposal, (0, 1))); // by hand all the same
        Assert.DoesNotContain("この条件では組めません", await sato.ReadsAsync(address));
    }

    [Fact]
    public async Task WhatAPatternFixes_IsThatHoldersAlways_UnlessTheyAreAway()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "weekly");
        await DoesAsync(sato, "/console/rota/1/patterns?handler=Keep&pattern=1", ("Form.Name", "毎週月曜"), ("Form.Starts", "17:30"), ("Form.Ends", "翌8:30"), ("Form.Seat", "1"), ("Form.Weekdays", "1"), ("Form.FixedTo", "2"), ("Form.Seen", "0"));
        await DoesAsync(sato, "/console/rota/1/members?handler=Away", ("Away.Holder", "2"), ("Away.Day", "2026-05-11"));
        string address = await sato.ProposesAsync("2026-05", "1");
        IReadOnlyList<ProposedDuty> duties = (await world.ProposalAsync(address)).Duties();
        Assert.Equal([4, 11, 18, 25], duties.Select(duty => duty.Day.Day));
        Assert.All(duties.Where(duty => duty.Day.Day != 11), duty => Assert.Equal((2, FixedBy.Pattern), (duty.Holder, duty.FixedBy)));
        Assert.NotEqual(2, duties[1].Holder);
        Assert.Contains("型では医師二ですが、休みのため。", await sato.ReadsAsync(address));
    }

    [Fact]
    public async Task DutiesElsewhere_AndWhatStaysInTheTable_AreKeptFree()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(2), "nanao");
        await world.WithDbAsync(async db =>
        {
            await RotaTown.GivenAsync(db, world.Clock.GetUtcNow(), RotaTown.Nurses(), RotaTown.Duty("医師一", RotaTown.At("2026-05-10", 9), RotaTown.At("2026-05-10", 17)), RotaTown.Duty("医師一", RotaTown.At("2026-05-17", 9), RotaTown.At("2026-05-17", 17)));
            await RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), RotaTown.Duty("医師二", RotaTown.At("2026-05-23", 9), RotaTown.At("2026-05-23", 12))); // ends as the Sunday's begins: stays
        });
        string address = await sato.ProposesAsync("2026-05", "1");
        IReadOnlyList<ProposedDuty> duties = (await world.ProposalAsync(address)).Duties();
        Assert.All(duties.Where(duty => duty.Day.Day is 10 or 17), duty => Assert.Equal(2, duty.Holder));
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", ("seen", "1"));
        await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await RevisionAsync(world)}"));
        Assert.Equal(1, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.KnownUntil == null && shift.StartsAt == RotaTown.At("2026-05-23", 9, 0))));
    }

    private static Task<int> RevisionAsync(ConsoleWorld world) => world.AskAsync(db => db.DutyRotas.Where(rota => rota.Id == 1).Select(rota => rota.Revision).SingleAsync());
}
