using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Covers.CoverConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>A coordinator looks at a request, approves it or not, settles it by hand, and asks for somebody who is away.</summary>
public sealed class CoverPageStory
{
    private readonly FakeClock _clock = CoverTown.Clock();

    [Fact]
    public async Task WhereApprovalIsAskedFor_NothingHoldsBefore_AndTheTableChangesWithIt()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: true);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        await PressAsync(world, "三木", $"covertake:{id:N}");
        Assert.Contains("拠点の承認を待っています", Heard(world, "三木"));
        Assert.Contains("承認されるまでは、いまの当番のまま", Heard(world, "木原"));
        Assert.Equal("木原", await OnAsync(world));
        string page = await PageAsync(sato, $"/console/rota/covers/{id}");
        Assert.Contains("承認を待っています", page);
        Assert.Contains("在宅当番医 1回", page); // What 三木 carried in the last twelve months.
        Assert.Contains("できません", await PageAsync(sato, "/console/rota/covers"));

        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Approve", ("round", "0"))).StatusCode);
        await world.SettleAsync();
        Assert.Contains("当番の交代が決まりました", Heard(world, "三木"));
        Assert.Contains("当番の交代が決まりました", Heard(world, "木原"));
        Assert.Equal("三木", await OnAsync(world));
        HttpResponseMessage again = await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Refuse", ("round", "0"));
        Assert.Contains("その前に変わりました", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()));
        Assert.Equal(["cover.ask", "cover.take", "cover.approve"], await TrailAsync(world));
    }

    [Fact]
    public async Task NotThisOne_TheOthersAreAskedOnceMore_AndARoundIsWonOnce()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: true);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        await PressAsync(world, "三木", $"covertake:{id:N}");
        Heard(world, "三木");
        Heard(world, "広瀬");
        await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Others", ("round", "0"));
        await world.SettleAsync();
        Assert.Contains("三木さん以外の方にもう一度", Heard(world, "三木"));
        Assert.Contains("当番の交代のお願い", Heard(world, "広瀬"));
        await PressAsync(world, "広瀬", $"covertake:{id:N}");
        await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Refuse", ("round", "1"));
        await world.SettleAsync();
        Assert.Contains("承認されませんでした", Heard(world, "広瀬"));
        Assert.Contains("承認されませんでした", Heard(world, "木原"));
        Assert.Equal("木原", await OnAsync(world));
        int[] rounds = await world.AskAsync(db => db.CoverTakings.OrderBy(taking => taking.Round).Select(taking => taking.Round).ToArrayAsync());
        Assert.Equal([0, 1], rounds);
    }

    [Fact]
    public async Task SettledByHand_WhoIsOnDutyThen_IsRefused_AndWhoIsFreeHasIt()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: true);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        (int miki, int hirose) = await world.AskAsync(async db => (await IdAsync(db, "三木"), await IdAsync(db, "広瀬")));
        await world.AskAsync(async db => await GivenAsync(db, _clock.GetUtcNow(), Nurses(), Night("広瀬", "2026-06-06")));
        HttpResponseMessage refused = await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Settle", ("holder", $"{hirose}"));
        Assert.Contains("広瀬さんは、同じ時間に当番があります", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()));
        Assert.Contains("同じ時間に当番があります（6月6日(土) 17:30〜翌8:30）", await PageAsync(sato, $"/console/rota/covers/{id}"));
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=Settle", ("holder", $"{miki}"))).StatusCode);
        await world.SettleAsync();
        Assert.Equal("三木", await OnAsync(world)); // Whoever settles it approves by that.
        Assert.Contains("決まりました", Heard(world, "三木"));
    }

    [Fact]
    public async Task AskedForSomebodyAway_IsAskedOnce_AndTakenBack()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        Assert.Contains("当番の交代のお願い", Heard(world, "三木"));
        Assert.Equal(id, await AskAsync(world, sato)); // Pressed twice.
        int kihara = await world.AskAsync(db => IdAsync(db, "木原"));
        HttpResponseMessage forged = await ConsoleWorld.PostAsync(sato, "/console/rota/covers/new", ("holder", $"{kihara}"), ("pick", "1.1.1"), ("other", "0"));
        Assert.Contains("その当番が見つかりません", WebUtility.HtmlDecode(await forged.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync("/console/rota/covers/new?holder=999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync($"/console/rota/covers/{Guid.Empty}")).StatusCode);
        await ConsoleWorld.PostAsync(sato, $"/console/rota/covers/{id}?handler=TakeBack");
        await world.SettleAsync();
        Assert.Contains("取り消されました", Heard(world, "三木"));
        Assert.Contains("取り消されました", Heard(world, "木原"));
        Assert.Contains("取り消されました", await PageAsync(sato, "/console/rota/covers"));
    }

    private static Task<string[]> TrailAsync(ConsoleWorld world) => world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("cover.") && entry.Action != "cover.read").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync());
}
