using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Who saw what, as an admin reads it.</summary>
public sealed class AuditStory
{
    [Fact]
    public async Task WhoReadAConsultation_IsFoundByItsNumber_ByPerson_AndByDay()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        await (await world.BrowserOfAsync(sato)).GetAsync($"/console/consultations/{QueueRows.Urgent}");
        HttpClient admin = await world.BrowserOfAsync(kanri);

        string all = WebUtility.HtmlDecode(await admin.GetStringAsync("/console/audit?subject=412-907"));
        Assert.Contains("相談を見た", all);
        Assert.Contains("<td>佐藤</td>", all);
        Assert.DoesNotContain("たんの吸引", all);
        Assert.Contains("この条件の記録はありません", WebUtility.HtmlDecode(await admin.GetStringAsync($"/console/audit?subject=412-907&who={kanri.Id}")));
        Assert.Contains("この条件の記録はありません", WebUtility.HtmlDecode(await admin.GetStringAsync("/console/audit?subject=412-907&until=2026-04-19")));
        Assert.Contains("この条件の記録はありません", WebUtility.HtmlDecode(await admin.GetStringAsync("/console/audit?subject=412-907&what=member.")));
        Assert.Contains("2026年4月20日 9:30:00", all);
        Assert.Equal(4, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "audit.read"))); // Reading it is written down too.
    }

    [Theory]
    [InlineData("?p=-4")]
    [InlineData("?p=999999")]
    [InlineData("?from=9999-99-99&until=x")]
    [InlineData("?who=x&what=%3Cscript%3E&subject=%25")]
    [InlineData("?from=2026-05-01&until=2026-04-01")]
    public async Task OddAddresses_AreHarmless(string odd)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/console/audit{odd}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/console/consultations{odd}&state=7&view=x&urgency=9")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/console/members{odd}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/console/directory{odd}&service=x&area=%3C")).StatusCode);
    }
}
