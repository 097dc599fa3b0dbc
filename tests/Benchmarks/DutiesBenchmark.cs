using Microsoft.EntityFrameworkCore;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Benchmarks;

/// <summary>5,000 duties begin at one instant: each holder gets a message of their own, drawn as things stand (who else is on, who comes next), against a stand-in for LINE that enforces LINE's rates.</summary>
public static class DutiesBenchmark
{
    private const int Duties = 5_000, Rotas = 50;
    private const double SecondsMax = 5;

    /// <summary>Time for the program to start before the first is due.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(90);

    public static async Task<BenchmarkFigures> RunAsync()
    {
        DateTimeOffset due = TimeProvider.System.GetUtcNow() + Ahead;
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(Duties, [], (db, people) => FillAsync(db, people, due));
        (IReadOnlyList<TakenCall> taken, int tooFast) = await OutboxBenchmark.RunAsync(owed, Duties);
        bool isAll = taken.SelectMany(call => call.To).Distinct().Count() == Duties;
        return new BenchmarkFigures(
            "duties",
            $"{Duties} start-of-duty messages due at one instant, each drawn for its holder as things stand, accepted within {SecondsMax} s, none missing or doubled",
            new Dictionary<string, double> { ["duties"] = Duties, ["heard"] = taken.Sum(call => call.To.Count), ["seconds"] = isAll ? (taken.Max(call => call.At) - due).TotalSeconds : double.PositiveInfinity, ["refusedForRate"] = tooFast },
            figures => figures["seconds"] <= SecondsMax && figures["heard"] == Duties);
    }

    /// <summary>Fifty rotas of a hundred seats; who sits on one tonight is followed by somebody else tomorrow.</summary>
    private static async Task FillAsync(ZaitakuDb db, Member[] people, DateTimeOffset due)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DutyRota[] rotas = [.. Enumerable.Range(0, Rotas).Select(number => new DutyRota { Name = $"当番{number}", Purpose = RotaPurpose.Doctor, CreatedAt = now })];
        DutyHolder[] holders = [.. people.Select((person, number) => new DutyHolder { Name = $"医師{number}", NameKey = $"医師{number}", Phone = "0000-00-0000", MemberId = person.Id, CreatedAt = now })];
        db.AddRange(rotas);
        db.AddRange(holders);
        for (int number = 0; number < Duties; number++)
        {
            rotas[number % Rotas].AddSeat("");
        }

        await db.SaveChangesAsync();
        DutySeat[] seats = [.. rotas.SelectMany(rota => rota.Seats)];
        DutyShift[] shifts = [.. seats.SelectMany((seat, number) => new[] { (number, 0), ((number + 1) % Duties, 1) }.Select(one => new DutyShift { SeatId = seat.Id, HolderId = holders[one.Item1].Id, StartsAt = due.AddDays(one.Item2), EndsAt = due.AddDays(one.Item2).AddHours(15), KnownFrom = now }))];
        db.DutyShifts.AddRange(shifts);
        HeldDuty[] all = [.. shifts.Zip(seats.SelectMany(seat => new[] { seat, seat }), (shift, seat) => Known(shift, seat, now))], held = [.. all.Where((_, at) => at % 2 == 0)];
        db.HeldDuties.AddRange(all);
        await db.SaveChangesAsync();
        db.Outbox.AddRange(held.Select((duty, number) => StartOf(duty, people[number].Id, now)));
        await db.SaveChangesAsync();
    }

    /// <summary>Its holder was told of it long ago, and confirmed it: nothing is left but the start.</summary>
    private static HeldDuty Known(DutyShift shift, DutySeat seat, DateTimeOffset now) => new()
    {
        RotaId = seat.RotaId, SeatId = seat.Id, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = now, ToldBy = Guid.CreateVersion7(now), SeenAt = now, ConfirmedAt = now, ConfirmedVia = ConfirmedVia.Chat, PlannedAt = now,
    };

    private static OutboxMessage StartOf(HeldDuty duty, Guid member, DateTimeOffset now)
    {
        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(now), MemberId = member, Kind = DutyMessages.KindOf(ReminderKind.Start), Urgency = Urgency.Notice, Body = "[]", About = DutyMessages.AboutOf(duty.Id), Bundle = DutyMessages.Together, CreatedAt = now, UselessAfter = duty.EndsAt,
        };
        message.PlanFor(duty.StartsAt);
        return message;
    }
}
