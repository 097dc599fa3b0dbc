using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Rota;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>A town whose doctors are in chat.</summary>
internal static class DutyWorld
{
    public const string Kihara = "木原医師", Miki = "三木医師", Hirose = "広瀬医師", Coordinator = "佐藤コーディネーター";

    /// <summary>Three doctors and a coordinator on LINE, and a rota without duties.</summary>
    public static async Task<(StoryWorld World, int Rota)> StartAsync(FakeClock clock, Action<DutyRota>? adjust = null, Dictionary<string, string?>? settings = null)
    {
        StoryWorld world = await StoryWorld.StartAsync(clock, settings);
        foreach (string doctor in new[] { Kihara, Miki, Hirose })
        {
            await world.IsAsync(doctor, Role.Doctor);
        }

        await world.IsAsync(Coordinator, Role.Coordinator);
        int rota = await world.AskAsync(async db =>
        {
            DutyRota one = RotaTown.Doctors();
            adjust?.Invoke(one);
            (string, string, string)[] town = [("木原 一郎", "0000-31-1111", Kihara), ("三木 二郎", "0000-31-2222", Miki), ("広瀬 三郎", "0000-31-3333", Hirose)];
            foreach ((string name, string phone, string chat) in town)
            {
                DutyHolder holder = RotaTown.Holder(name, phone);
                string user = FakeLine.IdOf(chat);
                holder.MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
                db.DutyHolders.Add(holder);
            }

            return await RotaTown.GivenAsync(db, clock.GetUtcNow(), one);
        });
        return (world, rota);
    }

    /// <summary>A table is published, and whoever it concerns hears of it.</summary>
    public static async Task PublishAsync(StoryWorld world, int rota, params DraftShift[] duties)
    {
        await world.AskAsync(async db =>
        {
            await RotaTown.PublishAsync(db, rota, world.Clock.GetUtcNow(), duties);
            return 0;
        });
        await LookAsync(world);
    }

    /// <summary>A coordinator writes somebody in (or nobody, by an empty name) for some hours.</summary>
    public static async Task WriteAsync(StoryWorld world, int rota, string name, DateTimeOffset from, DateTimeOffset until, DutyLayer layer = DutyLayer.Override)
    {
        await world.AskAsync(async db =>
        {
            DutyRota one = await db.DutyRotas.Include(some => some.Seats).SingleAsync(some => some.Id == rota);
            DutyHolder? holder = name.Length == 0 ? null : await db.DutyHolders.SingleAsync(some => some.Name == name);
            db.DutyShifts.Add(new DutyShift { SeatId = one.Seats[0].Id, HolderId = holder?.Id, StartsAt = from, EndsAt = until, Layer = layer, KnownFrom = world.Clock.GetUtcNow() });
            one.Revision++;
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
    }

    /// <summary>The job looks once, and what is due goes out.</summary>
    public static async Task LookAsync(StoryWorld world)
    {
        await world.Services.GetRequiredService<DutyPass>().RunAsync(CancellationToken.None);
        await world.SettleAsync();
    }

    public static async Task LookAtAsync(StoryWorld world, string day, int hour, int minute = 0)
    {
        world.Clock.AdvanceTo(RotaTown.At(day, hour, minute));
        await LookAsync(world);
    }

    public static Task<List<HeldDuty>> HeldAsync(StoryWorld world) => world.AskAsync(db => db.HeldDuties.AsNoTracking().Include(duty => duty.Steps.OrderBy(step => step.Id)).OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.Id).ToListAsync());

    /// <summary>Presses a button of the last message a phone heard.</summary>
    public static Task TapsAsync(StoryWorld world, string name, HeardMessage on, string label) => world.DoesAsync(world.Line.Taps(name, on, label));
}
