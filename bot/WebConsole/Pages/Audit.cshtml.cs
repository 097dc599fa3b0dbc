using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Who saw and changed what.</summary>
public sealed class AuditModel(AuditReads reads, ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    private const int TextMax = 80;

    public AuditFilter Filter { get; private set; } = null!;

    /// <summary>As typed: a number of a consultation, or a subject as it is written.</summary>
    public string Sought { get; private set; } = "";

    public int Total { get; private set; }

    public int LastPage => Math.Clamp((Total + AuditReads.RowsMax - 1) / AuditReads.RowsMax, 1, AuditReads.PageMax);

    public IReadOnlyList<AuditEntry> Rows { get; private set; } = [];

    public IReadOnlyList<StaffAccount> Accounts { get; private set; } = [];

    public async Task OnGetAsync(string? who, string? what, string? subject, string? from, string? until, int p, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(clock.GetUtcNow());
        Sought = subject?.Trim() is { Length: <= TextMax } typed ? typed : "";
        Filter = new AuditFilter(
            Guid.TryParse(who, out Guid staff) ? staff : null,
            AuditWords.Groups.Any(group => group.Start == what) ? what! : "",
            ConsultationNumbers.TryParse(Sought, out int number) ? string.Create(CultureInfo.InvariantCulture, $"consultation:{number}") : Sought,
            Day(from) ?? today.AddDays(-AuditReads.DaysUsual), Day(until) ?? today, p);
        (Total, int page, Rows) = await reads.ReadAsync(Filter, cancellationToken);
        Filter = Filter with { Page = page };
        Accounts = await db.StaffAccounts.AsNoTracking().OrderBy(account => account.DisplayName).ToListAsync(cancellationToken);
    }

    public string NameOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.StaffId is { } id ? Accounts.FirstOrDefault(account => account.Id == id)?.DisplayName ?? id.ToString("N")
            : entry.MemberId is not null ? "チャットの人" : entry.Action == "sign_in.failed" ? "（分からない人）" : "（プログラム）";
    }

    /// <summary>Accounts by their names, consultations by their numbers, others as they are written.</summary>
    public string SubjectOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string[] parts = entry.Subject.Split(':', 2);
        return parts is ["staff", { } id] && Guid.TryParse(id, out Guid staff) ? Accounts.FirstOrDefault(account => account.Id == staff)?.DisplayName ?? entry.Subject
            : parts is ["consultation", { } number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int shown) ? ConsultationNumbers.Shown(shown)
            : entry.Subject;
    }

    public string Address(int page) => QueryHelpers.AddQueryString("/console/audit", new Dictionary<string, string?>
    {
        ["who"] = Filter.Staff?.ToString(), ["what"] = Filter.Action, ["subject"] = Sought, ["from"] = Filter.From.ToString("yyyy-MM-dd"), ["until"] = Filter.Until.ToString("yyyy-MM-dd"), ["p"] = page.ToString(),
    });

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is > 2000 and < 2200 ? day : null;
}
