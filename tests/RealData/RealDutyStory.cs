using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Rota;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;
using Zaitaku.Tests.Rota;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.RealData;

/// <summary>A real city's table, published as a coordinator would, then the later table over it; the chat names just those on duty, whenever it is asked.</summary>
public sealed class RealDutyStory
{
    private const string City = "kyukyu_touban_2026-05-25_2026-08-31.csv";
    private const string Versions = "schedule_all_versions.csv";

    [SkippableFact]
    public async Task APublishedTable_AnswersEveryInstantAsItsRowsDo_AndAgainAfterItWasTakenInTwice()
    {
        DutyTable table = DutyTableReader.Read(Needs.Shared("data", "oncall", City), City), earlier = DutyTableReader.Read(Needs.Shared("data", "oncall", Versions), Versions);
        FakeClock clock = FakeClock.InTokyo(2026, 5, 20, 9);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        int rota = await world.AskAsync(db => RotaTown.GivenAsync(db, clock.GetUtcNow(), new DutyRota { Name = "休日夜間", Purpose = RotaPurpose.Hospital, ResidentView = ResidentView.Published }, Duties(earlier)));
        DraftShift[] duties = Duties(table);
        for (int round = 0; round < 2; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await world.AskAsync(async db =>
            {
                await RotaTown.PublishAsync(db, rota, clock.GetUtcNow(), duties);
                return true;
            });
        }

        DutyShift[] all = await world.AskAsync(db => db.DutyShifts.AsNoTracking().Include(shift => shift.Holder).Include(shift => shift.Seat).ToArrayAsync());
        Assert.Equal(duties.Length + Duties(earlier).Length, all.Length); // The second time nothing was new.
        Assert.All(all, shift => Assert.Null(shift.KnownUntil));
        DutyShift[] shifts = [.. all.Where(shift => shift.StartsAt >= OfficeTime.At(new DateOnly(2026, 5, 25), 0))];
        int[] seats = [.. shifts.Select(shift => shift.SeatId).Distinct()];
        foreach (DateTimeOffset at in shifts.SelectMany(shift => new[] { shift.StartsAt, shift.EndsAt, shift.StartsAt.AddMinutes(-1), shift.EndsAt.AddMinutes(-1) }).Distinct())
        {
            Assert.Equal(
                duties.Where(duty => duty.StartsAt <= at && at < duty.EndsAt).Select(duty => (duty.Group, duty.HolderKey)).Order(),
                seats.Select(seat => RotaRules.OnDutyAt(shifts, seat, at)).OfType<DutyShift>().Select(shift => (shift.Seat!.Group, shift.Holder!.NameKey)).Order());
        }

        await world.IsAsync("田中ケアマネ", Role.CareManager);
        foreach ((int day, int hour) in new[] { (25, 9), (26, 7), (26, 18), (26, 23), (30, 12), (31, 9), (31, 15), (32, 2) })
        {
            clock.AdvanceTo(OfficeTime.At(new DateOnly(2026, 5, 1), ((day - 1) * 1440) + (hour * 60)));
            await world.SaysAsync("田中ケアマネ", "いまの当番の病院は？");
            string said = world.HearsText("田中ケアマネ");
            DraftShift[] on = [.. duties.Where(duty => duty.StartsAt <= clock.GetUtcNow() && clock.GetUtcNow() < duty.EndsAt)];
            Assert.All(on, duty => Assert.Contains(duty.Holder, said));
            string[] next = [.. said.Split('\n').Where(line => line.StartsWith('次') || line.Contains(" から ", StringComparison.Ordinal))];
            Assert.All(duties.Select(duty => duty.Holder).Distinct().Except(on.Select(duty => duty.Holder)), other =>
                Assert.DoesNotContain(said.Split('\n').Except(next), line => line == other)); // Named, if at all, as who comes next.
        }
    }

    private static DraftShift[] Duties(DutyTable table) =>
        [.. table.Rows.Select(row => new DraftShift(row.Department, row.Holder, OfficeTime.At(row.Day, row.StartMinute), OfficeTime.At(row.Day, row.EndMinute), row.Phone, row.Note))];
}
