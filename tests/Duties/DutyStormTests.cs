using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>Months of tables, illnesses, changes by hand and take-backs at all hours: whoever reads their phone as a person does knows exactly their duties, whenever phones may ring.</summary>
public sealed class DutyStormTests
{
    private const int Steps = 110;

    private static readonly (string Name, string Phone)[] Doctors = [("木原 一郎", Kihara), ("三木 二郎", Miki), ("広瀬 三郎", Hirose)];

    [Theory]
    [InlineData(20260601)]
    [InlineData(31)]
    [InlineData(7070)]
    public async Task WhoReadsTheirPhone_KnowsTheirDuties(int seed)
    {
        Random random = new(seed);
        (StoryWorld world, int rota) = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9), one => (one.WeekBeforeDays, one.DayBeforeMinute, one.AtStart, one.ConfirmByMinute) = (0, -1, false, -1));
        await using StoryWorld _ = world;
        Dictionary<string, HashSet<string>> known = Doctors.ToDictionary(doctor => doctor.Phone, _ => new HashSet<string>(StringComparer.Ordinal));
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-03"), Night("三木 二郎", "2026-06-04"));
        for (int step = 0; step < Steps; step++)
        {
            await ActAsync(world, rota, random);
            world.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 600)));
            await LookAsync(world);
            foreach ((string _, string phone) in Doctors)
            {
                world.Line.Heard(phone).ToList().ForEach(message => Read(message.Words, known[phone]));
            }

            if (OfficeTime.MinuteOf(world.Clock.GetUtcNow()) is > 7 * 60 and < 21 * 60)
            {
                await HoldAsync(world, rota, known, $"seed {seed}, step {step}");
            }
        }

        Assert.True(await world.AskAsync(db => db.HeldDuties.CountAsync(duty => duty.EndedAt != null)) > 20, "Too little changed for a storm.");
    }

    [Theory]
    [InlineData(20260602)]
    [InlineData(77)]
    public async Task WhoIsSilent_IsChasedToTheEnd_WhateverChanges(int seed)
    {
        Random random = new(seed);
        (StoryWorld world, int rota) = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-03"), Night("三木 二郎", "2026-06-04"));
        int chased = 0;
        for (int step = 0; step < Steps; step++)
        {
            if (random.Next(4) == 0)
            {
                await DisturbAsync(world, random);
            }
            else
            {
                await ActAsync(world, rota, random);
            }

            for (int look = 0; look < 4; look++)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 150)));
                await LookAsync(world);
                Array.ForEach([.. Doctors.Select(doctor => doctor.Phone), Coordinator], name => world.Line.Heard(name));
                chased += await ChasedAsync(world, $"seed {seed}, step {step}");
            }
        }

        Assert.True(chased > 30, $"Too few were chased for a storm: {chased}.");
        Assert.True(await world.AskAsync(db => db.DutySteps.CountAsync(taken => taken.Kind == DutyStepKind.Everyone)) > 0, "No chain went to its end.");
    }

    /// <summary>The rota asks nobody for a while, another person answers for a name, somebody blocks us and comes back.</summary>
    private static Task<int> DisturbAsync(StoryWorld world, Random random) => random.Next(3) switch
    {
        0 => world.AskAsync(async db =>
        {
            DutyRota one = await db.DutyRotas.SingleAsync();
            one.ConfirmByMinute = one.ConfirmByMinute < 0 ? 20 * 60 : -1;
            one.Revision++;
            return await db.SaveChangesAsync();
        }),
        1 => world.AskAsync(async db =>
        {
            List<DutyHolder> holders = await db.DutyHolders.OrderBy(holder => holder.Id).ToListAsync();
            Guid?[] people = [.. holders.Select(holder => holder.MemberId)];
            await HolderLinks.SetAsync(db, holders[random.Next(holders.Count)], random.Next(4) == 0 ? null : people[random.Next(people.Length)], world.Clock.GetUtcNow(), CancellationToken.None);
            return await db.SaveChangesAsync();
        }),
        _ => world.AskAsync(async db =>
        {
            Zaitaku.Storage.Members.ChannelLink link = (await db.ChannelLinks.OrderBy(one => one.Id).ToListAsync())[random.Next(Doctors.Length)];
            link.BlockedAt = link.BlockedAt is null ? world.Clock.GetUtcNow() : null;
            return await db.SaveChangesAsync();
        }),
    };

    /// <summary>Each duty stands once; each that somebody was to confirm and did not has its next step ahead, or had all; nobody is to be called for what is not theirs.</summary>
    /// <returns>How many are being chased.</returns>
    private static async Task<int> ChasedAsync(StoryWorld world, string where)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        DutyRota rota = await world.AskAsync(db => db.DutyRotas.AsNoTracking().SingleAsync());
        List<HeldDuty> open = (await HeldAsync(world)).FindAll(duty => duty.IsOpen && duty.EndsAt > now);
        Dictionary<int, Guid?> members = await world.AskAsync(db => db.DutyHolders.ToDictionaryAsync(holder => holder.Id, holder => holder.MemberId));
        Assert.True(open.Count == open.Select(duty => (duty.SeatId, duty.HolderId, duty.StartsAt)).Distinct().Count(), $"{where}: a duty stands twice.");
        foreach (HeldDuty duty in open)
        {
            bool isChased = rota.ConfirmByMinute >= 0 && duty.ConfirmedAt is null && duty.Steps.Count < 3 && (duty.Steps.Count > 0 || members[duty.HolderId] is not null);
            Assert.True(isChased == duty.NextStepAt is not null, $"{where}: {duty.StartsAt:M/d HH:mm} with {duty.Steps.Count} steps has its next at {duty.NextStepAt:M/d HH:mm}.");
            Assert.True(duty.NextStepAt is null || duty.NextStepAt > now, $"{where}: a step of {duty.NextStepAt:M/d HH:mm} was not taken at {now:M/d HH:mm}.");
        }

        HashSet<string> abouts = [.. open.Select(duty => Zaitaku.Scheduler.Duties.DutyMessages.AboutOf(duty.Id))];
        List<string?> calls = await world.AskAsync(db => db.PhoneTasks.Where(task => task.DoneAt == null && task.Reason == Zaitaku.Scheduler.Duties.DutySteps.NotConfirmed).Join(db.Outbox.Where(message => message.UselessAfter > now), task => task.MessageId, message => message.Id, (_, message) => message.About).ToListAsync());
        Assert.True(calls.TrueForAll(about => abouts.Contains(about!)), $"{where}: somebody is to be called for what is not theirs.");
        return open.Count(duty => duty.Steps.Count > 0);
    }

    private static async Task ActAsync(StoryWorld world, int rota, Random random)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        string day(int ahead) => OfficeTime.DayOf(now).AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        switch (random.Next(4))
        {
            case 0: // A table for some days; another one within the minute, sometimes.
                int from = random.Next(1, 20);
                await PublishAsync(world, rota, [.. Enumerable.Range(from, random.Next(1, 6)).Select(ahead => Night(Doctors[random.Next(Doctors.Length)].Name, day(ahead)))]);
                break;
            case 1: // A night, or a part of it, goes to somebody else or to nobody.
                string night = day(random.Next(0, 15));
                string who = random.Next(5) == 0 ? "" : Doctors[random.Next(Doctors.Length)].Name;
                await WriteAsync(world, rota, who, random.Next(3) == 0 ? At(night, 22) : At(night, 17, 30), random.Next(3) == 0 ? At(night, 26) : At(night, 32, 30), random.Next(4) == 0 ? DutyLayer.Swap : DutyLayer.Override);
                break;
            case 2: // What was written by hand is taken back.
                await world.AskAsync(async db =>
                {
                    if (await db.DutyShifts.Where(shift => shift.Layer != DutyLayer.Plan && shift.KnownUntil == null && shift.EndsAt > now).OrderBy(shift => shift.Id).LastOrDefaultAsync() is { } last)
                    {
                        last.Withdraw(now);
                        (await db.DutyRotas.SingleAsync()).Revision++;
                    }

                    return await db.SaveChangesAsync();
                });
                break;
            default: // Somebody says that they know.
                await world.SaysAsync(Doctors[random.Next(Doctors.Length)].Phone, "了解です");
                break;
        }
    }

    /// <summary>As a person reads a message: what is new, what has other hours, what is no longer theirs.</summary>
    private static void Read(string words, HashSet<string> known)
    {
        if (!words.Contains("当番のお知らせ", StringComparison.Ordinal))
        {
            return;
        }

        bool isGone = words.Contains("当番ではなくなりました", StringComparison.Ordinal);
        foreach (string line in words.Split('\n').Select(line => line.Trim()))
        {
            isGone |= line.StartsWith("次の当番は、ほかの方になったか", StringComparison.Ordinal);
            if (line.Length == 0 || !char.IsAsciiDigit(line[0]) || !line.Contains('〜', StringComparison.Ordinal))
            {
                continue;
            }

            string when = line.Replace(" から", "", StringComparison.Ordinal).Replace(" へ", "", StringComparison.Ordinal);
            bool isOld = isGone || line.EndsWith(" から", StringComparison.Ordinal);
            Assert.True(isOld ? known.Remove(when) : known.Add(when), isOld ? $"Taken away and never given: {when}" : $"Told twice: {when}");
        }
    }

    private static async Task HoldAsync(StoryWorld world, int rota, Dictionary<string, HashSet<string>> known, string where)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        RotaView view = await world.AskAsync(async db => (await RotaReads.OneAsync(db, rota, now - RotaRules.ShiftLengthMax, now + TimeSpan.FromDays(60), CancellationToken.None))!);
        Dictionary<int, string> names = await world.AskAsync(db => db.DutyHolders.ToDictionaryAsync(holder => holder.Id, holder => holder.Name));
        foreach ((string name, string phone) in Doctors)
        {
            string[] mine = [.. DutyStretch.Of(view, now, now + TimeSpan.FromDays(40)).Where(one => names[one.HolderId] == name).Select(one => When(one.StartsAt, one.EndsAt)).Order(StringComparer.Ordinal)];
            known[phone].RemoveWhere(when => IsOver(when, now));
            Assert.True(mine.SequenceEqual(known[phone].Order(StringComparer.Ordinal)), $"{where}: {phone} has {string.Join(" / ", mine)} and knows of {string.Join(" / ", known[phone].Order(StringComparer.Ordinal))}");
        }
    }

    private static string When(DateTimeOffset from, DateTimeOffset until) => $"{DutyWords.Day(OfficeTime.DayOf(from), Zaitaku.Storage.DirectorySearch.HolidayCalendar.ByRule)} {DutyWords.Hours(from, until)}";

    /// <summary>6月3日(水) 17:30〜翌8:30, of this year.</summary>
    private static bool IsOver(string when, DateTimeOffset now)
    {
        System.Text.RegularExpressions.Match said = System.Text.RegularExpressions.Regex.Match(when, @"^(\d+)月(\d+)日\S* \d+:\d+〜(翌?)(\d+):(\d+)$");
        int Of(int group) => int.Parse(said.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
        DateOnly day = new DateOnly(2026, Of(1), Of(2)).AddDays(said.Groups[3].Length > 0 ? 1 : 0);
        return OfficeTime.At(day, Of(4) * 60 + Of(5)) <= now;
    }
}
