using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A consultation with everything its page shows.</summary>
public sealed record ConsultationView
{
    public required Consultation One { get; init; }

    /// <summary>The timeline, oldest first.</summary>
    public required IReadOnlyList<ConsultationEntry> Entries { get; init; }

    public required IReadOnlyList<StaffAccount> Staff { get; init; }

    /// <summary>How many open ones each account has; accounts with none are not among them.</summary>
    public IReadOnlyDictionary<Guid, int> Loads { get; init; } = new Dictionary<Guid, int>();

    /// <summary>Whoever asks, where they write to us; null for a call, fax, mail or visit, and after erasure.</summary>
    public Member? Person { get; init; }

    /// <summary>Channels by which the person is reached now.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Others of the same person or phone number, newest first.</summary>
    public IReadOnlyList<Consultation> Earlier { get; init; } = [];

    /// <summary>Number of the one that goes on, where this was a duplicate.</summary>
    public int? MergedInto { get; init; }

    public string NameOf(Guid? staff) => staff is { } id ? Staff.FirstOrDefault(account => account.Id == id)?.DisplayName ?? "使われていないアカウント" : "";

    /// <summary>Who did an entry.</summary>
    public string DoerOf(ConsultationEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.StaffId is { } staff ? NameOf(staff)
            : entry.MemberId is not null || entry.Kind is ConsultationEntryKind.Words or ConsultationEntryKind.Reply ? "相談した人"
            : "自動";
    }
}

/// <summary>Reads one consultation for its page.</summary>
public sealed class ConsultationReads(ZaitakuDb db, DeskTriage triage)
{
    /// <summary>Entries shown, the latest of them; nobody reads a thousand.</summary>
    private const int EntriesMax = 500;

    /// <returns>Null for a number nobody has, and for what is not in the queue yet.</returns>
    public async Task<ConsultationView?> ReadAsync(int number, CancellationToken cancellationToken)
    {
        Consultation? one = await db.Consultations.AsNoTracking().Include(found => found.Files).SingleOrDefaultAsync(found => found.Number == number, cancellationToken);
        if (one is null or { State: ConsultationState.Draft })
        {
            return null;
        }

        List<ConsultationEntry> entries = await db.ConsultationEntries.AsNoTracking().Where(entry => entry.ConsultationId == one.Id)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence).Take(EntriesMax).ToListAsync(cancellationToken);
        entries.Reverse();
        ConsultationView view = new()
        {
            One = one,
            Entries = entries,
            Earlier = await triage.EarlierAsync(one, cancellationToken),
            Staff = await db.StaffAccounts.AsNoTracking().OrderBy(account => account.DisplayName).ToListAsync(cancellationToken),
            Loads = await DeskStaff.LoadsAsync(db, cancellationToken),
            MergedInto = one.MergedIntoId is { } into ? await db.Consultations.Where(other => other.Id == into).Select(other => (int?)other.Number).SingleOrDefaultAsync(cancellationToken) : null,
        };
        return one.MemberId is { } member ? await WithPersonAsync(view, member, cancellationToken) : view;
    }

    /// <summary>Its state and count of changes, in a few letters: a page asks this to learn whether it is still true.</summary>
    public async Task<string?> StampAsync(int number, CancellationToken cancellationToken) =>
        await db.Consultations.Where(one => one.Number == number).Select(one => one.Revision.ToString()).SingleOrDefaultAsync(cancellationToken);

    private async Task<ConsultationView> WithPersonAsync(ConsultationView view, Guid member, CancellationToken cancellationToken)
    {
        Member? person = await db.Members.AsNoTracking().Include(found => found.Links).SingleOrDefaultAsync(found => found.Id == member && found.ErasedAt == null, cancellationToken);
        return view with
        {
            Person = person,
            Channels = [.. (person?.Links ?? []).Where(link => link.BlockedAt is null).Select(link => link.Channel).Distinct()],
        };
    }
}
