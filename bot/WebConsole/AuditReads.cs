using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole;

/// <summary>What of the audit trail is looked at.</summary>
/// <param name="Action">The beginning of a word such as <c>consultation.</c>; empty for all.</param>
/// <param name="Subject">Exactly, such as <c>consultation:412907</c>, or the id of a person or account; empty for all.</param>
public sealed record AuditFilter(Guid? Staff, string Action, string Subject, DateOnly From, DateOnly Until, int Page);

/// <summary>Reads the audit trail, newest first. It is only ever added to, so there is nothing here that changes it.</summary>
public sealed class AuditReads(ZaitakuDb db)
{
    public const int RowsMax = 100;

    public const int PageMax = 1_000;

    /// <summary>Days shown unless others are asked for.</summary>
    public const int DaysUsual = 30;

    public async Task<(int Total, int Page, IReadOnlyList<AuditEntry> Rows)> ReadAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        DateTimeOffset from = OfficeTime.At(filter.From, 0);
        DateTimeOffset until = OfficeTime.At(filter.Until.AddDays(1), 0);
        IQueryable<AuditEntry> found = db.AuditTrail.AsNoTracking().Where(entry => entry.At >= from && entry.At < until);
        found = filter.Staff is { } staff ? found.Where(entry => entry.StaffId == staff) : found;
        found = filter.Action.Length > 0 ? found.Where(entry => entry.Action.StartsWith(filter.Action)) : found;
        string[] subjects = FormsOf(filter.Subject);
        found = subjects.Length > 0 ? found.Where(entry => subjects.Contains(entry.Subject)) : found;
        int total = await found.CountAsync(cancellationToken);
        int page = Math.Clamp(filter.Page, 1, Math.Clamp((total + RowsMax - 1) / RowsMax, 1, PageMax));
        int newer = (page - 1) * RowsMax, here = Math.Clamp(total - newer, 0, RowsMax), older = total - newer - here;
        return (total, page, newer <= older
            ? await found.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Skip(newer).Take(RowsMax).ToListAsync(cancellationToken)
            : [.. (await found.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Skip(older).Take(here).ToListAsync(cancellationToken)).AsEnumerable().Reverse()]); // From the nearer end: what is passed over is read too.
    }

    /// <summary>Erasures of before were written with dashes; an id alone may be a person's, an account's or a request's, as it stands in their page's address.</summary>
    private static string[] FormsOf(string subject)
    {
        string[] parts = subject.Split(':', 2);
        return subject.Length == 0 ? []
            : !Guid.TryParse(parts[^1], out Guid id) ? [subject]
            : parts.Length == 2 ? [$"{parts[0]}:{id:N}", $"{parts[0]}:{id:D}"]
            : [$"member:{id:N}", $"member:{id:D}", $"staff:{id:N}", $"cover:{id:N}", $"substitute:{id:N}"];
    }
}
