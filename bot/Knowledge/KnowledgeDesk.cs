using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Knowledge;

namespace Zaitaku.Bot.Knowledge;

/// <summary>What coordinators do to entries: each is a new version, an audit row, and answered with at once.</summary>
public sealed class KnowledgeDesk(ZaitakuDb db, KnowledgeLibrary library, UtteranceReader reader)
{
    /// <summary>Versions of one entry that are shown, newest first.</summary>
    public const int VersionsMax = 50;

    private const string OwnKey = "hub-";

    /// <summary>Two who write a first entry in the same moment take two numbers.</summary>
    private const int TriesMax = 5;

    /// <returns>Null for no such entry.</returns>
    public async Task<KnowledgeSheet?> FindAsync(string key, CancellationToken cancellationToken) => !KnowledgeRowRules.IsKey(key) ? null
        : KnowledgeSheet.Of(key, await db.KnowledgeVersions.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.Number).Take(VersionsMax).ToListAsync(cancellationToken));

    /// <summary>Why what is typed cannot be kept, in words.</summary>
    /// <param name="key">Empty for a new entry.</param>
    public string Problem(KnowledgeForm form, string key, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        IReadOnlyList<string> problems = KnowledgeFormRules.Problems(form, today);
        return string.Join(" ", problems.Count > 0 ? problems : [.. OfWordings(form, key)]);
    }

    /// <summary>Keeps a new entry of the hub.</summary>
    /// <returns>Its key.</returns>
    public async Task<string> AddAsync(KnowledgeForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        for (int attempt = 1; ; attempt++)
        {
            string[] keys = await db.KnowledgeVersions.Where(row => row.Number == 1 && row.Key.StartsWith(OwnKey)).Select(row => row.Key).ToArrayAsync(cancellationToken);
            int last = keys.Max(taken => int.TryParse(taken.AsSpan(OwnKey.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)0) ?? 0;
            string key = string.Create(CultureInfo.InvariantCulture, $"{OwnKey}{last + 1}");
            if (await WriteAsync(form.Entry(key, Storage.Time.OfficeTime.DayOf(now)), 1, isWithdrawn: false, "knowledge.add", staff, now, cancellationToken))
            {
                return key;
            }

            if (attempt == TriesMax)
            {
                throw new InvalidOperationException($"No key was free for a new entry in {TriesMax} tries.");
            }
        }
    }

    /// <returns>False where a colleague was faster.</returns>
    public Task<bool> ChangeAsync(KnowledgeSheet sheet, KnowledgeForm form, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(form);
        return WriteAsync(form.Entry(sheet.Entry.Id, Storage.Time.OfficeTime.DayOf(now)), sheet.Number + 1, isWithdrawn: false, "knowledge.change", staff, now, cancellationToken);
    }

    /// <summary>Takes the entry out, or puts it back as it was.</summary>
    /// <returns>False where a colleague was faster.</returns>
    public Task<bool> WithdrawAsync(KnowledgeSheet sheet, bool isWithdrawn, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return WriteAsync(sheet.Entry, sheet.Number + 1, isWithdrawn, isWithdrawn ? "knowledge.withdraw" : "knowledge.restore", staff, now, cancellationToken);
    }

    /// <summary>Makes all as it was at an older version: its words, or withdrawn as it was then.</summary>
    /// <param name="number">0 for before the hub wrote anything: the program's words, or no entry.</param>
    /// <returns>False where there is no such version, or a colleague was faster.</returns>
    public async Task<bool> TakeBackAsync(KnowledgeSheet sheet, int number, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        KnowledgeVersion? row = number == 0 ? null : await db.KnowledgeVersions.AsNoTracking().SingleOrDefaultAsync(one => one.Key == sheet.Entry.Id && one.Number == number, cancellationToken);
        KnowledgeEntry? entry = number == 0 ? sheet.Carried ?? sheet.Entry : row is null ? null : KnowledgeRowRules.Read(row);
        bool isWithdrawn = number == 0 ? sheet.Carried is null : row?.IsWithdrawn == true;
        return entry is not null && await WriteAsync(entry, sheet.Number + 1, isWithdrawn, "knowledge.take_back", staff, now, cancellationToken);
    }

    /// <summary>Which stored wordings the version that holds made to be answered otherwise than the one before it.</summary>
    public async Task<IReadOnlyList<AnswerChange>> ChangesAsync(KnowledgeSheet sheet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return sheet.Number == 0 ? [] : KnowledgeCheck.Changes(await library.AsOfAsync(sheet.Entry.Id, sheet.Number - 1, cancellationToken), library.Current);
    }

    private IEnumerable<string> OfWordings(KnowledgeForm form, string key)
    {
        string[] wordings = [Rota.FormText.Line(form.Question), .. form.Wordings];
        foreach (string wording in wordings)
        {
            if (library.Current.Worded(wording) is { } other && other.Id != key)
            {
                yield return $"「{wording}」は、ほかの質問「{other.Question}」にもう入っています。どちらか一つにしてください。";
            }
        }

        KnowledgeEntry? carried = KnowledgeShelf.Own.Find(key);
        string[] known = carried is null ? [] : [carried.Question, .. carried.Variants];
        foreach (string wording in wordings.Where(wording => !known.Contains(wording) && reader.IsEmergency(wording)))
        {
            yield return $"「{wording}」は、命の危険の知らせと同じ言い方です。そう書いた方には119番の案内を先に出すため、この答えは届きません。ほかの言い方にしてください。";
        }
    }

    private async Task<bool> WriteAsync(KnowledgeEntry entry, int number, bool isWithdrawn, string action, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isCarried = KnowledgeShelf.Own.Find(entry.Id) is { } carried && KnowledgeRowRules.IsSame(carried, entry); // No copy: it would stay when the program mends its words.
        db.KnowledgeVersions.Add(isCarried ? KnowledgeRowRules.AsCarried(entry.Id, number, isWithdrawn, staff, now) : KnowledgeRowRules.Write(entry, number, isWithdrawn, staff, now));
        db.AuditTrail.Add(AuditEntry.By(staff, action, $"knowledge:{entry.Id}", now, string.Create(CultureInfo.InvariantCulture, $"{number}")));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            db.ChangeTracker.Clear();
            return false;
        }

        await library.ReloadAsync(CancellationToken.None); // It is on disk: whoever asks next is answered with it, even if this browser has gone.
        return true;
    }
}
