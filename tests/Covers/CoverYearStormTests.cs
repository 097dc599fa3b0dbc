using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>A year of swaps, illnesses, promises taken back and a coordinator's edits, over two rotas of the same doctors: every night has exactly one doctor on each rota, nobody is on two, and whoever has a night knows it.</summary>
public sealed class CoverYearStormTests
{
    private const int Steps = 120, People = 7, Days = 330;

    private static readonly string[] Names = [.. Enumerable.Range(0, People).Select(number => $"{"甲乙丙丁戊己庚"[number]}野 一郎")];

    private readonly FakeClock _clock = Clock();

    [Theory]
    [InlineData(20260601)]
    public async Task EachNightHasOne_NobodyIsOnTwo_AndEverybodyKnows(int seed)
    {
        Random random = new(seed);
        await using StoryWorld world = await StoryWorld.StartAsync(_clock);
        await world.AskAsync(async db => await FurnishAsync(db, _clock.GetUtcNow()));
        await LookAsync(world);
        for (int step = 0; step < Steps; step++)
        {
            await ActAsync(world, random);
            await WatchAtAsync(world, _clock.GetUtcNow() + TimeSpan.FromMinutes(random.Next(1, 3 * 24 * 60)));
            await LookAsync(world);
            await HoldAsync(world, $"seed {seed}, step {step}");
        }

        List<CoverState> ended = await world.AskAsync(db => db.CoverRequests.Select(request => request.State).ToListAsync());
        Assert.True(ended.Count(state => state == CoverState.Settled) > 5 && ended.Contains(CoverState.TakenBack) && ended.Contains(CoverState.Lapsed), $"Too little happened for a storm: {string.Join(", ", ended.GroupBy(state => state).Select(state => $"{state.Key} {state.Count()}"))}");
    }

    /// <summary>Every night of the year on both rotas, as a planner would leave it: nobody twice on one night.</summary>
    private static async Task<int> FurnishAsync(ZaitakuDb db, DateTimeOffset now)
    {
        Array.ForEach(Names, name => CoverCrowd.Add(db, name, now));
        await db.SaveChangesAsync();
        DateOnly first = OfficeTime.DayOf(now);
        foreach ((DutyRota rota, int shift) in new[] { (Doctors(), 0), (new DutyRota { Name = "看取り当番", Purpose = RotaPurpose.EndOfLife }, 3) })
        {
            (rota.WeekBeforeDays, rota.DayBeforeMinute, rota.AtStart, rota.ConfirmByMinute) = (0, -1, false, -1);
            await GivenAsync(db, now, rota, [.. Enumerable.Range(0, Days).Select(day => Night(Names[(day + shift) % People], DayOf(first, day)))]);
        }

        return 0;
    }

