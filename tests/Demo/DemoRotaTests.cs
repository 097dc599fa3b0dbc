using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Demo;
using Zaitaku.Fakes;
using Zaitaku.Storage.Members;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Demo;

/// <summary>Who starts the product for the first time asks who is on duty, and is answered by the invented city; nobody else ever is.</summary>
public sealed class DemoRotaTests
{
    private static readonly Dictionary<string, string?> Nothing = new() { ["Line:ChannelId"] = "", ["Line:ChannelSecret"] = "", ["Hub:Name"] = "", ["Hub:Phone"] = "", ["Hub:Prefecture"] = "", ["Hub:Area:0"] = "" };

    [Fact]
    public async Task WithNothingConfigured_TheNightHasADoctor_WhoSaysThatItIsADemo_AndIsGoneWithTheDemo()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 20, 20);
        await using StoryWorld world = await StoryWorld.StartAsync(clock, Nothing);
        string said = await AskAsync(world);
        Assert.Contains("デモ・夜間の当番医", said);
        Assert.Contains("17:30〜翌8:30（いま）", said);
        Assert.Contains(DemoHub.Phone, said);

        await world.AskAsync(async db =>
        {
            await DemoData.RemoveAsync(db, clock.GetUtcNow(), CancellationToken.None);
            return true;
        });
        Assert.DoesNotContain("デモ・", await AskAsync(world));
        Assert.Equal(0, await world.AskAsync(db => db.DutyShifts.CountAsync()) + await world.AskAsync(db => db.DutyHolders.CountAsync()) + await world.AskAsync(db => db.DutyRotas.CountAsync()));
    }

    [Fact]
    public async Task WhereAnImportTookTheDemosPlacesOut_ItsRotaIsNotSeenAnyMore()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 20), Nothing);
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE place SET \"IsDemo\" = 0"));
        Assert.DoesNotContain("デモ・", await AskAsync(world));
    }

    private static async Task<string> AskAsync(StoryWorld world)
    {
        IReadOnlyList<ReplyContent> replies = await ActivatorUtilities.CreateInstance<Asking>(world.Services).AnswerAsync("今夜の当番の先生は？", Role.Resident, null, world.Clock.GetUtcNow(), CancellationToken.None);
        return string.Join("\n", replies.Select(PlainText.Of));
    }
}
