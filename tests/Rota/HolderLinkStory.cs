using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>Somebody in the table of duties becomes somebody in chat. Wednesday 2026-05-27, 10:00 in Tokyo.</summary>
public sealed partial class HolderLinkStory
{
    private const string Kihara = "木原 一郎", Station = "みなと訪問看護ステーション", Page = "/console/rota/holders";
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 27, 10);

    [Fact]
    public async Task ACodeMadeForAHolder_GivesRoleAndHolderAtOnce_AndHerRotaIsLookedAtAgain()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync($"{Page}?holder={await IdAsync(world, Kihara)}"));
        Assert.Contains("value=\"doctor\" selected", page); // Offered by what their rotas are for.
        Assert.Contains("まだチャットとつながっていません", page);
        (int Revision, int Other) before = await RevisionsAsync(world);

        string code = await InviteAsync(world, sato, Kihara, "doctor");
        Assert.DoesNotContain(code, WebUtility.HtmlDecode(await sato.GetStringAsync($"{Page}?holder={await IdAsync(world, Kihara)}")));
        Assert.Contains($"木原医院 医師 当番表の{Kihara}", WebUtility.HtmlDecode(await sato.GetStringAsync("/console/invitations")));
        Assert.Contains("グループでは登録できません", await SaysAsync(world, "木原先生", $"招待コード {code}", inGroup: "多職種"));
        string said = await SaysAsync(world, "木原先生", $"招待コード {code}");
        Assert.Contains("当番表の「木原 一郎」さんとして登録しました", said);
        Assert.Contains("「医師」の方として", said);

        Member member = await MemberAsync(world, "木原先生");
        Assert.Equal((Role.Doctor, "医師", "木原医院", "0000-31-1111"), (member.Role, member.Profession, member.Organisation, member.Phone));
        Assert.Equal(member.Id, await world.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == Kihara).Select(holder => holder.MemberId).SingleAsync()));
        Assert.Equal((before.Revision + 1, before.Other), await RevisionsAsync(world)); // Theirs, and no other.
        Assert.Contains("もうお使いになっています", await SaysAsync(world, "木原先生", $"招待コード {code}"));
        Assert.Contains("使えませんでした", await SaysAsync(world, "ほかの人", $"招待コード {code}"));
        Assert.Contains("LINE", Row(await sato.GetStringAsync(Page), Kihara));
        Assert.Equal(["invitation.make", "member.role", "rota.holder_link"], (await world.AskAsync(db => db.AuditTrail.Where(row => !row.Action.EndsWith("read") && row.Action != "rota.publish").Select(row => row.Action).ToArrayAsync())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ADoctorWhoAnswersForAStationToo_UsesItsCode_AndStaysADoctor()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await SaysAsync(world, "木原先生", $"招待コード {await InviteAsync(world, sato, Kihara, "doctor")}");
        string said = await SaysAsync(world, "木原先生", $"招待コード {await InviteAsync(world, sato, Station, "nurse")}");
        Assert.Contains($"当番表の「{Station}」として登録しました", said); // Not さん: an institution.
        Assert.DoesNotContain("の方としてご案内します", said);
        Member member = await MemberAsync(world, "木原先生");
        Assert.Equal((Role.Doctor, "0000-31-1111"), (member.Role, member.Phone));
        Assert.Equal(2, await world.AskAsync(db => db.DutyHolders.CountAsync(holder => holder.MemberId == member.Id)));
    }

    [Fact]
    public async Task ANewCodeVoidsTheOneBefore_AndAHolderWhoWasLinkedMeanwhile_IsSaidClearly()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string lost = await InviteAsync(world, sato, Kihara, "doctor"), code = await InviteAsync(world, sato, Kihara, "doctor");
        Assert.Contains("使えませんでした", await SaysAsync(world, "拾った人", $"招待コード {lost}"));
        await SaysAsync(world, "三木先生", "こんにちは");
        Member miki = await MemberAsync(world, "三木先生");
        await world.WithDbAsync(async db =>
        {
            (await db.DutyHolders.SingleAsync(holder => holder.Name == Kihara)).MemberId = miki.Id; // Behind the code's back: the page would have voided it.
            await db.SaveChangesAsync();
        });

        Assert.Contains("もうほかのアカウントとつながっているか", await SaysAsync(world, "木原先生", $"招待コード {code}"));
        Assert.Equal((Role.Resident, 0), ((await MemberAsync(world, "木原先生")).Role, (await MemberAsync(world, "木原先生")).WrongCodeTries));
        Assert.Null(await world.AskAsync(db => db.InvitationCodes.OrderBy(one => one.Id).Select(one => one.UsedAt).LastAsync()));
        Assert.Contains("もうメンバーとつながっています", await PostedAsync(sato, $"{Page}?handler=Invite&holder={await IdAsync(world, Kihara)}", ("role", "doctor")));
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("resident")]
    [InlineData("")]
    [InlineData("医師")]
    public async Task WhatNoHolderIs_IsNotInvitedTo(string role)
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Assert.Contains("この役割には招待できません", await PostedAsync(admin, $"{Page}?handler=Invite&holder={await IdAsync(world, Kihara)}", ("role", role)));
        Assert.Equal(HttpStatusCode.NotFound, (await ConsoleWorld.PostAsync(admin, $"{Page}?handler=Invite&holder=999", ("role", "doctor"))).StatusCode);
        Assert.Equal(0, await world.AskAsync(db => db.InvitationCodes.CountAsync()));
    }

    [Fact]
    public async Task ACoordinatorLinksAMember_FromEitherPage_AndUnlinks_AndOfTwoAtOnceTheSecondIsTold()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid miki = await ProfessionalAsync(world, "三木先生"), other = await ProfessionalAsync(world, "別の先生");
        await SaysAsync(world, "家族", "こんにちは");
        Guid family = (await MemberAsync(world, "家族")).Id;
        int kihara = await IdAsync(world, Kihara), station = await IdAsync(world, Station), before = (await RevisionsAsync(world)).Own;

        Assert.Contains("役割のないメンバー", await PostedAsync(sato, $"/console/members/{family}?handler=Link", ("chosen", $"{kihara}:0")));
        Assert.Contains("ほかの人が同時に変えました", await PostedAsync(sato, $"/console/members/{miki}?handler=Link", ("chosen", $"{kihara}:5")));
        Assert.Contains("選んでください", await PostedAsync(sato, $"/console/members/{miki}?handler=Link", ("chosen", "x:y:z")));
        Assert.EndsWith("done=linked", await MovedAsync(sato, $"/console/members/{miki}?handler=Link", ("chosen", $"{kihara}:0")));
        Assert.EndsWith("done=linked", await MovedAsync(sato, $"/console/members/{miki}?handler=Link", ("chosen", $"{kihara}:0"))); // Pressed twice.
        Assert.Contains("ほかの人が同時に変えました", await PostedAsync(sato, $"{Page}?handler=Link&holder={kihara}", ("member", other.ToString()), ("seen", "0")));
        Assert.Contains("もうほかのメンバーとつながっています", await PostedAsync(sato, $"{Page}?handler=Link&holder={kihara}", ("member", other.ToString()), ("seen", "1")));
        Assert.EndsWith("done=linked", await MovedAsync(sato, $"{Page}?handler=Link&holder={station}", ("member", miki.ToString()), ("seen", "0")));
        Assert.Equal([Kihara, Station], await HeldByAsync(world, miki));
        Assert.Contains(Kihara, WebUtility.HtmlDecode(await sato.GetStringAsync($"/console/members/{miki}")));

        Assert.EndsWith($"{other}", await MovedAsync(sato, $"/console/members/{other}?handler=Unlink", ("holder", $"{kihara}"), ("seen", "1"))); // Not theirs: nothing is taken.
        Assert.EndsWith("done=unlinked", await MovedAsync(sato, $"/console/members/{miki}?handler=Unlink", ("holder", $"{kihara}"), ("seen", "1")));
        Assert.EndsWith("done=unlinked", await MovedAsync(sato, $"{Page}?handler=Unlink&holder={station}", ("seen", "1")));
        Assert.Empty(await HeldByAsync(world, miki));
        Assert.Equal(before + 2, (await RevisionsAsync(world)).Own); // Linked and unlinked: looked at again each time.
        Assert.Equal(["rota.holder_link", "rota.holder_link", "rota.holder_unlink", "rota.holder_unlink"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action.StartsWith("rota.holder_")).Select(row => row.Action).ToArrayAsync()));
    }

    [Fact]
    public async Task WhoBlocksUs_IsShownSo_AndWhoLosesTheirRole_LosesTheDutiesTheyWouldBeToldOf()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        await SaysAsync(world, "木原先生", $"招待コード {await InviteAsync(world, admin, Kihara, "doctor")}");
        Guid kihara = (await MemberAsync(world, "木原先生")).Id;
        using (HttpRequestMessage request = world.Line.Unfollows("木原先生").ToRequest())
        {
            (await world.NewClient().SendAsync(request)).EnsureSuccessStatusCode();
        }

        await world.SettleAsync();
        Assert.Contains("LINE（止められています）", Row(await admin.GetStringAsync(Page), Kihara));
        await ConsoleWorld.PostAsync(admin, $"/console/members/{kihara}?handler=Role", ("role", "resident"));
        Assert.Empty(await HeldByAsync(world, kihara));
    }

    [Fact]
    public async Task WhoLeaves_IsInNobodysChatAnyMore_AndTheTableStays()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await SaysAsync(world, "木原先生", $"招待コード {await InviteAsync(world, sato, Kihara, "doctor")}");
        Guid kihara = (await MemberAsync(world, "木原先生")).Id;
        (int Own, int Other) before = await RevisionsAsync(world);
        StorageOptions storage = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        Assert.True(await world.AskAsync(db => PersonErasure.EraseAsync(db, storage, kihara, null, _clock.GetUtcNow(), CancellationToken.None)));
        Assert.Empty(await HeldByAsync(world, kihara));
        Assert.Equal((before.Own + 1, before.Other), await RevisionsAsync(world));
        Assert.Equal(2, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.Holder!.Name == Kihara && shift.KnownUntil == null)));
    }

    [Fact]
    public async Task TwoAccountsThatBecomeOne_KeepTheDuties_AndTheRotaIsLookedAtAgain()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await SaysAsync(world, "木原先生", $"招待コード {await InviteAsync(world, sato, Kihara, "doctor")}");
        Member asked = await MemberAsync(world, "木原先生");
        Guid typed = Guid.CreateVersion7(_clock.GetUtcNow());
        int before = (await RevisionsAsync(world)).Own;
        await world.WithDbAsync(async db =>
        {
            Member teams = new() { Id = typed, CreatedAt = _clock.GetUtcNow() };
            teams.Links.Add(new ChannelLink { Channel = "teams", ChannelUserId = "29:kihara", MemberId = typed });
            db.Members.Add(teams);
            string code = await Links.CreateAsync(db, asked.Id, _clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
            LinkCode found = await db.LinkCodes.SingleAsync(one => one.CodeHash == MemberRules.HashOf(code));
            Assert.Equal(LinkAnswer.Good, await Links.TryAsync(db, teams, found, _clock.GetUtcNow(), CancellationToken.None));
            await db.SaveChangesAsync();
        });
        Assert.Equal([Kihara], await HeldByAsync(world, typed));
        Assert.Equal(before + 1, (await RevisionsAsync(world)).Own);
        Assert.Contains("LINE・Teams", Row(await sato.GetStringAsync(Page), Kihara));
    }

    private async Task<ConsoleWorld> StartAsync()
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await world.WithDbAsync(async db =>
        {
            db.DutyHolders.Add(Holder(Kihara, "0000-31-1111", "木原医院"));
            await GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night(Kihara, "2026-05-29"), Night("三木 二郎", "2026-05-30"), Night(Kihara, "2026-06-12"));
            await GivenAsync(db, _clock.GetUtcNow(), Nurses(), Night(Station, "2026-05-20")); // Nothing to come.
        });
        return world;
    }

    private static async Task<string> SaysAsync(ConsoleWorld world, string name, string text, string? inGroup = null)
    {
        using HttpRequestMessage request = world.Line.Says(name, text, inGroup, mentioning: inGroup is null ? null : "@bot").ToRequest();
        (await world.NewClient().SendAsync(request)).EnsureSuccessStatusCode();
        await world.SettleAsync();
        return string.Join('\n', world.Line.Heard(inGroup ?? name).Select(message => message.Words));
    }

    private static async Task<string> InviteAsync(ConsoleWorld world, HttpClient browser, string holder, string role) =>
        Code().Match(await PostedAsync(browser, $"{Page}?handler=Invite&holder={await IdAsync(world, holder)}", ("role", role))).Groups[1].Value;

    private static async Task<string> PostedAsync(HttpClient browser, string address, params (string Name, string Value)[] fields) =>
        WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(browser, address, fields)).Content.ReadAsStringAsync());

    private static async Task<string> MovedAsync(HttpClient browser, string address, params (string Name, string Value)[] fields) => (await ConsoleWorld.PostAsync(browser, address, fields)).Headers.Location!.ToString();

    private static Task<int> IdAsync(ConsoleWorld world, string name) => world.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == name).Select(holder => holder.Id).SingleAsync());

    private static Task<string[]> HeldByAsync(ConsoleWorld world, Guid member) => world.AskAsync(db => db.DutyHolders.Where(holder => holder.MemberId == member).OrderBy(holder => holder.Id).Select(holder => holder.Name).ToArrayAsync());

    private static Task<(int Own, int Other)> RevisionsAsync(ConsoleWorld world) => world.AskAsync(async db =>
    {
        int[] all = await db.DutyRotas.OrderBy(rota => rota.Id).Select(rota => rota.Revision).ToArrayAsync();
        return (all[0], all[1]);
    });

    private static Task<Member> MemberAsync(ConsoleWorld world, string name)
    {
        string user = FakeLine.IdOf(name);
        return world.AskAsync(db => db.Members.AsNoTracking().SingleAsync(member => member.Links.Any(link => link.ChannelUserId == user)));
    }

    private static async Task<Guid> ProfessionalAsync(ConsoleWorld world, string name)
    {
        await SaysAsync(world, name, "こんにちは");
        Guid id = (await MemberAsync(world, name)).Id;
        await world.WithDbAsync(async db =>
        {
            (await db.Members.FindAsync(id))!.Role = Role.Doctor;
            await db.SaveChangesAsync();
        });
        return id;
    }

    private static string Row(string page, string name) => WebUtility.HtmlDecode(page).Split("<tr").Single(row => row.Contains($">{name}</a>", StringComparison.Ordinal));

    [GeneratedRegex("class=\"phone\">([2-9A-Z]{4}-[2-9A-Z]{4})<")]
    private static partial Regex Code();
}
