using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Members;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Channels.Line.Menus;

/// <summary>Whoever goes takes no menu of ours along.</summary>
public sealed class MenuFarewellStory
{
    private const string Unlinking = "/bulk/unlink";

    [Fact]
    public async Task Leaving_TakesTheMenuOffThePhone_BeforeNobodyKnowsWhoseItWas()
    {
        await using HomeCare world = await GivenAsync("Mihara", "Sato");
        Task woken = world.Services.GetRequiredService<RoleSignal>().WaitAsync(TimeSpan.FromMinutes(5), default);
        await LeavesAsync(world);
        await woken.WaitAsync(TimeSpan.FromSeconds(30)); // By the turn itself, not two minutes later.
        Assert.Equal((0, "care-manager"), (await SweepAsync(world), world.MenuKeyOf("Mihara")));

        Assert.Equal(1, (await world.LinkMenusAsync()).Linked);
        Assert.Equal(("", "care-manager"), (world.MenuKeyOf("Mihara"), world.MenuKeyOf("Sato")));
        await world.LinkMenusAsync();
        Assert.Empty(world.MenuKeyOf("Mihara")); // Not given back while they are still going.
        Assert.Equal((1, 0), (await SweepAsync(world), await SweepAsync(world)));
        Assert.Equal([FakeLine.IdOf("Sato")], await world.AskAsync(db => db.ChannelLinks.Select(link => link.ChannelUserId).ToListAsync()));
    }

    [Fact]
    public async Task ALineThatIsAway_KeepsNobodyHere()
    {
        await using HomeCare world = await GivenAsync("Mihara");
        await LeavesAsync(world);
        world.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance, times: 50, pathPart: Unlinking);
        Assert.NotNull((await world.LinkMenusAsync()).Problem);
        Assert.Equal(0, await SweepAsync(world));
        world.Clock.Advance(ErasureJob.FarewellMax);
        Assert.Equal(1, await SweepAsync(world));
        Assert.Equal(0, await world.AskAsync(db => db.ChannelLinks.CountAsync()));
    }

    [Fact]
    public async Task WhoBlockedUs_IsNotWaitedFor()
    {
        await using HomeCare world = await GivenAsync("Mihara");
        await LeavesAsync(world);
        await world.DoesAsync(world.Line.Unfollows("Mihara"));
        Assert.Equal(1, await SweepAsync(world));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(FakeFailure.ServerErrorBeforeAcceptance, "care-manager")]
    [InlineData(FakeFailure.ConnectionRefused, "care-manager")]
    public async Task TheCommandTakesItTooWhereLineAnswers_AndErasesInAnyCase(FakeFailure? failure, string left)
    {
        await using HomeCare world = await GivenAsync("Mihara");
        Guid member = await world.AskAsync(db => db.Members.Select(one => one.Id).SingleAsync());
        if (failure is { } fails)
        {
            world.Line.Fails(fails, times: 50, pathPart: Unlinking);
        }

        using StringWriter words = new();
        DeskFarewell desk = world.Services.GetRequiredService<DeskFarewell>();
        RichMenuFarewell menus = world.Services.GetRequiredService<RichMenuFarewell>();
        Assert.Equal(0, await world.AskAsync(db => PersonCommand.EraseAsync(db, desk, menus, $"{member}", true, world.Clock.GetUtcNow(), TextReader.Null, words, default)));
        Assert.Equal((left, 0), (world.MenuKeyOf("Mihara"), await world.AskAsync(db => db.ChannelLinks.CountAsync())));
    }

    private static async Task<HomeCare> GivenAsync(params string[] names)
    {
        HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.InstallMenusAsync();
        foreach (string name in names)
        {
            await world.IsAsync(name, Role.CareManager);
        }

        await world.LinkMenusAsync();
        Assert.All(names, name => Assert.Equal("care-manager", world.MenuKeyOf(name)));
        return world;
    }

    private static async Task LeavesAsync(HomeCare world)
    {
        await world.SaysAsync("Mihara", "退会したい");
        HeardMessage asked = world.Hears("Mihara", "退会して、すべて消しますか")[^1];
        await world.DoesAsync(world.Line.Taps("Mihara", asked, "退会してすべて消す"));
        world.Hears("Mihara", "退会を受け付けました");
    }

    private static async Task<int> SweepAsync(HomeCare world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<ErasureJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
