using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Audit;
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
    [InlineData("000412907")]
    [InlineData("+412907")]
    [InlineData("%20412907")]
    public async Task HoweverTheAddressIsWritten_TheReadingIsFoundByItsNumber(string written)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        Assert.Contains("たんの吸引", WebUtility.HtmlDecode(await (await world.BrowserOfAsync(sato)).GetStringAsync($"/console/consultations/{written}")), StringComparison.Ordinal);
        Assert.Equal(["consultation:412907"], await world.AskAsync(db => db.AuditTrail.Select(entry => entry.Subject).ToListAsync()));
    }

    [Theory]
    [InlineData("/console/hands/5", "hands.read hands:5")]
    [InlineData("/console/hands", "hands.read ")]
    [InlineData("/console/meetings/5", "meetings.read meetings:5")]
    [InlineData("/console/rota/covers/0197a000-0000-7000-8000-00000000000a", "cover.read cover:0197a00000007000800000000000000a")]
    [InlineData("/console/substitutes/0197a000-0000-7000-8000-00000000000b", "substitute.read substitute:0197a00000007000800000000000000b")]
    [InlineData("/console/members/0197a000-0000-7000-8000-00000000000c", "member.read member:0197a00000007000800000000000000c")]
    [InlineData("/console/rota/5", "rota.read rota:5")]
    [InlineData("/console/rota/5/duties", "rota.read rota:5")]
    [InlineData("/console/rota/5/shift/9", "rota.read rota:5")]
    [InlineData("/console/rota/5/notes", "handover.read rota:5")]
    public async Task WhatIsRead_IsNamedAsThoseNameItWhoWriteInIt(string address, string row)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await (await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"))).GetAsync(address);
        Assert.Equal([row], await world.AskAsync(db => db.AuditTrail.Select(entry => entry.Action + " " + entry.Subject).ToListAsync()));
    }

    [Fact]
    public async Task APageShownAgainBecauseAFormWasRefused_IsReadToo()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).SingleAsync());
        HttpClient admin = await world.BrowserOfAsync(kanri);
        string shown = await (await ConsoleWorld.PostAsync(admin, $"/console/consultations/{QueueRows.Urgent}?handler=Merge", ("Form.To", "x"))).Content.ReadAsStringAsync();
        Assert.Contains("たんの吸引", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        await ConsoleWorld.PostAsync(admin, $"/console/members/{person}?handler=Erase", ("sure", "いいえ"));
        await ConsoleWorld.PostAsync(admin, "/console/invitations?handler=Make", ("Form.Role", "king"));
        await ConsoleWorld.PostAsync(admin, $"/console/consultations/{QueueRows.Urgent}?handler=Note", ("Form.Text", "メモ")); // Done, and led on: nothing is shown here.
        Assert.Equal(["consultation.read consultation:412907", $"member.read member:{person:N}", "invitation.read ", "consultation.note consultation:412907"],
            await world.AskAsync(db => db.AuditTrail.OrderBy(entry => entry.Id).Select(entry => entry.Action + " " + entry.Subject).ToListAsync()));
    }

    [Fact]
    public async Task APageThatRenewsItself_IsReadOnce_AndTheHeaderAloneHidesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        for (int times = 0; times < 4; times++)
        {
            using HttpRequestMessage byItself = new(HttpMethod.Get, "/console/traffic");
            byItself.Headers.Add(ReadMarks.ByItselfHeader, "yes");
            Assert.Equal(HttpStatusCode.OK, (await sato.SendAsync(byItself)).StatusCode);
            Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "traffic.read")));
            world.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await sato.GetAsync("/console/traffic"); // Somebody opens it.
        Assert.Equal(2, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "traffic.read")));
    }

    [Fact]
    public async Task AnErasureOfBefore_IsFoundByTheIdInWhateverForm()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Guid person = Guid.CreateVersion7(world.Clock.GetUtcNow());
        await world.WithDbAsync(async db =>
        {
            db.AuditTrail.Add(new AuditEntry { At = world.Clock.GetUtcNow(), Action = "member.erase", Subject = $"member:{person}" });
            db.AuditTrail.Add(new AuditEntry { At = world.Clock.GetUtcNow(), Action = "member.export", Subject = $"member:{person:N}" });
            await db.SaveChangesAsync();
        });
        foreach (string sought in (string[])[$"{person}", $"{person:N}", $"member:{person}", $"member:{person:N}"])
        {
            string page = WebUtility.HtmlDecode(await admin.GetStringAsync($"/console/audit?subject={sought}"));
            Assert.Contains("メンバーの消去", page, StringComparison.Ordinal);
            Assert.Contains("メンバーの書き出し", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(250)]
    public async Task PageByPage_EveryRowStandsOnce_NewestFirst(int rows)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.WithDbAsync(db =>
        {
            db.AuditTrail.AddRange(Enumerable.Range(0, rows).Select(at => AuditEntry.By(sato.Id, "consultation.read", "consultation:412907", now.AddMinutes(-(at / 2))))); // Two in each minute.
            return db.SaveChangesAsync();
        });
        DateOnly today = Storage.Time.OfficeTime.DayOf(now);
        List<long> shown = [];
        for (int page = 1; page <= 3; page++)
        {
            AuditFilter filter = new(sato.Id, "consultation.", "", today.AddDays(-1), today, page);
            (int total, int at, IReadOnlyList<AuditEntry> here) = await world.AskAsync(db => new AuditReads(db).ReadAsync(filter, CancellationToken.None));
            Assert.Equal((rows, Math.Clamp(page, 1, Math.Max(1, (rows + AuditReads.RowsMax - 1) / AuditReads.RowsMax))), (total, at));
            shown.AddRange(page == at ? here.Select(entry => entry.Id) : []);
        }

        Assert.Equal(await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "consultation.read").OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Select(entry => entry.Id).ToListAsync()), shown);
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
