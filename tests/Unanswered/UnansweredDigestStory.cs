using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Unanswered;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.Desk;
using static Zaitaku.Tests.Unanswered.TaughtTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>The coordinators hear on Mondays how the week went: numbers, once, and nothing where nothing happened.</summary>
public sealed class UnansweredDigestStory
{
    /// <summary>Wednesday; the second Monday after it is 2026-06-08.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 27, 10);

    [Fact]
    public async Task OnMonday_ItComesOnce_WithNumbersAndWithoutWords()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.IsAsync("栄太", Role.Resident);
        await world.IsAsync("吉田", Role.Coordinator);
        await AsksAsync(world, "ぽよぽよ");
        _clock.Advance(TimeSpan.FromDays(7));
        await AsksAsync(world, "もにょもにょ");
        await AsksAsync(world, "ゲノム編集の特許の期間って何年ですか？");
        await TeachOneAsync(world);
        UnansweredPass pass = world.Services.GetRequiredService<UnansweredPass>();
        await pass.RunAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(61)); // Monday 08:59
        await pass.RunAsync(CancellationToken.None);
        await world.SettleAsync();
        world.HearsNothing("吉田");
        _clock.Advance(TimeSpan.FromMinutes(2));
        await pass.RunAsync(CancellationToken.None);
        await Another(world).RunAsync(CancellationToken.None); // After a restart, or another program.
        await world.SettleAsync();
        string heard = Assert.Single(world.Hears("吉田", "質問 2件（その前の週 1件）", "教えたこと 1件", "https://hub.example/console/unanswered")).Words;
        Assert.DoesNotContain("ぽよ", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("ゲノム", heard, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(7));
        await pass.RunAsync(CancellationToken.None);
        await world.SettleAsync();
        world.HearsNothing("吉田"); // Nothing happened.
    }

    [Fact]
    public async Task TwoProgramsAtOnce_OweItOnce_AndLateItDoesNotCome()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.IsAsync("栄太", Role.Resident);
        await world.IsAsync("吉田", Role.Coordinator);
        await AsksAsync(world, "ぽよぽよ");
        _clock.Advance(TimeSpan.FromDays(5));
        await Task.WhenAll(Another(world).RunAsync(CancellationToken.None), Another(world).RunAsync(CancellationToken.None));
        Assert.Equal(1, await world.AskAsync(db => db.Outbox.CountAsync(message => message.Kind == UnansweredPass.WeekKind)));
        await world.SettleAsync();
        world.Hears("吉田", "質問 1件（その前の週 0件）");
        await AsksAsync(world, "もにょもにょ");
        _clock.Advance(TimeSpan.FromDays(9)); // Wednesday
        await Another(world).RunAsync(CancellationToken.None);
        await world.SettleAsync();
        world.HearsNothing("吉田");
    }

    private static UnansweredPass Another(StoryWorld world) => new(
        world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>(), world.Services.GetRequiredService<IUnansweredWords>(), world.Clock, NullLogger<UnansweredPass>.Instance);

    private static async Task TeachOneAsync(StoryWorld world) => Assert.Equal("", (await TeachAsync(world, LessonKind.Synonym, "お迎えナース", "visiting_nurse")).Problem);
}
