using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>A message a job wants sent at its hour. One per person and kind about one thing.</summary>
/// <param name="Body">Channel-neutral contents as JSON.</param>
/// <param name="UselessAfter">After this instant it would mislead.</param>
public sealed record PlannedMessage(Guid MemberId, string Kind, Urgency Urgency, string Body, DateTimeOffset Due, DateTimeOffset UselessAfter)
{
    /// <summary>Due together with others of this bundle, it travels with them.</summary>
    public string? Bundle { get; init; }

    /// <summary>Channels it goes by only where no other reaches the person, separated by commas.</summary>
    public string Avoids { get; init; } = "";

    /// <summary>Where whoever writes it twice must write the same row; else a new id.</summary>
    public Guid? Id { get; init; }
}

/// <summary>Writes what jobs plan into the outbox. Planned anew at every edit of the thing: what was not tried yet changes or goes, what was said stays said.</summary>
public static class OutboxPlans
{
    /// <summary>Messages about one thing. A hub has some thousand members.</summary>
    public const int MessagesMax = 20_000;

    /// <summary>Makes the outbox hold just what is wanted about a thing. Saves nothing: the caller saves it with the edit that caused it.</summary>
    /// <param name="about">The thing (<c>meeting:12</c>).</param>
    /// <param name="wanted">All that is still to be said about it; empty when it is cancelled.</param>
    public static async Task PlanAsync(ZaitakuDb db, string about, IReadOnlyCollection<PlannedMessage> wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted.Count, MessagesMax);
        List<OutboxMessage> known = await db.Outbox.Where(message => message.About == about).OrderBy(message => message.CreatedAt).ToListAsync(cancellationToken);
        ILookup<(Guid?, string), OutboxMessage> bySlot = known.ToLookup(message => (message.MemberId, message.Kind));
        HashSet<OutboxMessage> kept = [];
        foreach (PlannedMessage one in wanted.Where(one => one.UselessAfter > now))
        {
            OutboxMessage[] slot = [.. bySlot[(one.MemberId, one.Kind)]];
            if (Array.Find(slot, message => message.IsUntried && message.Urgency == one.Urgency) is { } open)
            {
                kept.Add(open);
                if (open.Body != one.Body || open.DueAt != one.Due || open.UselessAfter != one.UselessAfter)
                {
                    open.Replan(one.Body, one.Due, one.UselessAfter);
                }
            }
            else if (Array.FindLast(slot, WasSaid)?.Body != one.Body) // What was said last counts: back to what was said before it is a correction, too.
            {
                db.Outbox.Add(MessageOf(about, one, now));
            }
        }

        foreach (OutboxMessage message in known.Where(message => message.IsUntried && !kept.Contains(message)))
        {
            message.Cancel("no longer planned", now);
        }
    }

    /// <summary>Also what travelled in another message of its bundle.</summary>
    internal static bool WasSaid(OutboxMessage message) => message.State != OutboxState.Cancelled || message.LastAnswer.StartsWith(BundleRules.Carried, StringComparison.Ordinal);

    /// <summary>Adds a message about a thing, beside what is planned of it. Saves nothing: the caller saves it with the fact that caused it.</summary>
    public static void Add(ZaitakuDb db, string about, PlannedMessage one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        db.Outbox.Add(MessageOf(about, one, now));
    }

    /// <summary>One planned message as a row of the outbox.</summary>
    internal static OutboxMessage MessageOf(string about, PlannedMessage one, DateTimeOffset now)
    {
        OutboxMessage message = new()
        {
            Id = one.Id ?? Guid.CreateVersion7(now),
            MemberId = one.MemberId,
            Kind = one.Kind,
            Urgency = one.Urgency,
            Body = one.Body,
            About = about,
            Bundle = one.Bundle,
            TriedChannels = one.Avoids,
            CreatedAt = now,
            UselessAfter = one.UselessAfter,
        };
        message.PlanFor(one.Due);
        return message;
    }
}