    private async Task ActAsync(StoryWorld world, Random random)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        string who = Names[random.Next(People)];
        List<CoverRequest> open = await world.AskAsync(db => db.CoverRequests.AsNoTracking().Include(request => request.Asks).Where(request => request.State == CoverState.Open).OrderBy(request => request.StartsAt).ToListAsync());
        switch (random.Next(6))
        {
            case 0 or 1: // Somebody asks for a duty of theirs to be covered.
                DutyStretch[] own = [.. (await DutiesAsync(world, now, now + TimeSpan.FromDays(25))).Where(one => one.Name == who && one.Duty.StartsAt > now).Select(one => one.Duty)];
                if (own.Length > 0)
                {
                    DateOnly day = OfficeTime.DayOf(own[random.Next(own.Length)].StartsAt);
                    await world.SaysAsync(who, $"{day.Month}月{day.Day}日の当番代わってほしい");
                    await TapAsync(world, who, "この内容で送る");
                }

                break;
            case 2: // Somebody falls ill.
                await world.SaysAsync(who, "熱が出て今日の当番に行けません");
                break;
            case 3 or 4 when open.Count > 0: // Several say yes at about the same time; some say no.
                CoverRequest request = open[random.Next(open.Count)];
                foreach (int asked in request.Asks.Select(ask => ask.HolderId).OrderBy(_ => random.Next()).Take(3))
                {
                    string name = await world.AskAsync(db => db.DutyHolders.Where(holder => holder.Id == asked).Select(holder => holder.Name).SingleAsync());
                    await world.DoesAsync(world.Line.Presses(name, $"{(random.Next(4) == 0 ? "coverno" : "covertake")}:{request.Id:N}"));
                }

                break;
            case 5 when open.Count > 0 && random.Next(2) == 0: // Somebody can after all.
                await world.SaysAsync(who, "交代の取り消し");
                break;
            default:
                await EditAsync(world, random, now);
                break;
        }
    }

    /// <summary>A coordinator gives a night to somebody who is free then, as the page's warning lets them.</summary>
    private static async Task EditAsync(StoryWorld world, Random random, DateTimeOffset now)
    {
        (DutyStretch Duty, string Name)[] ahead = [.. (await DutiesAsync(world, now, now + TimeSpan.FromDays(20))).Where(one => one.Duty.StartsAt > now)];
        if (ahead.Length == 0)
        {
            return;
        }

        DutyStretch night = ahead[random.Next(ahead.Length)].Duty;
        int[] free = await world.AskAsync(async db => (await db.DutyHolders.Select(holder => holder.Id).ToListAsync()).Where(id => !ahead.Any(one => one.Duty.HolderId == id && one.Duty.Overlaps(night.StartsAt, night.EndsAt))).ToArray());
        if (free.Length == 0 || await world.AskAsync(db => db.CoverRequests.AnyAsync(request => request.State == CoverState.Taken)))
        {
            return;
        }

        await world.AskAsync(async db =>
        {
            db.DutyShifts.Add(new DutyShift { SeatId = night.SeatId, HolderId = free[random.Next(free.Length)], StartsAt = night.StartsAt, EndsAt = night.EndsAt, Layer = DutyLayer.Override, KnownFrom = now });
            (await db.DutyRotas.SingleAsync(rota => rota.Id == night.RotaId)).Revision++;
            return await db.SaveChangesAsync();
        });
    }

    private static async Task TapAsync(StoryWorld world, string name, string button)
    {
        if (world.Line.Heard(name) is [.., { } last] && last.Words.Contains(button, StringComparison.Ordinal))
        {
            await world.DoesAsync(world.Line.Taps(name, last, button));
        }
    }

    private static async Task LookAsync(StoryWorld world)
    {
        await world.Services.GetRequiredService<DutyPass>().RunAsync(CancellationToken.None);
        await world.SettleAsync();
        Array.ForEach(Names, name => world.Line.Heard(name));
    }

    private static async Task HoldAsync(StoryWorld world, string where)
    {
        DateTimeOffset now = world.Clock.GetUtcNow(), until = now + TimeSpan.FromDays(30);
        (DutyStretch Duty, string Name)[] all = await DutiesAsync(world, now, until);
        foreach (IGrouping<int, (DutyStretch Duty, string Name)> seat in all.GroupBy(one => one.Duty.SeatId))
        {
            for (DateOnly day = OfficeTime.DayOf(now).AddDays(1); day < OfficeTime.DayOf(until); day = day.AddDays(1))
            {
                DateTimeOffset night = OfficeTime.At(day, 22 * 60);
                int held = seat.Count(one => one.Duty.StartsAt <= night && night < one.Duty.EndsAt);
                Assert.True(held == (night < At("2026-06-01", 22).AddDays(Days) ? 1 : 0), $"{where}: on {day:M/d} seat {seat.Key} has {held}.");
            }
        }

        foreach (IGrouping<string, (DutyStretch Duty, string Name)> person in all.GroupBy(one => one.Name))
        {
            DutyStretch[] own = [.. person.Select(one => one.Duty).OrderBy(duty => duty.StartsAt)];
            Assert.True(own.Zip(own.Skip(1)).All(pair => pair.First.EndsAt <= pair.Second.StartsAt), $"{where}: {person.Key} is on two at once.");
        }

        List<HeldDuty> rows = await world.AskAsync(db => db.HeldDuties.AsNoTracking().Where(duty => duty.EndedAt == null && duty.EndsAt > now && duty.StartsAt < until).ToListAsync());
        Assert.True(all.Length == rows.Count && all.All(one => rows.Exists(row => row.IsAsOf(one.Duty) && row.ToldBy != null)), $"{where}: {all.Length} duties, {rows.Count} looked after.");
        if (OfficeTime.MinuteOf(now) is > 7 * 60 and < 21 * 60)
        {
            await KnowAsync(world, rows, where);
        }
    }

    /// <summary>By day the news of each duty has gone out, to whoever its holder is.</summary>
    private static async Task KnowAsync(StoryWorld world, List<HeldDuty> rows, string where)
    {
        List<OutboxMessage> news = await world.AskAsync(db => db.Outbox.AsNoTracking().Where(message => message.Kind == DutyMessages.NewsKind).ToListAsync());
        Dictionary<int, Guid?> members = await world.AskAsync(db => db.DutyHolders.ToDictionaryAsync(holder => holder.Id, holder => holder.MemberId));
        Assert.DoesNotContain(news, message => message.State == OutboxState.Waiting);
        ILookup<string?, OutboxMessage> byAbout = news.ToLookup(message => message.About);
        Assert.All(rows, row => Assert.True(
            byAbout[DutyMessages.NewsOf(row.HolderId, row.ToldBy!.Value)].Any(message => message.MemberId == members[row.HolderId] && (message.State == OutboxState.Sent || message.LastAnswer.StartsWith(BundleRules.Carried, StringComparison.Ordinal))),
            $"{where}: nobody was told of {row.StartsAt:M/d}."));
        Assert.All(rows.Where(row => row.ConfirmedAt is not null), row => Assert.Equal(ConfirmedVia.Cover, row.ConfirmedVia)); // Nobody is asked in this storm: only who took a duty over is sure.
    }

    private static Task<(DutyStretch Duty, string Name)[]> DutiesAsync(StoryWorld world, DateTimeOffset from, DateTimeOffset until) => world.AskAsync(async db =>
    {
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, from - (2 * RotaRules.ShiftLengthMax), until + RotaRules.ShiftLengthMax, CancellationToken.None);
        Dictionary<int, string> names = await db.DutyHolders.ToDictionaryAsync(holder => holder.Id, holder => holder.Name);
        return views.SelectMany(view => DutyStretch.Of(view, from, until)).Select(one => (one, names[one.HolderId])).ToArray();
    });

    private static string DayOf(DateOnly first, int ahead) => first.AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
