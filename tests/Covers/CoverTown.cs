using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Desk;
using Zaitaku.Tests.Rota;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Four doctors who share the nights of a city, each known in chat; 上田 coordinates.</summary>
internal static class CoverTown
{
    public const string Coordinator = "上田";
    public static readonly string[] Doctors = ["木原", "三木", "広瀬", "佐藤"];

    /// <summary>Monday, the first of June, ten in the morning.</summary>
    public static FakeClock Clock() => FakeClock.InTokyo(2026, 6, 1, 10);

    /// <summary>Nights: 木原 6 and 13 June, 三木 7, 広瀬 8, 佐藤 10.</summary>
    public static async Task<StoryWorld> StartAsync(FakeClock clock, Action<DutyRota>? adjust = null, Dictionary<string, string?>? settings = null)
    {
        StoryWorld world = await DeskWorld.StartAsync(clock, settings);
        await DeskWorld.CoordinatorAsync(world, Coordinator);
        foreach (string doctor in Doctors)
        {
            await world.SaysAsync(doctor, "使い方");
            world.HearsText(doctor);
        }

        DutyRota rota = RotaTown.Doctors();
        adjust?.Invoke(rota);
        await world.AskAsync(async db =>
        {
            int number = 0;
            foreach (string doctor in Doctors)
            {
                DutyHolder holder = Holder($"{doctor} 一郎", $"0000-3{++number}-1111", $"{doctor}医院");
                holder.MemberId = await MemberAsync(db, doctor);
                db.DutyHolders.Add(holder);
            }

            return await GivenAsync(db, clock.GetUtcNow(), rota, Night("木原 一郎", "2026-06-06"), Night("三木 一郎", "2026-06-07"), Night("広瀬 一郎", "2026-06-08"), Night("佐藤 一郎", "2026-06-10"), Night("木原 一郎", "2026-06-13"));
        });
        return world;
    }

    public static async Task<Guid> MemberAsync(ZaitakuDb db, string name)
    {
        string id = FakeLine.IdOf(name);
        return await db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync();
    }

    /// <summary>Somebody writes, and sends what the card to check shows.</summary>
    public static async Task SendsAsync(StoryWorld world, string doctor, string words, string button = "この内容で送る")
    {
        await world.SaysAsync(doctor, words);
        await TapsAsync(world, doctor, button);
    }

    /// <summary>Presses a button of what this phone heard last.</summary>
    public static async Task TapsAsync(StoryWorld world, string doctor, string button) => await world.DoesAsync(world.Line.Taps(doctor, world.Hears(doctor)[^1], button));

    /// <summary>The clock of covers runs, and what it wrote is said.</summary>
    public static async Task WatchAtAsync(StoryWorld world, DateTimeOffset at)
    {
        world.Clock.AdvanceTo(at);
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<CoverJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        }

        await world.SettleAsync();
    }

    /// <summary>Somebody was told of a night of theirs, and has not confirmed it.</summary>
    public static Task<int> ToldAsync(StoryWorld world, string doctor, string day) => world.AskAsync(async db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow(), start = At(day, 17, 30);
        DutyShift shift = await db.DutyShifts.Include(one => one.Seat).FirstAsync(one => one.StartsAt == start && one.Holder!.Name.StartsWith(doctor));
        db.HeldDuties.Add(new HeldDuty { RotaId = shift.Seat!.RotaId, SeatId = shift.SeatId, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = now, ToldBy = Guid.CreateVersion7(now) });
        return await db.SaveChangesAsync();
    });

    public static Task<CoverRequest> OnlyOneAsync(StoryWorld world) => world.AskAsync(db => db.CoverRequests.AsNoTracking().Include(one => one.Asks).SingleAsync());

    /// <summary>Who holds the night of a day, by name; empty for nobody.</summary>
    public static Task<string> OnAsync(StoryWorld world, string day, int hour = 22) => world.AskAsync(async db =>
    {
        List<DutyShift> shifts = await db.DutyShifts.AsNoTracking().Include(shift => shift.Holder).ToListAsync();
        return RotaRules.OnDutyAt(shifts, shifts[0].SeatId, At(day, hour))?.Holder?.Name ?? "";
    });

    public static void HearsNothing(StoryWorld world, params string[] names) => Array.ForEach(names, world.HearsNothing);
}
