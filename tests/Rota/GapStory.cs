using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Desk;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Rota;

/// <summary>Coordinators hear of a gap before the night it would be. Wednesday 2026-05-27, 10:00 in Tokyo.</summary>
public sealed partial class GapStory
{
    private const string Sato = "佐藤", Kihara = "木原 一郎", Miki = "三木 二郎";
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 27, 10);

    [Fact]
    public async Task AGap_IsToldOnceToAllCoordinators_WithDay_Rota_Reason_AndWhoIsMeant_AndNothingWhenItIsMended()
    {
        await using StoryWorld world = await StartAsync();
        await DeskWorld.TeamsCoordinatorAsync(world, "鈴木");
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await LookAsync(world, pass);
        world.HearsNothing(Sato); // Nobody is in chat yet: that is for the weekly list.
        Assert.Equal([GapCause.NoChannel, GapCause.NoChannel], (await OpenAsync(world)).Select(gap => gap.Cause));

        await CloseAsync(world, Kihara);
        await LookAsync(world, pass);
        string said = Text(world.Hears(Sato, "当番表に、空きが見つかりました", "■在宅当番医", "6月5日(金) 17:30〜翌8:30【内科】", "木原 一郎: 当番から外れた人です", "当番の空き"));
        Assert.DoesNotContain("至急", said);
        Assert.DoesNotContain("三木", said);
        world.HearsInTeams("鈴木", "6月5日(金)", "木原 一郎");
        DutyGap told = (await OpenAsync(world)).Single(gap => gap.Cause == GapCause.MemberLeft);
        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow()), (told.FoundAt, told.ToldAt!.Value));

        await LookAsync(world, pass);
        await LookAsync(world, ActivatorUtilities.CreateInstance<GapPass>(world.Services)); // The program was started anew.
        await PutAsync(world, Miki, "2026-06-05");
        await LookAsync(world, pass);
        Assert.DoesNotContain(await OpenAsync(world), gap => gap.Cause == GapCause.MemberLeft);
        world.HearsNothing(Sato);

        await PutAsync(world, Kihara, "2026-06-05"); // Broken again, told again.
        await LookAsync(world, pass);
        world.Hears(Sato, "木原 一郎");
        world.HearsInTeams("鈴木", "木原 一郎");
    }

    [Fact]
    public async Task WhatIsNear_RingsAtNight_WhatIsFarWaits_AndWhatWasMendedMeanwhileIsLeftOut()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        _clock.AdvanceTo(At("2026-06-04", 23));
        foreach (string day in (string[])["2026-06-05", "2026-06-12", "2026-06-26"])
        {
            await PutAsync(world, "", day);
        }

        await LookAsync(world, pass);
        string night = Text(world.Hears(Sato, "【至急】24時間以内の当番に、空きがあります。", "6月5日(金) 17:30〜翌8:30", "だれも入っていません"));
        Assert.DoesNotContain("6月12日", night);
        await PutAsync(world, Miki, "2026-06-12");
        await LookAsync(world, pass);
        world.HearsNothing(Sato);
        _clock.AdvanceTo(At("2026-06-05", 9));
        await world.SettleAsync();
        string morning = Text(world.Hears(Sato, "当番表に、空きが見つかりました", "6月26日(金)"));
        Assert.DoesNotContain("6月12日", morning);
        Assert.DoesNotContain("6月5日", morning);
    }

    [Fact]
    public async Task AllMendedBeforeTheMorning_NothingIsSaid()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        _clock.AdvanceTo(At("2026-06-01", 23));
        await PutAsync(world, "", "2026-06-12");
        await LookAsync(world, pass);
        await PutAsync(world, Miki, "2026-06-12");
        await LookAsync(world, pass);
        _clock.AdvanceTo(At("2026-06-02", 9, 30));
        await world.SettleAsync();
        world.HearsNothing(Sato);
        Assert.Equal(GapNotices.Mended, await world.AskAsync(db => db.Outbox.Where(message => message.Kind == GapNotices.NewKind).Select(message => message.LastAnswer).SingleAsync()));
    }

    [Fact]
    public async Task TwoProcessesAtOnce_WriteOneRow_AndSayItOnce()
    {
        await using StoryWorld world = await StartAsync();
        for (int round = 0; round < 5; round++)
        {
            await PutAsync(world, round % 2 == 0 ? "" : Miki, "2026-06-12");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<GapPass>(world.Services).RunAsync(CancellationToken.None))));
            await world.SettleAsync();
            if (round % 2 == 0)
            {
                Assert.Single(world.Hears(Sato, "6月12日(金)"));
            }

            Assert.Equal((round + 2) / 2, await world.AskAsync(db => db.DutyGaps.CountAsync(gap => gap.Cause == GapCause.NobodyAssigned)));
        }
    }

    [Fact]
    public async Task TheDayThatComesWithinSight_IsLookedAtInTheMorning()
    {
        await using StoryWorld world = await StartAsync();
        await world.AskAsync(async db =>
        {
            await PublishAsync(db, 1, _clock.GetUtcNow(), Night("田中 四郎", "2026-07-26", "内科"));
            return true;
        });
        await CloseAsync(world, "田中 四郎");
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await LookAsync(world, pass);
        _clock.AdvanceTo(At("2026-05-28", 7, 29));
        await LookAsync(world, pass);
        world.HearsNothing(Sato); // 60 days from now is the day before.
        _clock.AdvanceTo(At("2026-05-28", 7, 30));
        await LookAsync(world, pass);
        _clock.AdvanceTo(At("2026-05-28", 9));
        await world.SettleAsync();
        world.Hears(Sato, "7月26日(日)", "田中 四郎");
    }

    [Fact]
    public async Task AHolderWhoSaysTheyAreAway_MakesAGap_AndTakingItBackMendsIt()
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
        Assert.DoesNotContain(await OpenAsync(world), gap => gap.Cause == GapCause.NoChannel && gap.HolderId == 1); // They are told in chat now.
        await world.SaysAsync("木原先生", "6月5日は当番に入れません");
        await world.DoesAsync(world.Line.Taps("木原先生", world.Hears("木原先生", "この日は当番が入っています")[^1], "入れない日に登録"));
        world.Hears("木原先生", "まだあなたの当番です");
        await LookAsync(world, pass);
        world.Hears(Sato, "6月5日(金) 17:30〜翌8:30", "木原 一郎: 当番に入れない日です");
        await world.SaysAsync("木原先生", "当番に入れない日");
        await world.DoesAsync(world.Line.Taps("木原先生", world.Hears("木原先生", "取り消す")[^1], "取り消す"));
        world.Hears("木原先生", "取り消しました");
        await LookAsync(world, pass);
        Assert.DoesNotContain(await OpenAsync(world), gap => gap.Cause == GapCause.Unavailable);
    }

    [Fact]
    public async Task OnMonday_AllOpenOnesAreListed_Once_AlsoWhoCannotBeTold_AndNotWhenItIsTooLate()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await CloseAsync(world, Kihara);
        await LookAsync(world, pass);
        world.Hears(Sato, "木原 一郎");
        _clock.AdvanceTo(At("2026-06-01", 8, 59));
        await LookAsync(world, pass);
        world.HearsNothing(Sato);
        _clock.AdvanceTo(At("2026-06-01", 9));
        await LookAsync(world, pass);
        world.Hears(Sato, "当番表の空きの一覧です", "木原 一郎: 当番から外れた人です", "チャットで知らせが届かない人: 三木 二郎");
        await LookAsync(world, pass);
        await LookAsync(world, ActivatorUtilities.CreateInstance<GapPass>(world.Services));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<GapPass>(world.Services).RunAsync(CancellationToken.None))));
        await world.SettleAsync();
        world.HearsNothing(Sato);

        _clock.AdvanceTo(At("2026-06-08", 33)); // Tuesday: the machine was off on Monday.
        await LookAsync(world, ActivatorUtilities.CreateInstance<GapPass>(world.Services));
        Assert.Contains("当番表の空きの一覧です", world.HearsText(Sato));
        _clock.AdvanceTo(At("2026-06-16", 21));
        await LookAsync(world, ActivatorUtilities.CreateInstance<GapPass>(world.Services));
        Assert.Equal(2, await world.AskAsync(db => db.Outbox.CountAsync(message => message.Kind == GapNotices.WeekKind)));
        _ = world.Line.Heard(Sato); // The end of the table came within sight meanwhile.
    }

    [Fact]
    public async Task ATableThatEnds_IsToldTwoWeeksBefore_ByDay()
    {
        await using StoryWorld world = await StartAsync();
        GapPass pass = world.Services.GetRequiredService<GapPass>();
        await LookAsync(world, pass);
        _clock.AdvanceTo(At("2026-06-18", 10)); // The last duty ends on 1 July, 8:30.
        await LookAsync(world, pass);
        world.Hears(Sato, "7月1日(水) 8:30", "ここで表が終わります");
        _clock.AdvanceTo(At("2026-07-01", 10));
        await LookAsync(world, pass);
        world.HearsNothing(Sato);
        await world.AskAsync(async db =>
        {
            await PublishAsync(db, 1, _clock.GetUtcNow(), Night(Miki, "2026-07-31", "内科"));
            return true;
        });
        await LookAsync(world, pass);
        Assert.DoesNotContain(await OpenAsync(world), gap => gap.Cause == GapCause.TableEnds);
    }

    private static Task<int> PatternAsync(StoryWorld world, ShiftPattern pattern) => world.AskAsync(async db =>
    {
        DutyRota rota = await db.DutyRotas.Include(one => one.Seats).SingleAsync();
        db.RotaPatterns.Add(new RotaPattern { RotaId = rota.Id, SeatId = rota.Seats[0].Id, CreatedAt = world.Clock.GetUtcNow(), Body = System.Text.Json.JsonSerializer.Serialize(pattern) });
        return await db.SaveChangesAsync();
    });

    private async Task<StoryWorld> StartAsync()
    {
        StoryWorld world = await DeskWorld.StartAsync(_clock);
        await DeskWorld.CoordinatorAsync(world, Sato);
        await world.AskAsync(db => GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night(Kihara, "2026-06-05", "内科"), Night(Miki, "2026-06-12", "内科"), Night(Miki, "2026-06-26", "内科"), Night(Miki, "2026-06-30", "内科")));
        return world;
    }

    private static async Task LookAsync(StoryWorld world, GapPass pass)
    {
        await pass.RunAsync(CancellationToken.None);
        await world.SettleAsync();
    }

    private static string Text(IReadOnlyList<HeardMessage> heard) => string.Join('\n', heard.Select(message => message.Words));

    private static Task<DutyGap[]> OpenAsync(StoryWorld world) => world.AskAsync(db => db.DutyGaps.Where(gap => gap.GoneAt == null).OrderBy(gap => gap.Id).ToArrayAsync());

    private Task<int> CloseAsync(StoryWorld world, string name) => world.AskAsync(async db =>
    {
        DutyHolder holder = await db.DutyHolders.SingleAsync(one => one.Name == name);
        holder.ClosedAt = _clock.GetUtcNow();
        holder.Revision++;
        return await db.SaveChangesAsync();
    });

    /// <summary>A coordinator writes somebody, or nobody, over a night.</summary>
    private Task<int> PutAsync(StoryWorld world, string name, string day) => world.AskAsync(async db =>
    {
        DutyShift plan = await db.DutyShifts.SingleAsync(shift => shift.StartsAt == At(day, 17, 30) && shift.Layer == DutyLayer.Plan);
        foreach (DutyShift before in await db.DutyShifts.Where(shift => shift.StartsAt == plan.StartsAt && shift.Layer == DutyLayer.Override && shift.KnownUntil == null).ToListAsync())
        {
            before.Withdraw(_clock.GetUtcNow());
        }

        int? holder = name.Length == 0 ? null : await db.DutyHolders.Where(one => one.Name == name).Select(one => one.Id).SingleAsync();
        db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, HolderId = holder, StartsAt = plan.StartsAt, EndsAt = plan.EndsAt, Layer = DutyLayer.Override, KnownFrom = _clock.GetUtcNow() });
        (await db.DutyRotas.SingleAsync()).Revision++;
        return await db.SaveChangesAsync();
    });
}
