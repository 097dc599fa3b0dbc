using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Rota;

/// <summary>What must hide no gap: lines that collide, a chat that is blocked meanwhile, a full disk.</summary>
public sealed partial class GapStory
{
    [Fact]
    public async Task TwoLinesOfThePatternThatCollide_HideNoGap_AndAreListed()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await PatternAsync(world, new ShiftPattern { Name = "金曜の夜", Weekdays = [DayOfWeek.Friday], StartMinute = 1_050, EndMinute = 1_950 });
        await LookAsync(world, pass);
        world.Hears(Sato, "5月29日(金) 17:30〜翌8:30【内科】", "6月19日(金) 17:30〜翌8:30【内科】", "だれも入っていません");
        long[] nights = [.. (await OpenAsync(world)).Where(gap => gap.Cause == GapCause.NobodyAssigned).Select(gap => gap.Id)];
        Assert.Equal(2, nights.Length);

        await PatternAsync(world, new ShiftPattern { Name = "第2金曜の準夜", Weekdays = [DayOfWeek.Friday], WeeksOfMonth = [2], StartMinute = 1_200, EndMinute = 1_980 });
        await LookAsync(world, pass);
        Assert.Equal(nights, (await OpenAsync(world)).Where(gap => gap.Cause == GapCause.NobodyAssigned && gap.StartsAt != At("2026-06-13", 8, 30)).Select(gap => gap.Id)); // Seen still, and told no second time.
        DutyGap collision = Assert.Single(await OpenAsync(world), gap => gap.Cause == GapCause.PatternsCollide);
        Assert.Equal((At("2026-06-12", 17, 30), At("2026-06-12", 33), null), (collision.StartsAt, collision.EndsAt, collision.ToldAt));
        Assert.DoesNotContain("重なっています", Text(world.Hears(Sato, "6月13日(土) 8:30〜9:00")), StringComparison.Ordinal); // What only the second line asks for.
        _clock.AdvanceTo(At("2026-06-01", 9));
        await LookAsync(world, pass);
        world.Hears(Sato, "6月12日(金) 17:30〜翌9:00", "当番の型の2つの行が、同じ枠で重なっています", "6月19日(金)");
    }

    [Fact]
    public async Task WhoBlocksTheirChat_IsAGapWithinSeconds_AndNoneWhenTheyAreBack()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("木原先生", Role.Doctor);
        await world.AskAsync(async db =>
        {
            string user = FakeLine.IdOf("木原先生");
            (await db.DutyHolders.SingleAsync(holder => holder.Name == Kihara)).MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
            return await db.SaveChangesAsync();
        });
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await LookAsync(world, pass);
        Assert.DoesNotContain(await OpenAsync(world), gap => gap is { Cause: GapCause.NoChannel, HolderId: 1 });
        await world.DoesAsync(world.Line.Unfollows("木原先生"));
        await LookAsync(world, pass);
        Assert.Contains(await OpenAsync(world), gap => gap is { Cause: GapCause.NoChannel, HolderId: 1 });
        await world.DoesAsync(world.Line.Follows("木原先生"));
        _ = world.Line.Heard("木原先生");
        await LookAsync(world, pass);
        Assert.DoesNotContain(await OpenAsync(world), gap => gap is { Cause: GapCause.NoChannel, HolderId: 1 });
    }

    [Fact]
    public async Task AFullDiskOnMonday_LosesNoList()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await LookAsync(world, pass);
        _clock.AdvanceTo(At("2026-06-01", 9));
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full_disk BEFORE INSERT ON outbox_message BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"));
        await Assert.ThrowsAsync<DbUpdateException>(() => pass.RunAsync(CancellationToken.None));
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full_disk"));
        await LookAsync(world, pass);
        world.Hears(Sato, "当番表の空きの一覧です");
    }
}
