using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Members;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Channels.Line.Menus;

/// <summary>Rich menus from the command to the phone.</summary>
public sealed class RichMenuStory
{
    private static Task<HomeCare> StartAsync(Dictionary<string, string?>? settings = null) => HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), settings);

    [Fact]
    public async Task InstallingTwice_ChangesNothingTheSecondTime_AndADryRunNothingAtAll()
    {
        await using HomeCare world = await StartAsync();
        (int code, string words) = await world.InstallMenusAsync(isDryRun: true);
        Assert.Equal(0, code);
        Assert.Contains("ケアマネジャーのメニュー: 作ります (create)", words, StringComparison.Ordinal);
        Assert.Empty(world.Changes());

        (code, words) = await world.InstallMenusAsync();
        Assert.Equal(0, code);
        Assert.Contains("ケアマネジャーのメニュー: 作りました (created)", words, StringComparison.Ordinal);
        world.HasTheMenusOfThisVersion();

        int before = world.Line.Records.Count;
        (code, words) = await world.InstallMenusAsync();
        Assert.Equal((0, ""), (code, string.Concat(world.Changes(before))));
        Assert.Contains("変わったところはありません (nothing to do)", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FollowingShowsTheResidentsMenu_ACodeTheOneOfItsRole_AndAHigherRoleAnother()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        await world.DoesAsync(world.Line.Follows("Mihara"));
        world.HearsText("Mihara");
        await world.LinkMenusAsync();
        Assert.Equal("resident", world.MenuKeyOf("Mihara"));

        foreach ((Role role, string key) in new[] { (Role.CareManager, "care-manager"), (Role.Pharmacist, "clinical"), (Role.Staff, "facility"), (Role.Coordinator, "hub"), (Role.Admin, "hub") })
        {
            await world.SaysAsync("Mihara", $"招待コード {await world.CodeForAsync(role)}");
            world.Hears("Mihara", "登録しました");
            await world.LinkMenusAsync();
            Assert.Equal(key, world.MenuKeyOf("Mihara"));
        }

        int before = world.Line.Records.Count;
        await world.LinkMenusAsync();
        Assert.Empty(world.Changes(before));
    }

    [Fact]
    public async Task AGrantedRoleWakesTheMenus_OnceItIsOnDisk()
    {
        await using HomeCare world = await StartAsync();
        RoleSignal signal = world.Services.GetRequiredService<RoleSignal>();
        Task woken = signal.WaitAsync(TimeSpan.FromMinutes(5), default);
        await world.SaysAsync("Mihara", "訪問看護を探しています");
        world.HearsText("Mihara");
        Assert.False(woken.IsCompleted);

        await world.SaysAsync("Mihara", $"招待コード {await world.CodeForAsync(Role.Nurse)}");
        world.HearsText("Mihara");
        await woken.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Role.Nurse, await world.AskAsync(db => db.Members.Select(member => member.Role).SingleAsync()));
    }

    [Fact]
    public async Task WhoeverComesBackAfterBlocking_GetsTheirMenuAgain()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        await world.IsAsync("Mihara", Role.CareManager);
        await world.DoesAsync(world.Line.Unfollows("Mihara"));
        await world.LinkMenusAsync();
        Assert.Empty(world.MenuKeyOf("Mihara"));

        await world.DoesAsync(world.Line.Follows("Mihara"));
        world.HearsText("Mihara");
        await world.LinkMenusAsync();
        Assert.Equal("care-manager", world.MenuKeyOf("Mihara"));
    }

    /// <summary>They wrote in a group before they added us: LINE took the link and showed nothing.</summary>
    [Fact]
    public async Task AddingUsLater_LinksAgain()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        world.Line.Block("Mihara");
        await world.SaysAsync("Mihara", "@在宅 訪問看護", inGroup: "group1", mentioning: "@在宅");
        world.HearsText("group1");
        await world.LinkMenusAsync();
        Assert.Empty(world.MenuKeyOf("Mihara"));

        await world.DoesAsync(world.Line.Follows("Mihara"));
        world.HearsText("Mihara");
        await world.LinkMenusAsync();
        Assert.Equal("resident", world.MenuKeyOf("Mihara"));
    }

    [Fact]
    public async Task AChangedMenu_ReplacesTheEarlierOneForEverybody_AndOnlyThenTheEarlierGoes()
    {
        await using HomeCare world = await StartAsync();
        await world.GivenPeopleAsync(Role.Resident, Enumerable.Range(1, 1_100).Select(number => FakeLine.IdOf($"resident {number}")));
        await world.IsAsync("Mihara", Role.CareManager);
        await world.InstallEarlierMenusAsync(makeDefault: true);
        Assert.Equal("zaitaku-bot/resident/earlier", world.Line.MenuOf("resident 7"));

        int before = world.Line.Records.Count;
        (int code, string words) = await world.InstallMenusAsync();
        Assert.Equal(0, code);
        Assert.Contains("1101 人のメニューを変えました", words, StringComparison.Ordinal);
        world.HasTheMenusOfThisVersion();
        Assert.Equal(("resident", "care-manager", "resident"), (world.MenuKeyOf("resident 1100"), world.MenuKeyOf("Mihara"), world.MenuKeyOf("somebody else")));

        IReadOnlyList<string> changes = world.Changes(before);
        Assert.Equal(4, changes.Count(change => change.EndsWith("bulk/link", StringComparison.Ordinal))); // 500, 500 and 100 residents, and Mihara.
        int firstDeleted = changes.ToList().FindIndex(change => change.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.DoesNotContain(changes.Skip(firstDeleted), change => !change.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v2/bot/richmenu", FakeFailure.ServerErrorBeforeAcceptance, 3)]
    [InlineData("/richmenu/list", FakeFailure.ConnectionRefused, 3)]
    [InlineData("/content", FakeFailure.ServerErrorBeforeAcceptance, 3)]
    [InlineData("/content", FakeFailure.NoAnswerAfterAcceptance, 3)]
    [InlineData("/richmenu/alias/zaitaku-", FakeFailure.NoAnswerAfterAcceptance, 3)]
    [InlineData("/bulk/link", FakeFailure.RateLimited, 4)]
    [InlineData("/bulk/link", FakeFailure.NoAnswerAfterAcceptance, 3)]
    [InlineData("/user/all/richmenu/", FakeFailure.Forbidden, 3)]
    public async Task BrokenOffAnywhere_TheSameCommandGoesOn(string pathPart, FakeFailure failure, int expected)
    {
        await using HomeCare world = await StartAsync();
        await world.IsAsync("Mihara", Role.CareManager);
        await world.InstallEarlierMenusAsync(makeDefault: true);

        world.Line.Fails(failure, pathPart: pathPart);
        (int code, string words) = await world.InstallMenusAsync();
        Assert.Equal(expected, code);
        Assert.Contains("もう一度実行", words + (failure == FakeFailure.Forbidden ? "もう一度実行" : ""), StringComparison.Ordinal);
        Assert.NotEmpty(world.MenuKeyOf("Mihara")); // Never without one meanwhile.

        Assert.Equal(0, (await world.InstallMenusAsync()).Code);
        world.HasTheMenusOfThisVersion();
        Assert.Equal(("care-manager", "resident"), (world.MenuKeyOf("Mihara"), world.MenuKeyOf("somebody else")));
    }

    [Fact]
    public async Task WhatOthersInstalledOnTheAccount_StaysAsItIs()
    {
        await using HomeCare world = await StartAsync();
        RichMenuApi api = world.Services.GetRequiredService<RichMenuApi>();
        (string? city, _) = await api.CreateAsync(RichMenuRules.RequestOf(RichMenuDesigns.All[0], "市のメニュー"), default);
        await api.UploadAsync(city!, RichMenuPictures.Of(RichMenuDesigns.All[0]), default);
        await api.SetAliasAsync("city", city!, exists: false, default);
        await api.SetDefaultAsync(city!, default);

        await world.InstallMenusAsync();
        Assert.Contains("市のメニュー", world.Line.RichMenus.Names);
        Assert.Equal("市のメニュー", world.Line.RichMenus.Aliases["city"]);
        Assert.Equal("市のメニュー", world.Line.MenuOf("somebody else"));
    }

    [Fact]
    public async Task OneWhomLineDoesNotKnow_SpoilsItForNobody_AndIsNotAskedAgain()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        string[] ids = [.. Enumerable.Range(1, 9).Select(number => FakeLine.IdOf($"resident {number}"))];
        await world.GivenPeopleAsync(Role.Resident, [.. ids, FakeLine.IdOf("group1"), "Uneven"]);
        world.Line.RichMenus.Strangers.Add(ids[4]);
        await world.LinkMenusAsync();
        Assert.Equal("1,2,3,4,6,7,8,9", string.Join(',', Enumerable.Range(1, 9).Where(number => world.MenuKeyOf($"resident {number}") == "resident")));

        int before = world.Line.Records.Count;
        await world.LinkMenusAsync();
        Assert.Empty(world.Changes(before));
    }

    /// <summary>The residents of a city's own account keep the city's menu; who is somebody to us has ours.</summary>
    [Fact]
    public async Task InACitysAccount_ResidentsKeepTheCitysMenu()
    {
        await using HomeCare world = await StartAsync(new() { ["Line:ForwardedWebhooks"] = "true" });
        await world.InstallMenusAsync();
        await world.IsAsync("Sato", Role.Resident);
        await world.IsAsync("Mihara", Role.CareManager);
        await world.LinkMenusAsync();
        Assert.Equal(("", "care-manager"), (world.MenuKeyOf("Sato"), world.MenuKeyOf("Mihara")));

        await world.IsAsync("Mihara", Role.Resident);
        await world.LinkMenusAsync();
        Assert.Empty(world.MenuKeyOf("Mihara"));
    }

    [Fact]
    public async Task WithoutAChannel_TheCommandSaysSo_AndThePassIsQuiet()
    {
        await using HomeCare world = await StartAsync(new() { ["Line:ChannelId"] = "", ["Line:ChannelSecret"] = "" });
        (int code, string words) = await world.InstallMenusAsync();
        Assert.Equal(2, code);
        Assert.Contains("Line__ChannelSecret", words, StringComparison.Ordinal);
        await world.LinkMenusAsync();
        Assert.Empty(world.Line.Records);
    }

    [Fact]
    public async Task WhileLineIsAway_TheMenuWaits_AndComesAfterwards()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        await world.IsAsync("Mihara", Role.Doctor);
        world.Line.Fails(FakeFailure.ConnectionRefused, times: 2, pathPart: "/richmenu");
        Assert.NotNull((await world.LinkMenusAsync()).Problem);
        Assert.NotNull((await world.LinkMenusAsync()).Problem);
        Assert.Null((await world.LinkMenusAsync()).Problem);
        Assert.Equal("clinical", world.MenuKeyOf("Mihara"));
    }

    /// <summary>The real pump: a code on the phone, one call LINE does not take, and the menu all the same.</summary>
    [Fact]
    public async Task ThePump_LinksWithinSecondsOfTheCode_AndTriesAgain()
    {
        await using HomeCare world = await StartAsync();
        await world.InstallMenusAsync();
        using RichMenuPump pump = ActivatorUtilities.CreateInstance<RichMenuPump>(world.Services);
        await pump.StartAsync(default);
        world.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance, pathPart: "/bulk/link");
        await world.SaysAsync("Mihara", $"招待コード {await world.CodeForAsync(Role.CareManager)}");
        world.Hears("Mihara", "登録しました");
        for (int look = 0; look < LooksMax && world.MenuKeyOf("Mihara").Length == 0; look++)
        {
            await Task.Delay(LookEvery);
        }

        await pump.StopAsync(default);
        Assert.Equal("care-manager", world.MenuKeyOf("Mihara"));
    }

    private const int LooksMax = 400;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
}
