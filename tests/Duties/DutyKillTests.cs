using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Backups;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>The program dies anywhere between two steps of an escalation: it goes on, and each step stands once.</summary>
public sealed class DutyKillTests
{
    private static readonly DutyStepKind[] EachOnce = [DutyStepKind.SecondTry, DutyStepKind.NextInLine, DutyStepKind.Everyone];

    public static IEnumerable<object[]> Places => KillPoints.OfSteps.SelectMany(point => Enumerable.Range(1, EachOnce.Length).Select(time => new object[] { point, time }));

    [Theory]
    [MemberData(nameof(Places))]
    public async Task WhereverItDies_ItGoesOn_AndEachStepIsSaidOnce(string point, int time)
    {
        (StoryWorld world, int rota) = await StartAsync(FakeClock.InTokyo(2026, 5, 29, 14));
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-10"));
        await LookAtAsync(world, "2026-05-31", 17);
        int left = time;
        KillPoints.Watch(name => left = name == point && --left == 0 ? throw new PowerCut() : left);
        foreach ((string day, int hour, int minute) in new[] { ("2026-05-31", 20, 0), ("2026-05-31", 20, 30), ("2026-06-01", 7, 0) })
        {
            try
            {
                await LookAtAsync(world, day, hour, minute);
            }
            catch (PowerCut)
            {
                await LookAsync(world); // The program starts again, and its job looks.
            }
        }

        Assert.True(left <= 0, "It never died.");
        Assert.Equal(EachOnce, (await HeldAsync(world))[0].Steps.Select(step => step.Kind));
        Assert.Single(world.Line.Heard(Kihara), message => message.Words.Contains("当番の確認をお願いします", StringComparison.Ordinal));
        Assert.Single(world.Line.Heard(Miki), message => message.Words.Contains("代わりをお願いするかもしれません", StringComparison.Ordinal));
        string[] told = [.. world.Line.Heard(Coordinator).Select(message => message.Words)];
        Assert.Equal(2, told.Length);
        Assert.Contains("当番の確認がありません", told[0], StringComparison.Ordinal);
        Assert.Contains("確認がないままです", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRealProgram_KilledThreeTimes_TakesEachStepOnce()
    {
        await using House house = await House.OpenAsync();
        await house.AskAsync(async db =>
        {
            await UnconfirmedAsync(db);
            return 0;
        });
        foreach (string death in new[] { "after-step-save:1", "before-step-save:1", "after-step-save:2" })
        {
            Assert.Equal(137, await World.Program.DiesAsync(new() { ["Storage__DataDirectory"] = house.Folder, ["ZAITAKU_KILL_AT"] = death }));
        }

        Assert.Equal(EachOnce, await house.AskAsync(db => db.DutySteps.OrderBy(step => step.Id).Select(step => step.Kind).ToListAsync()));
        Dictionary<string, int> said = (await house.AskAsync(db => db.Outbox.Where(message => message.About!.StartsWith("duty:")).ToListAsync())).GroupBy(message => message.Kind).ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
        Assert.Equal((1, 1, 2), (said[DutyMessages.AgainKind], said[DutyMessages.NextKind], said[DutyMessages.UnconfirmedKind]));
        Assert.Null(await house.AskAsync(db => db.HeldDuties.OrderBy(duty => duty.StartsAt).Select(duty => duty.NextStepAt).FirstAsync()));
    }

    /// <summary>A duty that runs, was told of and is long past its limits, and a coordinator.</summary>
    private static async Task UnconfirmedAsync(ZaitakuDb db)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow(); // The real program has the real clock.
        Member[] people = [.. new[] { Role.Doctor, Role.Doctor, Role.Coordinator }.Select(role => new Member { Id = Guid.CreateVersion7(now), Role = role, CreatedAt = now })];
        db.Members.AddRange(people);
        db.ChannelLinks.AddRange(people.Select(person => new ChannelLink { MemberId = person.Id, Channel = "line", ChannelUserId = $"U{person.Id:N}" }));
        DutyHolder holder = Holder("木原 一郎", "0000-31-1111"), next = Holder("三木 二郎", "0000-31-2222");
        (holder.MemberId, next.MemberId) = (people[0].Id, people[1].Id);
        db.DutyHolders.AddRange(holder, next);
        DutyRota rota = Doctors();
        (rota.AtStart, rota.NextInLineAfterMinutes, rota.EveryoneAfterMinutes) = (false, 0, 0);
        await GivenAsync(db, now, rota, Duty("木原 一郎", now.AddMinutes(-30), now.AddHours(8)), Duty("三木 二郎", now.AddHours(8), now.AddHours(16)));
        rota.FollowedRevision = rota.Revision;
        DutyShift[] shifts = await db.DutyShifts.OrderBy(shift => shift.StartsAt).ToArrayAsync();
        db.HeldDuties.AddRange(shifts.Select(shift => new HeldDuty { RotaId = rota.Id, SeatId = shift.SeatId, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = now.AddHours(-3), PlannedAt = now, NextStepAt = shift == shifts[0] ? now : null }));
        await db.SaveChangesAsync();
    }

    private sealed class PowerCut : Exception;
}
