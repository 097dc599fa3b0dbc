using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Staff;

/// <summary>Who leaves, or does other work, has the role of the hub in no chat any more. Monday 2026-04-20, 9:30 in Tokyo, standing still.</summary>
public sealed class ChatRoleStory
{
    [Fact]
    public async Task WhoLeaves_IsNoCoordinatorInTheChatEither_AndIsAgainWhenTheyComeBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Guid person = await GivenPersonAsync(world, Role.Coordinator, sato);
        Assert.Equal([person], await world.AskAsync(db => Coordinators.ToldAsync(db, CancellationToken.None)));

        await ConsoleWorld.PostAsync(admin, $"/console/accounts/{sato.Id}?handler=Close");
        Assert.Equal(Role.Resident, await RoleOfAsync(world, person));
        Assert.Empty(await world.AskAsync(db => Coordinators.ToldAsync(db, CancellationToken.None))); // Told of calls and quotas no more.
        await ConsoleWorld.PostAsync(admin, $"/console/accounts/{sato.Id}?handler=Open");
        Assert.Equal(Role.Coordinator, await RoleOfAsync(world, person));
        Assert.Equal(["coordinator > resident", "resident > coordinator"], await RowsAsync(world, person));
    }

    [Fact]
    public async Task AnAdminWhoIsACoordinatorFromNowOn_IsSoInTheChat_AndOtherChangesTouchNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤", Role.Admin);
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Guid person = await GivenPersonAsync(world, Role.Admin, sato);
        await ChangeAsync(admin, sato, "admin", "佐藤 花子");
        Assert.Equal(Role.Admin, await RoleOfAsync(world, person));
        await ChangeAsync(admin, sato, "coordinator", "佐藤 花子");
        Assert.Equal(Role.Coordinator, await RoleOfAsync(world, person));
        Assert.Equal(["admin > coordinator"], await RowsAsync(world, person));
    }

    [Fact]
    public async Task WhoUnlinksTheirChat_HasNoRoleThere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        Guid person = await GivenPersonAsync(world, Role.Coordinator, sato);
        await ConsoleWorld.PostAsync(await world.BrowserOfAsync(sato), "/console/account?handler=Unchat");
        Assert.Equal(Role.Resident, await RoleOfAsync(world, person));
        Assert.Equal(["coordinator > resident"], await RowsAsync(world, person));
    }

    /// <summary>The form stood open in a second tab, so nobody pressed 「外す」 before.</summary>
    [Fact]
    public async Task WhoLinksAnotherChat_HasNoRoleInTheEarlierOne()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        Guid earlier = await GivenPersonAsync(world, Role.Coordinator, sato), later = await GivenPersonAsync(world, Role.Resident, account: null);
        HttpClient tab = await world.BrowserOfAsync(sato);
        async Task LinkAsync()
        {
            string code = "";
            await world.WithDbAsync(async db =>
            {
                code = await Links.CreateAsync(db, later, world.Clock.GetUtcNow(), CancellationToken.None);
                await db.SaveChangesAsync();
            });
            Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(tab, "/console/account?handler=Chat", ("code", code))).StatusCode);
        }

        await LinkAsync();

        Assert.Equal((Role.Resident, Role.Coordinator), (await RoleOfAsync(world, earlier), await RoleOfAsync(world, later)));
        Assert.Equal([later], await world.AskAsync(db => Coordinators.ToldAsync(db, CancellationToken.None)));
        Assert.Equal(["coordinator > resident"], await RowsAsync(world, earlier));
        await LinkAsync(); // The same chat once more: nothing is taken.
        Assert.Equal(["resident > coordinator"], await RowsAsync(world, later));
    }

    [Fact]
    public async Task AnAdmin_GivesAPersonAnotherRole_OrTakesIt_AndACoordinatorMayNot()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin)), coordinator = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid person = await GivenPersonAsync(world, Role.Coordinator, account: null);
        string address = $"/console/members/{person}?handler=Role";
        Assert.Equal(HttpStatusCode.Forbidden, (await ConsoleWorld.PostAsync(coordinator, address, ("role", "admin"))).StatusCode);
        Assert.DoesNotContain("役割を変える", await coordinator.GetStringAsync($"/console/members/{person}"), StringComparison.Ordinal);

        Assert.Equal($"/console/members/{person}?done=role", (await ConsoleWorld.PostAsync(admin, address, ("role", "nurse"))).Headers.Location?.OriginalString);
        Assert.Equal(Role.Nurse, await RoleOfAsync(world, person));
        await ConsoleWorld.PostAsync(admin, address, ("role", "resident"));
        Assert.Equal((Role.Resident, null), await world.AskAsync(db => db.Members.Where(member => member.Id == person).Select(member => new ValueTuple<Role, DateTimeOffset?>(member.Role, member.RoleGrantedAt)).SingleAsync()));
        Assert.Equal(["coordinator > nurse", "nurse > resident"], await RowsAsync(world, person));
        foreach ((string role, string words) in new[] { ("resident", "いまと同じ役割です"), ("king", "役割を選んでください") })
        {
            Assert.Contains(words, await (await ConsoleWorld.PostAsync(admin, address, ("role", role))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheRoleOfAnOpenAccount_IsNotTakenBehindItsBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Guid person = await GivenPersonAsync(world, Role.Coordinator, sato);
        string answer = await (await ConsoleWorld.PostAsync(admin, $"/console/members/{person}?handler=Role", ("role", "resident"))).Content.ReadAsStringAsync();
        Assert.Contains("管理画面のアカウントで変えます", answer, StringComparison.Ordinal);
        Assert.Equal(Role.Coordinator, await RoleOfAsync(world, person));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OfTwoAdmins_WhoCloseOrDemoteEachOtherAtOnce_OneStays(bool isClosing)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        for (int round = 0; round < 5; round++)
        {
            TestStaff[] both = [await world.GivenAsync($"a{round}xx", "甲", Role.Admin), await world.GivenAsync($"b{round}xx", "乙", Role.Admin)];
            HttpClient[] browsers = [await world.BrowserOfAsync(both[0]), await world.BrowserOfAsync(both[1])];
            await Task.WhenAll(Enumerable.Range(0, 2).Select(at => isClosing
                ? ConsoleWorld.PostAsync(browsers[at], $"/console/accounts/{both[1 - at].Id}?handler=Close") : ChangeAsync(browsers[at], both[1 - at], "coordinator", "丙")));
            Assert.Equal(1, await world.AskAsync(db => db.StaffAccounts.CountAsync(account => account.Role == Role.Admin && account.DisabledAt == null)));
            await world.WithDbAsync(async db =>
            {
                await db.StaffAccounts.ForEachAsync(account => account.DisabledAt = world.Clock.GetUtcNow());
                await db.SaveChangesAsync();
            });
        }
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient admin, TestStaff staff, string role, string shown) =>
        ConsoleWorld.PostAsync(admin, $"/console/accounts/{staff.Id}?handler=Change", ("Form.DisplayName", shown), ("Form.Role", role), ("Form.OpenMax", "0"));

    private static async Task<Guid> GivenPersonAsync(ConsoleWorld world, Role role, TestStaff? account)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        Member person = new() { Id = Guid.CreateVersion7(now), Role = role, CreatedAt = now, RoleGrantedAt = now };
        await world.WithDbAsync(async db =>
        {
            db.Members.Add(person);
            if (account is not null)
            {
                (await db.StaffAccounts.SingleAsync(one => one.Id == account.Id)).MemberId = person.Id;
            }

            await db.SaveChangesAsync();
        });
        return person.Id;
    }

    private static Task<Role> RoleOfAsync(ConsoleWorld world, Guid person) => world.AskAsync(db => db.Members.Where(member => member.Id == person).Select(member => member.Role).SingleAsync());

    private static Task<List<string>> RowsAsync(ConsoleWorld world, Guid person)
    {
        string subject = $"member:{person:N}";
        return world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "member.role" && entry.Subject == subject).OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToListAsync());
    }
}
