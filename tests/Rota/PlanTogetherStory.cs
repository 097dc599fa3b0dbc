using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;

namespace Zaitaku.Tests.Rota;

/// <summary>Two coordinators at one plan, one who fills a month by hand, and forms that nobody of ours sent.</summary>
public sealed class PlanTogetherStory
{
    [Fact]
    public async Task TwoWriteInOneProposal_TheSecondIsToldToLook_AndNothingOfTheFirstIsLost()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await sato.MakesRotaAsync(Doctors(5), "nanao");
        string address = await sato.ProposesAsync("2026-05", "1", byHand: true);
        RotaProposal seen = await world.ProposalAsync(address);
        await DoesAsync(sato, $"{address}?handler=Write", Fields(seen, (0, 1)));
        foreach ((string handler, (string, string)[] fields) in new (string, (string, string)[])[] { ("Write", Fields(seen, (0, 2))), ("Replan", [("seen", $"{seen.Revision}")]), ("Draft", [("seen", $"{seen.Revision}")]), ("Drop", [("seen", $"{seen.Revision}")]) })
        {
            Assert.Contains("ほかの人が同時にこの案を変えました", await IsToldAsync(suzuki, $"{address}?handler={handler}", fields));
        }

        RotaProposal now = await world.ProposalAsync(address);
        Assert.Equal((1, FixedBy.Hand), (now.Duties()[0].Holder, now.Duties()[0].FixedBy));

