using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>A duty with the words it is told in.</summary>
/// <param name="Group">Of its seat; empty where the rota has but one kind.</param>
public sealed record ToldDuty(HeldDuty Duty, DutyRota Rota, string Group)
{
    /// <param name="rota">With its seats.</param>
    public static ToldDuty Of(HeldDuty duty, DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(rota);
        return new ToldDuty(duty, rota, rota.GroupOf(duty.SeatId));
    }
}

/// <summary>What a holder must hear: all of it that they did not hear yet, in one message.</summary>
/// <param name="New">Theirs from now on.</param>
/// <param name="Gone">No longer theirs, in the hours they knew.</param>
public sealed record DutyNews(Guid Id, IReadOnlyList<ToldDuty> New, IReadOnlyList<ToldDuty> Gone);

/// <summary>Somebody else on duty, for whoever must reach them.</summary>
/// <param name="Group">Of the seat.</param>
/// <param name="Phone">As the table or the hub knows it; empty where not known.</param>
public sealed record DutyNeighbour(string Rota, string Group, string Name, string Phone, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>What a reminder tells.</summary>
/// <param name="Beside">Who else is on while it runs.</param>
/// <param name="Next">Who comes after, where the table says so.</param>
/// <param name="HasNotes">Words of those before are there to read.</param>
public sealed record DutyReminder(ReminderKind Kind, ToldDuty Told, IReadOnlyList<DutyNeighbour> Beside, DutyNeighbour? Next, bool HasNotes);

/// <summary>What a step tells, taken because nobody confirmed.</summary>
/// <param name="Holder">Who should have.</param>
/// <param name="HolderPhone">Empty where not known.</param>
/// <param name="NextInLine">Whom to ask next; null where the table knows nobody.</param>
public sealed record DutyAlarm(DutyStepKind Kind, ToldDuty Told, string Holder, string HolderPhone, DutyNeighbour? NextInLine);

/// <summary>Draws what is said about duties. Implemented above, where cards are.</summary>
public interface IDutyCards
{
    /// <returns>Channel-neutral contents as JSON, for the outbox.</returns>
    string News(DutyNews news, DateTimeOffset now);

    /// <inheritdoc cref="News"/>
    string Reminder(DutyReminder reminder, DateTimeOffset now);

    /// <summary>To the holder once more.</summary>
    /// <inheritdoc cref="News"/>
    string Again(DutyAlarm alarm, DateTimeOffset now);

    /// <summary>To whoever is next in line.</summary>
    /// <inheritdoc cref="News"/>
    string ToNext(DutyAlarm alarm, DateTimeOffset now);

    /// <summary>To the coordinators.</summary>
    /// <inheritdoc cref="News"/>
    string ToCoordinators(DutyAlarm alarm, DateTimeOffset now);
}
