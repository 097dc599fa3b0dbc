using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A coordinator invites people over the phone.</summary>
public sealed partial class InvitationStory
{
    [Fact]
    public async Task ACode_IsShownOnce_KnowsTheOrganisation_AndCanBeTakenBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string page = WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, "/console/invitations?handler=Make",
            ("Form.Role", "care_manager"), ("Form.Organisation", "みなと居宅"), ("Form.Profession", "介護支援専門員"), ("Form.Phone", "0000-22-0000"))).Content.ReadAsStringAsync());
        string code = Code().Match(page).Groups[1].Value;
        string list = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/invitations"));
        Assert.DoesNotContain(code, list);
        Assert.Contains("みなと居宅 介護支援専門員", list);

        InvitationCode kept = await world.AskAsync(db => db.InvitationCodes.SingleAsync());
        Assert.Equal(MemberRules.HashOf(code), kept.CodeHash);
        await ConsoleWorld.PostAsync(sato, "/console/invitations?handler=Revoke", ("id", kept.Id.ToString()));
        InvitationCode revoked = await world.AskAsync(db => db.InvitationCodes.SingleAsync());
        Assert.IsType<CodeAnswer.Bad>(MemberRules.Try(new Member(), revoked, world.Clock.GetUtcNow()));
        Assert.Equal(("", ""), (revoked.Organisation, revoked.Phone));
    }

    [Theory]
    [InlineData("coordinator", "")]
    [InlineData("admin", "")]
    [InlineData("resident", "")]
    [InlineData("nobody", "")]
    [InlineData("doctor", "電話なし")]
    public async Task WhatACoordinatorMayNotMake_IsNotMade(string role, string phone)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(sato, "/console/invitations?handler=Make", ("Form.Role", role), ("Form.Phone", phone));
        Assert.Contains("class=\"problem\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await world.AskAsync(db => db.InvitationCodes.CountAsync()));
    }

    [Theory]
    [InlineData(Role.Coordinator, Role.Admin, false)]
    [InlineData(Role.Coordinator, Role.Coordinator, false)]
    [InlineData(Role.Coordinator, Role.Nurse, true)]
    [InlineData(Role.Admin, Role.Admin, true)]
    public async Task ACode_IsTakenBackByThoseWhoMayMakeIt_AndByNobodyElse(Role staff, Role invited, bool isTakenBack)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤", staff));
        await world.WithDbAsync(db => Invitations.CreateAsync(db, invited, world.Clock.GetUtcNow()));
        int id = await world.AskAsync(db => db.InvitationCodes.Select(code => code.Id).SingleAsync());
        Assert.Equal(isTakenBack, (await browser.GetStringAsync("/console/invitations")).Contains("handler=Revoke", StringComparison.Ordinal));

        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, "/console/invitations?handler=Revoke", ("id", $"{id}"));

        Assert.Equal(isTakenBack ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isTakenBack, await world.AskAsync(db => db.InvitationCodes.Select(code => code.RevokedAt != null).SingleAsync()));
        Assert.Equal(isTakenBack ? 1 : 0, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "invitation.revoke")));
        if (!isTakenBack)
        {
            Assert.Contains("この役割の招待は取り消せません", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task Members_AreFoundByOrganisationAndPhone_AndReadingIsWrittenDown()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff staff = await world.GivenAsync("sato", "佐藤");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), staff.Id));
        HttpClient sato = await world.BrowserOfAsync(staff);
        Assert.Contains("みなと居宅介護支援事業所", WebUtility.HtmlDecode(await sato.GetStringAsync("/console/members?q=居宅")));
        Assert.Contains("当てはまる人はいません", WebUtility.HtmlDecode(await sato.GetStringAsync("/console/members?q=ほかの")));
        Assert.Contains("当てはまる人はいません", WebUtility.HtmlDecode(await sato.GetStringAsync("/console/members?role=resident&p=-5")));
        Assert.Equal(3, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "member.read")));
    }

    [Fact]
    public async Task ACoordinator_JoinsTheirChat_ByTheCodeItGaveThem()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff staff = await world.GivenAsync("sato", "佐藤"), other = await world.GivenAsync("suzuki", "鈴木");
        Member person = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), Role = Role.Nurse, CreatedAt = world.Clock.GetUtcNow() };
        string code = "", later = "";
        await world.WithDbAsync(async db =>
        {
            db.Members.Add(person);
            await db.SaveChangesAsync();
            code = await Links.CreateAsync(db, person.Id, world.Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
        });
        HttpClient sato = await world.BrowserOfAsync(staff), suzuki = await world.BrowserOfAsync(other);
        Assert.Contains("コードが違うか", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, "/console/account?handler=Chat", ("code", "ABCD-2345"))).Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, "/console/account?handler=Chat", ("code", code.ToLowerInvariant()))).StatusCode);
        Assert.Equal(person.Id, await world.AskAsync(db => db.StaffAccounts.Where(account => account.Id == staff.Id).Select(account => account.MemberId).SingleAsync()));
        Assert.Equal(Role.Coordinator, await world.AskAsync(db => db.Members.Select(member => member.Role).SingleAsync()));
        Assert.Contains("コードが違うか", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(suzuki, "/console/account?handler=Chat", ("code", code))).Content.ReadAsStringAsync())); // Used.

        await world.WithDbAsync(async db =>
        {
            later = await Links.CreateAsync(db, person.Id, world.Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
        });
        Assert.Contains("ほかのアカウント", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(suzuki, "/console/account?handler=Chat", ("code", later))).Content.ReadAsStringAsync()));
        world.Clock.Advance(LinkRules.CodeLife);
        Assert.Contains("コードが違うか", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(sato, "/console/account?handler=Chat", ("code", later))).Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task AnAdmin_HandsAPersonAllTheirData_AndErasesThem()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), kanri.Id));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).SingleAsync());
        HttpClient admin = await world.BrowserOfAsync(kanri);
        HttpResponseMessage export = await ConsoleWorld.PostAsync(admin, $"/console/members/{person}?handler=Export");
        using System.IO.Compression.ZipArchive zip = new(await export.Content.ReadAsStreamAsync());
        using StreamReader json = new(zip.GetEntry("person.json")!.Open());
        Assert.Contains("たんの吸引が必要", await json.ReadToEndAsync());

        Assert.Contains("何も消していません", WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(admin, $"/console/members/{person}?handler=Erase", ("sure", "はい"))).Content.ReadAsStringAsync()));
        long seen = world.Services.GetRequiredService<DeskSignal>().Version;
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(admin, $"/console/members/{person}?handler=Erase", ("sure", "消す"))).StatusCode);
        Assert.True(world.Services.GetRequiredService<DeskSignal>().Version > seen); // What they had open leaves the queue on every screen.
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/console/members/{person}")).StatusCode);
        Assert.DoesNotContain("たんの吸引", await admin.GetStringAsync($"/console/consultations/{QueueRows.Urgent}"));
    }

    [Fact]
    public async Task Settings_TellOfSecretsOnlyThatTheyAreThere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Teams:AppId"] = "00000000-0000-0000-0000-000000000000", ["Teams:AppSecret"] = "0123-geheim", ["Line:ChannelAccessToken"] = "token-geheim", ["Line:ChannelSecrets:0"] = "alt-geheim" });
        HttpClient kanri = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        string page = WebUtility.HtmlDecode(await kanri.GetStringAsync("/console/settings"));
        Assert.DoesNotContain("geheim", page);
        Assert.Contains("設定済み", page);
        Assert.Contains("みなと市在宅医療・介護連携拠点", page);
        Assert.DoesNotContain("PATH", page, StringComparison.Ordinal); // The environment stands in the configuration too.
    }

    [GeneratedRegex("class=\"phone\">([2-9A-Z]{4}-[2-9A-Z]{4})<")]
    private static partial Regex Code();
}
