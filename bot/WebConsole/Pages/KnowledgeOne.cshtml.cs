using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Storage;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One entry as people see it, where it comes from, and what was ever written of it.</summary>
public sealed class KnowledgeOneModel(ZaitakuDb db, KnowledgeDesk desk, KnowledgeLibrary library, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    /// <summary>Wordings of other questions that are shown after saving.</summary>
    public const int ChangesMax = 50;

    private Dictionary<Guid, string> _names = [];

    public KnowledgeSheet Sheet { get; private set; } = null!;

    /// <summary>The answer for each kind of reader.</summary>
    public IReadOnlyList<(string Whom, Card Card)> Cards { get; private set; } = [];

    /// <summary>Wordings that were taught, as they hold now.</summary>
    public IReadOnlyList<string> Taught { get; private set; } = [];

    /// <summary>What the version that was just kept does to other questions; null when nothing was kept just now.</summary>
    public IReadOnlyList<AnswerChange>? Changes { get; private set; }

    public DateOnly Today => OfficeTime.DayOf(clock.GetUtcNow());

    public string NameOf(Guid staff) => _names.GetValueOrDefault(staff, "使われていないアカウント");

    public async Task<IActionResult> OnGetAsync(string key, string? done, CancellationToken cancellationToken)
    {
        Done = KnowledgeWords.Done(done);
        return await ShownAsync(key, cancellationToken);
    }

    public Task<IActionResult> OnPostTakeBackAsync(string key, int seen, int version, CancellationToken cancellationToken) =>
        DoAsync(key, seen, "taken", (sheet, now) => desk.TakeBackAsync(sheet, version, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(string key, int seen, CancellationToken cancellationToken) =>
        DoAsync(key, seen, "withdrawn", (sheet, now) => desk.WithdrawAsync(sheet, isWithdrawn: true, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRestoreAsync(string key, int seen, CancellationToken cancellationToken) =>
        DoAsync(key, seen, "restored", (sheet, now) => desk.WithdrawAsync(sheet, isWithdrawn: false, Staff.Id, now, cancellationToken), cancellationToken);

    private async Task<IActionResult> DoAsync(string key, int seen, string done, Func<KnowledgeSheet, DateTimeOffset, Task<bool>> deed, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(key, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        if (sheet.Number == seen && await deed(sheet, clock.GetUtcNow()))
        {
            return LocalRedirect($"/console/knowledge/{sheet.Entry.Id}?done={done}");
        }

        Problem = KnowledgeWords.SomebodyFaster;
        return await ShownAsync(key, cancellationToken);
    }

    private async Task<IActionResult> ShownAsync(string key, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(key, cancellationToken) is not { } sheet)
        {
            return Missing();
        }

        Sheet = sheet;
        HubContact contact = HubContact.Of(hub.Value);
        Cards = [("住民の方への答え", FaqReplies.Answer(sheet.Entry, forProfessional: false, contact, clock.GetUtcNow()).Cards[0]), ("専門職の方への答え", FaqReplies.Answer(sheet.Entry, forProfessional: true, contact, clock.GetUtcNow()).Cards[0])];
        Taught = library.Current.Find(key) is { Taught: > 0 } now ? [.. now.Variants.TakeLast(now.Taught)] : [];
        Guid[] writers = [.. sheet.Versions.Select(version => version.WrittenBy).Distinct()];
        _names = await db.StaffAccounts.Where(account => writers.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellationToken);
        Changes = Done.Length > 0 ? await desk.ChangesAsync(sheet, cancellationToken) : null;
        return Page();
    }
}
