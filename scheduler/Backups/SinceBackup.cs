using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Inbox;

namespace Zaitaku.Scheduler.Backups;

/// <summary>A consultation of somebody without an account that was erased.</summary>
/// <param name="Number">Drawn at random, so that another may bear it later.</param>
/// <param name="At">What is younger is another.</param>
internal sealed record ErasedConsultation(int Number, DateTimeOffset At);

/// <summary>A message its sender took back.</summary>
/// <param name="Row">The event that says so.</param>
/// <param name="MessageId">The platform's id of the message.</param>
internal sealed record TakenBack(InboxMessage Row, string MessageId);

/// <summary>What the database that is replaced knows, and a backup made before cannot: who was erased, whose account was closed, what was taken back.</summary>
internal sealed record SinceBackup
{
    public const string MemberPrefix = "member:";
    public const string ConsultationPrefix = "consultation:";
    public const string EraseMember = "member.erase";
    public const string EraseConsultation = "consultation.erase";
    public const string Join = "member.link";

    /// <summary>As the bot writes the kind of an event. Words of people cannot look like it: their quotation marks are escaped.</summary>
    private const string Unsend = "\"kind\":\"Unsend\"";

    public IReadOnlyList<Guid> Members { get; private set; } = [];

    public IReadOnlyList<ErasedConsultation> Consultations { get; private set; } = [];

    /// <summary>Rows of the trail that say who was made one with whom.</summary>
    public IReadOnlyList<AuditEntry> Joins { get; private set; } = [];

    /// <summary>Closed accounts, and since when.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> Closed { get; private set; } = new Dictionary<Guid, DateTimeOffset>();

    public IReadOnlyList<TakenBack> TakenBack { get; private set; } = [];

    /// <summary>False when something could not be read, so that nobody knows it.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>A broken database may still tell a part, so the parts are read apart.</summary>
    public static async Task<SinceBackup> ReadAsync(Func<ZaitakuDb> open, CancellationToken cancellationToken)
    {
        SinceBackup since = new();
        foreach (Func<ZaitakuDb, Task> part in (Func<ZaitakuDb, Task>[])
        [
            async db => await since.ReadErasuresAsync(db, cancellationToken),
            async db => since.Closed = await db.StaffAccounts.Where(account => account.DisabledAt != null).ToDictionaryAsync(account => account.Id, account => account.DisabledAt!.Value, cancellationToken),
            async db => since.TakenBack = [.. (await db.Inbox.AsNoTracking().Where(row => row.Event.Contains(Unsend)).OrderBy(row => row.Id).ToListAsync(cancellationToken)).Select(Read).OfType<TakenBack>()],
        ])
        {
            try
            {
                await using ZaitakuDb db = open();
                await part(db);
                await db.Database.CloseConnectionAsync();
            }
            catch (Exception problem) when (problem is SqliteException or JsonException)
            {
                since.IsWhole = false;
            }
        }

        return since;
    }

    private async Task ReadErasuresAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        List<AuditEntry> trail = await db.AuditTrail.AsNoTracking()
            .Where(entry => entry.Action == EraseMember || entry.Action == EraseConsultation || entry.Action == Join).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);

        // The trail knows also whom an earlier restore took away: they have no row any more.
        Joins = [.. trail.Where(entry => entry.Action == Join && entry.MemberId is not null && MemberOf(entry) is not null)];
        List<Guid> members = await db.Members.Where(member => member.ErasedAt != null).Select(member => member.Id).ToListAsync(cancellationToken);
        members = [.. members.Concat(trail.Where(entry => entry.Action == EraseMember).Select(MemberOf).OfType<Guid>()).Distinct()];
        Members = [.. members, .. JoinedInto(members)];

        // Callers without an account leave no row of theirs: the trail says whose consultation was erased.
        Consultations = [.. trail.Where(entry => entry.Action == EraseConsultation).Select(entry => new ErasedConsultation(NumberOf(entry), entry.At)).Where(erased => erased.Number > 0)
            .GroupBy(erased => erased.Number).Select(same => same.MaxBy(erased => erased.At)!)];
    }

    /// <summary>Who they were before two of their accounts were joined: the backup may know them under that id yet.</summary>
    private List<Guid> JoinedInto(List<Guid> erased)
    {
        ILookup<Guid, Guid> before = Joins.ToLookup(join => join.MemberId!.Value, join => MemberOf(join)!.Value);
        List<Guid> found = [];
        Queue<Guid> open = new(erased);
        while (open.TryDequeue(out Guid member))
        {
            foreach (Guid earlier in before[member].Where(earlier => !found.Contains(earlier) && !erased.Contains(earlier)))
            {
                found.Add(earlier);
                open.Enqueue(earlier);
            }
        }

        return found;
    }

    /// <returns>Whom a row of the trail is about; null when it is about no person.</returns>
    public static Guid? MemberOf(AuditEntry entry) =>
        entry.Subject.StartsWith(MemberPrefix, StringComparison.Ordinal) && Guid.TryParse(entry.Subject[MemberPrefix.Length..], out Guid member) ? member : null;

    private static int NumberOf(AuditEntry entry) => int.TryParse(entry.Subject.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static TakenBack? Read(InboxMessage row)
    {
        using JsonDocument said = JsonDocument.Parse(row.Event);
        return said.RootElement.TryGetProperty("messageId", out JsonElement id) && id.GetString() is { Length: > 0 } message ? new TakenBack(row, message) : null;
    }
}