        // A draft of an older state goes with the next change: nobody publishes what is no longer meant.
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", ("seen", $"{now.Revision}"));
        await DoesAsync(suzuki, $"{address}?handler=Write", Fields(await world.ProposalAsync(address), (1, 3)));
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync(draft)).StatusCode);
        Assert.Equal("/console/rota/1?done=ended", await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", "9")));
        Assert.Equal(0, await world.AskAsync(db => db.DutyShifts.CountAsync()));
    }

    [Fact]
    public async Task OneMemberTwice_OnePatternTwice_ComeOutOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(["佐藤 一", "佐藤　一", "サトウ"], "nightly");
        Assert.Equal(2, await world.AskAsync(db => db.RotaMembers.CountAsync())); // the same name in two spellings is one
        Assert.Contains("もう入っています", await IsToldAsync(sato, "/console/rota/1/members?handler=Add", ("Form.Names", "佐藤一")));
        await DoesAsync(sato, "/console/rota/1/members?handler=Change&member=1", ("Form.Share", "0.5"), ("Form.MonthMax", "2"), ("Form.Seen", "1"));
        Assert.Contains("ほかの人が同時に", await IsToldAsync(sato, "/console/rota/1/members?handler=Change&member=1", ("Form.Share", "1"), ("Form.Seen", "1")));
        Assert.Contains("ほかの人が同時に", await IsToldAsync(sato, "/console/rota/1/patterns?handler=Keep&pattern=1", ("Form.Name", "夜"), ("Form.Starts", "18:00"), ("Form.Ends", "翌8:00"), ("Form.Seat", "1"), ("Form.Seen", "7")));
        foreach (string wanted in (string[])["out", "out", "in", "in"])
        {
            await DoesAsync(sato, "/console/rota/1/members?handler=Leave&member=1", ("wanted", wanted));
        }

        List<MemberTerm> terms = await world.AskAsync(db => db.MemberTerms.Where(term => term.HolderId == 1).OrderBy(term => term.Id).ToListAsync());
        Assert.Equal([1, 0.5, 0.5], terms.Select(term => term.Share));
        Assert.Equal([false, false, true], terms.Select(term => term.UntilDay is null));
        await DoesAsync(sato, "/console/rota/1/patterns?handler=Remove&pattern=1");
        await DoesAsync(sato, "/console/rota/1/patterns?handler=Remove&pattern=1");
        Assert.Contains("型がまだありません", await IsToldAsync(sato, "/console/rota/1/plan?handler=Propose", ("Propose.From", "2026-05"), ("Propose.Span", "1")));
    }

    [Fact]
    public async Task AMonthByHand_PublishesWhatIsFilled_AndLeavesTheRestOfTheTable()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        await world.WithDbAsync(db => RotaTown.PublishAsync(db, 1, world.Clock.GetUtcNow(), RotaTown.Night("医師三", "2026-05-01"), RotaTown.Night("医師三", "2026-05-02")));
        string address = await sato.ProposesAsync("2026-05", "1", byHand: true);
        RotaProposal proposal = await world.ProposalAsync(address);
        Assert.All(proposal.Duties(), duty => Assert.Null(duty.Holder));
        Assert.Contains("まだ1件も決まっていません", await IsToldAsync(sato, $"{address}?handler=Draft", ("seen", $"{proposal.Revision}")));
        await DoesAsync(sato, $"{address}?handler=Write", Fields(proposal, (1, 1), (2, 2)));
        string draft = await DoesAsync(sato, $"{address}?handler=Draft", ("seen", $"{proposal.Revision + 1}"));
        string page = await sato.ReadsAsync(draft);
        Assert.Matches("新しく入る</dt><dd>1<", page);
        Assert.Matches("変わる</dt><dd>1<", page);
        Assert.Matches("なくなる</dt><dd>0<", page);
        await DoesAsync(sato, $"{draft}?handler=Publish", ("seen", $"{await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync())}"));
        string[] standing = await world.AskAsync(db => db.DutyShifts.Where(shift => shift.KnownUntil == null).OrderBy(shift => shift.StartsAt).Select(shift => shift.Holder!.Name).ToArrayAsync());
        Assert.Equal(["医師三", "医師一", "医師二"], standing);
    }

    [Theory]
    [InlineData("plan?handler=Propose", "Propose.From", "9999-12", "いつから何か月分")]
    [InlineData("plan?handler=Propose", "Propose.From", "2020-01", "いつから何か月分")]
    [InlineData("plan?handler=Propose", "Propose.Span", "500000000", "いつから何か月分")]
    [InlineData("plan?handler=Settings", "Form.Rest", "999999999999", "間隔は")]
    [InlineData("plan?handler=Settings", "Form.YearEndFrom", "13月40日", "年末年始は")]
    [InlineData("members?handler=Add", "Form.Names", "  \n　\n", "名前を")]
    [InlineData("members?handler=Add", "Form.Names", "🎌🎌", "文字までで書いて")]
    [InlineData("members?handler=Add", "Form.Share", "NaN", "割合は")]
    [InlineData("members?handler=Add", "Form.Share", "-1", "割合は")]
    [InlineData("members?handler=Add", "Form.Share", "1e300", "割合は")]
    [InlineData("members?handler=Add", "Form.MonthMax", "-3", "月の上限")]
    [InlineData("members?handler=Away", "Away.Holder", "999", "だれの休み")]
    [InlineData("members?handler=Away", "Away.Day", "0001-01-01", "日付を書いて")]
    [InlineData("members?handler=Away", "Away.EndDay", "2026-04-30", "終わりは")]
    [InlineData("members?handler=Pair", "other", "1", "2人を選んで")]
    [InlineData("patterns?handler=Keep", "Form.Starts", "ｱｻ", "読めません")]
    [InlineData("patterns?handler=Keep", "Form.Ends", "\ud83d\ude00", "読めません")]
    [InlineData("patterns?handler=Keep", "Form.Name", "", "型の名前")]
    [InlineData("patterns?handler=Keep", "Form.EveryWeeks", "999", "何週ごと")]
    [InlineData("patterns?handler=Keep", "Form.EveryWeeks", "2", "数え始める日")]
    [InlineData("patterns?handler=Keep", "Form.Seat", "77", "枠を選んで")]
    [InlineData("patterns?handler=Keep", "Form.FixedTo", "999", "いつも入る人")]
    [InlineData("patterns?handler=Preset", "preset", "<script>", "型を選び直して")]
    [InlineData("patterns?handler=Preset", "weekday", "9", "型を選び直して")]
    public async Task WhatNoFormOfOursSends_IsRefusedInWords_AndChangesNothing(string door, string field, string value, string told)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        int before = await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync());
        Dictionary<string, string> fields = new()
        {
            ["Propose.From"] = "2026-05", ["Propose.Span"] = "1", ["Form.Rest"] = "0", ["Form.YearEndFrom"] = "12/29", ["Form.YearEndUntil"] = "1/3", ["Form.Names"] = "高橋", ["Form.Share"] = "1", ["Form.MonthMax"] = "",
            ["Away.Holder"] = "1", ["Away.Day"] = "2026-05-01", ["one"] = "1", ["other"] = "2", ["Form.Name"] = "型", ["Form.Starts"] = "9:00", ["Form.Ends"] = "17:00", ["Form.Seat"] = "1", ["seat"] = "1", ["preset"] = "nightly", ["Form.Seen"] = $"{before}",
            [field] = value,
        };
        Assert.Contains(told, await IsToldAsync(sato, $"/console/rota/1/{door}", [.. fields.Select(one => (one.Key, one.Value))]));
        Assert.Equal(before, await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync()));
    }

    [Fact]
    public async Task AProposalsForm_WithPlacesAndPeopleThatAreNotThere_ChangesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        string address = await sato.ProposesAsync("2026-05", "1");
        RotaProposal proposal = await world.ProposalAsync(address);
        foreach (string holder in (string[])["999", "-1", "医師一", "1 OR 1=1", "99999999999"])
        {
            Assert.Contains("当番に入る人を選び直してください", await IsToldAsync(sato, $"{address}?handler=Write", ("seen", $"{proposal.Revision}"), ("holder.0", holder)));
        }

        await DoesAsync(sato, $"{address}?handler=Write", ("seen", $"{proposal.Revision}"), ("holder.31", "1"), ("holder.-1", "1"), ("holder.x", "1"), ("month", "0000-99"));
        Assert.Equal(proposal.Body, (await world.ProposalAsync(address)).Body);
        foreach (string other in (string[])["/console/rota/2/proposal/" + address.Split('/')[^1], "/console/rota/1/proposal/0197a000-0000-7000-8000-000000000000"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ConsoleWorld.PostAsync(sato, $"{other}?handler=Write", ("seen", "1"))).StatusCode);
        }
    }
}
