using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Rota;

/// <summary>
/// Months of tables, corrections, changes by hand and changes taken back, drawn from a seed. After each step, at instants drawn too, whoever is on is whom a ledger names that knows nothing of seats
/// and layers; and what was known at every earlier step is still answered as it was then. A failure names its seed; add it to Known.
/// </summary>
public sealed class RotaYearStormTests
{
    private const int Steps = 40, Instants = 25, DaysMax = 21;
    private static readonly int[] Known = [];
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "戊", "己"], Groups = ["", "小児科"];
    private static readonly DateOnly First = new(2026, 6, 1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8), .. Known];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WhateverIsPublishedAndChanged_EachInstantHasWhomTheLedgerNames(int seed)
    {
        FakeClock clock = FakeClock.InTokyo(2026, 5, 1, 9);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        int rota = await world.AskAsync(db => GivenAsync(db, clock.GetUtcNow(), Doctors()));
        Random random = new(seed);
        Ledger ledger = new();
        List<(DateTimeOffset KnownAt, DateTimeOffset At, string Group, string[] On)> past = [];
        for (int step = 0; step < Steps; step++)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Next(1, 600)));
            string did = await StepAsync(world, rota, ledger, random, clock.GetUtcNow());
            DutyShift[] shifts = await world.AskAsync(db => db.DutyShifts.AsNoTracking().Include(shift => shift.Holder).Include(shift => shift.Seat).ToArrayAsync());
            foreach (DateTimeOffset at in Enumerable.Range(0, Instants).Select(_ => At("2026-06-01", 0).AddMinutes(random.Next(DaysMax * 1440))))
            {
                foreach (string group in Groups)
                {
                    string[] on = [.. On(shifts, group, at, null)];
                    Assert.True(ledger.On(group, at).SequenceEqual(on), $"seed {seed}, step {step} ({did}), {at:u} {group}: {string.Join(' ', on)} instead of {string.Join(' ', ledger.On(group, at))}");
                    past.Add((clock.GetUtcNow(), at, group, on));
                }
            }
        }

        DutyShift[] all = await world.AskAsync(db => db.DutyShifts.AsNoTracking().Include(shift => shift.Holder).Include(shift => shift.Seat).ToArrayAsync());
        Assert.All(past.Where((_, at) => at % 7 == 0), then => Assert.Equal(then.On, On(all, then.Group, then.At, then.KnownAt)));
        Assert.Contains(all, shift => shift.KnownUntil is not null);
        Assert.Contains(past, then => then.On.Length > 1);
    }

    private static IEnumerable<string> On(DutyShift[] shifts, string group, DateTimeOffset at, DateTimeOffset? knownAt) =>
        shifts.Where(shift => shift.Seat!.Group == group).Select(shift => shift.SeatId).Distinct()
            .Select(seat => RotaRules.OnDutyAt(shifts, seat, at, knownAt)?.Holder!.Name).OfType<string>().Order(StringComparer.Ordinal);

    private static async Task<string> StepAsync(StoryWorld world, int rota, Ledger ledger, Random random, DateTimeOffset now)
    {
        Entry[] planned = [.. ledger.Entries.Where(entry => entry.Holder is not null)];
        switch (random.Next(5))
        {
            case 0 or 1:
            case 2 when planned.Length == 0:
                DraftShift[] table = Table(ledger, random);
                await world.AskAsync(async db =>
                {
                    await PublishAsync(db, rota, now, table);
                    return true;
                });
                ledger.Publish(table);
                return $"published {table.Length}";
            case 2 or 3 when planned.Length > 0:
                Entry entry = planned[random.Next(planned.Length)];
                string holder = random.Next(4) == 0 ? "" : Names[random.Next(Names.Length)];
                int minutes = (int)(entry.EndsAt - entry.StartsAt).TotalMinutes, from = random.Next(minutes - 1), length = random.Next(1, minutes - from + 1);
                await WriteAsync(world, rota, entry, holder, entry.StartsAt.AddMinutes(from), entry.StartsAt.AddMinutes(from + length), now);
                entry.Over.Add((holder, entry.StartsAt.AddMinutes(from), entry.StartsAt.AddMinutes(from + length)));
                return $"gave {minutes} minutes to 「{holder}」";
            default:
                return await TakeBackAsync(world, rota, ledger, random, now);
        }
    }

    /// <summary>Some days' duties: what stands there kept, given to others, left out or moved to other hours, and new ones, whose hours and holder only they have.</summary>
    private static DraftShift[] Table(Ledger ledger, Random random)
    {
        List<DraftShift> table = [];
        foreach (int day in Enumerable.Range(0, DaysMax).OrderBy(_ => random.Next()).Take(random.Next(1, 5)))
        {
            foreach (Entry entry in ledger.Entries.Where(entry => entry.Holder is not null && Zaitaku.Storage.Time.OfficeTime.DayOf(entry.StartsAt) == First.AddDays(day)))
            {
                switch (random.Next(6))
                {
                    case 0: // left out
                        break;
                    case 1: // other hours, the same holder
                        ledger.Drawn++;
                        table.Add(Duty(entry.Holder!, entry.StartsAt, entry.EndsAt.AddMinutes(1 + (ledger.Drawn % 400)), entry.Group));
                        break;
                    case 2:
                        table.Add(Duty(Names[random.Next(Names.Length)], entry.StartsAt, entry.EndsAt, entry.Group));
                        break;
                    default:
                        table.Add(Duty(entry.Holder!, entry.StartsAt, entry.EndsAt, entry.Group));
                        break;
                }
            }

            for (int more = random.Next(1, 4); more > 0; more--)
            {
                ledger.Drawn++;
                DateTimeOffset startsAt = At("2026-06-01", 0).AddDays(day).AddMinutes((ledger.Drawn * 37) % 1440);
                table.Add(Duty($"医師{ledger.Drawn}", startsAt, startsAt.AddMinutes(60 + ((ledger.Drawn * 53) % 1500)), Groups[random.Next(Groups.Length)]));
            }
        }

        return [.. table.DistinctBy(duty => (duty.Group, duty.StartsAt, duty.EndsAt))];
    }

    private static async Task WriteAsync(StoryWorld world, int rota, Entry entry, string holder, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        DutyRota found = await db.DutyRotas.Include(one => one.Seats).SingleAsync(one => one.Id == rota);
        DutyShift standing = await db.DutyShifts.SingleAsync(shift => shift.Layer == DutyLayer.Plan && shift.KnownUntil == null && shift.Seat!.Group == entry.Group && shift.StartsAt == entry.StartsAt && shift.EndsAt == entry.EndsAt);
        DutyForm form = new()
        {
            Day = TokyoInput.Day(from), Starts = TokyoInput.Time(from), EndDay = TokyoInput.Day(until), Ends = TokyoInput.Time(until), Holder = holder, Nobody = holder.Length == 0 ? "true" : "", Seen = found.Revision,
        };
        Assert.Equal("", await DutyWriting.ReplaceAsync(db, found, standing, form, Guid.Empty, now, CancellationToken.None));
    }

    private static async Task<string> TakeBackAsync(StoryWorld world, int rota, Ledger ledger, Random random, DateTimeOffset now)
    {
        Entry[] changed = [.. ledger.Entries.Where(entry => entry.Over.Count > 0)];
        if (changed.Length == 0)
        {
            return "nothing";
        }

        Entry entry = changed[random.Next(changed.Length)];
        (string Holder, DateTimeOffset From, DateTimeOffset Until) over = entry.Over[random.Next(entry.Over.Count)];
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        DutyRota found = await db.DutyRotas.SingleAsync(one => one.Id == rota);
        List<DutyShift> rows = await db.DutyShifts.Include(shift => shift.Holder).Where(shift => shift.Layer == DutyLayer.Override && shift.KnownUntil == null && shift.Seat!.Group == entry.Group && shift.StartsAt == over.From && shift.EndsAt == over.Until).ToListAsync();
        Assert.Equal("", await DutyWriting.TakeBackAsync(db, found, rows.Single(row => (row.Holder?.Name ?? "") == over.Holder), found.Revision, Guid.Empty, now, CancellationToken.None));
        entry.Over.Remove(over);
        return $"took back 「{over.Holder}」 {over.From:u} to {over.Until:u}";
    }

    private sealed record Entry(string Group, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
    {
        /// <summary>Null once the plan no longer has it: what was written over it stands alone.</summary>
        public string? Holder { get; set; }

        /// <summary>In the order they were written.</summary>
        public List<(string Holder, DateTimeOffset From, DateTimeOffset Until)> Over { get; } = [];

        public string? On(DateTimeOffset at)
        {
            int over = Over.FindLastIndex(one => one.From <= at && at < one.Until);
            string? on = over >= 0 ? Over[over].Holder : StartsAt <= at && at < EndsAt ? Holder : null;
            return on is "" ? null : on;
        }
    }

    private sealed class Ledger
    {
        public List<Entry> Entries { get; } = [];

        public int Drawn { get; set; }

        public IEnumerable<string> On(string group, DateTimeOffset at) => Entries.Where(entry => entry.Group == group).Select(entry => entry.On(at)).OfType<string>().Order(StringComparer.Ordinal);

        public void Publish(DraftShift[] table)
        {
            IReadOnlySet<DateOnly> days = RotaDraftRules.DaysOf(table);
            Entry[] standing = [.. Entries.Where(entry => entry.Holder is not null && days.Contains(Zaitaku.Storage.Time.OfficeTime.DayOf(entry.StartsAt))).OrderBy(entry => entry.StartsAt)];
            List<Entry> gone = [.. standing.Where(entry => !Array.Exists(table, duty => IsOf(entry, duty)))];
            foreach (DraftShift duty in table.OrderBy(duty => duty.StartsAt).ThenBy(duty => duty.HolderKey, StringComparer.Ordinal))
            {
                if (Array.Find(standing, entry => IsOf(entry, duty)) is { } same)
                {
                    same.Holder = duty.Holder;
                    continue;
                }

                // The same person at other hours of the day: what was written over the duty goes along.
                Entry moved = new(duty.Group, duty.StartsAt, duty.EndsAt) { Holder = duty.Holder };
                if (gone.Find(entry => entry.Group == duty.Group && entry.Holder == duty.Holder && Zaitaku.Storage.Time.OfficeTime.DayOf(entry.StartsAt) == Zaitaku.Storage.Time.OfficeTime.DayOf(duty.StartsAt)) is { } forerunner)
                {
                    gone.Remove(forerunner);
                    Entries.Remove(forerunner);
                    moved.Over.AddRange(forerunner.Over);
                }

                Entries.Add(moved);
            }

            gone.ForEach(entry => entry.Holder = null);
        }

        private static bool IsOf(Entry entry, DraftShift duty) => (duty.Group, duty.StartsAt, duty.EndsAt) == (entry.Group, entry.StartsAt, entry.EndsAt);
    }
}
