using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Storage.Desk;

/// <summary>Reads who works at the desk.</summary>
public static class DeskStaff
{
    /// <summary>Accounts of one hub.</summary>
    public const int StaffMax = 200;

    /// <summary>Accounts that may sign in, admins included.</summary>
    public static async Task<List<StaffAccount>> AllAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.StaffAccounts.Where(account => account.DisabledAt == null).OrderBy(account => account.CreatedAt).Take(StaffMax).ToListAsync(cancellationToken);
    }

    /// <summary>Who of them is linked to a chat, each once.</summary>
    public static async Task<IReadOnlyList<Guid>> MembersAsync(ZaitakuDb db, CancellationToken cancellationToken) => [.. MembersOf(await AllAsync(db, cancellationToken))];

    /// <inheritdoc cref="MembersAsync"/>
    public static IEnumerable<Guid> MembersOf(IEnumerable<StaffAccount> accounts) => accounts.Select(account => account.MemberId).OfType<Guid>().Distinct();

    /// <summary>The account of somebody who pressed or wrote in a chat; null when they do not work here (any more).</summary>
    public static async Task<StaffAccount?> OfMemberAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.StaffAccounts.FirstOrDefaultAsync(account => account.MemberId == member && account.DisabledAt == null, cancellationToken);
    }

    /// <summary>The name colleagues and people read.</summary>
    public static async Task<string> NameOfAsync(ZaitakuDb db, Guid staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.StaffAccounts.Where(account => account.Id == staff).Select(account => account.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? "ほかの担当者";
    }

    /// <summary>The names of those who did something, by account; whose account is gone is not among them.</summary>
    public static async Task<Dictionary<Guid, string>> NamesOfAsync(ZaitakuDb db, IEnumerable<Guid> staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        Guid[] wanted = [.. staff.Distinct()];
        return wanted.Length == 0 ? [] : await db.StaffAccounts.Where(account => wanted.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
    }

    /// <summary>Coordinators with what they carry; where a hub has none, its admins. Who never set a password has never been here, and gets nothing.</summary>
    /// <param name="except">Consultations that are counted elsewhere.</param>
    public static async Task<List<AssignmentCandidate>> CandidatesAsync(ZaitakuDb db, IReadOnlyCollection<Guid> except, CancellationToken cancellationToken)
    {
        List<StaffAccount> all = (await AllAsync(db, cancellationToken)).FindAll(account => account.PasswordHash.Length > 0);
        List<StaffAccount> coordinators = all.Exists(account => account.Role == Role.Coordinator) ? all.FindAll(account => account.Role == Role.Coordinator) : all;
        Dictionary<Guid, int> loads = await LoadsAsync(db, except, cancellationToken);
        return [.. coordinators.Select(account => new AssignmentCandidate(account, loads.GetValueOrDefault(account.Id)))];
    }

    /// <summary>Open consultations by account.</summary>
    public static Task<Dictionary<Guid, int>> LoadsAsync(ZaitakuDb db, CancellationToken cancellationToken) => LoadsAsync(db, [], cancellationToken);

    private static Task<Dictionary<Guid, int>> LoadsAsync(ZaitakuDb db, IReadOnlyCollection<Guid> except, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Consultations.Where(one => one.StaffId != null && Consultation.OpenStates.Contains(one.State) && !except.Contains(one.Id))
            .GroupBy(one => one.StaffId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
    }
}
