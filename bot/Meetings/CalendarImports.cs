using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>Reads uploaded lists of meetings and, once somebody has seen what they change, takes them.</summary>
public sealed class CalendarImports(ZaitakuDb db, LiveDirectory directory, IOptions<StorageOptions> storage)
{
    /// <summary>Uploaded lists lie here while they are read; what a program that died left goes at the next upload.</summary>
    private const string Folder = "meeting-tables";

    /// <summary>Meetings of the days of one list.</summary>
    private const int KnownMax = 5_000;

    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(10);

    /// <returns>Null and why not in words where the file cannot be read.</returns>
    public async Task<(MeetingTable? Table, string Problem)> ReadAsync(IFormFile file, int? year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = "";
        try
        {
            path = NewFile(now);
            await using (FileStream copy = new(path, FileMode.CreateNew, FileAccess.Write))
            {
                await file.CopyToAsync(copy, cancellationToken);
            }

            MeetingTable table = MeetingTableReader.Read(path, year, cancellationToken);
            return table.Rows.Count + table.Problems.Count == 0 ? (null, "表に会議・研修が1件もありません。") : (table, "");
        }
        catch (ImportRefusedException refused)
        {
            return (null, $"{refused.Message}。");
        }
        catch (IOException)
        {
            return (null, "ファイルを受け取れませんでした。空き容量を確かめて、もう一度試してください。");
        }
        finally
        {
            if (path.Length > 0)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>A list as the page carries it from the look to the button.</summary>
    public static string BodyOf(MeetingTable table) => JsonSerializer.Serialize(table);

    /// <returns>Null for what is no list.</returns>
    public static MeetingTable? TableIn(string? body)
    {
        try
        {
            MeetingTable? table = string.IsNullOrEmpty(body) ? null : JsonSerializer.Deserialize<MeetingTable>(body);
            return table is { Rows.Count: <= MeetingTableReader.RowsMax, Problems.Count: <= MeetingTableReader.RowsMax } && table.Rows.All(row => row is { Title: not null, Organiser: not null }) && table.Problems.All(one => one is { Text: not null, Title: not null, Organiser: not null }) ? table : null;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    public async Task<ImportPlan> PlanAsync(MeetingTable table, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Rows.Count == 0)
        {
            return MeetingImportRules.Plan(table, [], directory.Current().Holidays, now);
        }

        DateTimeOffset from = OfficeTime.At(OfficeTime.DayOf(table.Rows.Min(row => row.StartsAt)), 0), until = OfficeTime.At(OfficeTime.DayOf(table.Rows.Max(row => row.StartsAt)).AddDays(1), 0);
        string[] keys = [.. table.Rows.Select(row => MeetingImportRules.KeyOf(row.StartsAt, row.Title, row.Organiser))];
        List<Meeting> known = await db.Meetings.Where(one => !one.IsDemo && ((one.StartsAt >= from && one.StartsAt < until) || keys.Contains(one.ImportKey))).OrderBy(one => one.Id).Take(KnownMax).ToListAsync(cancellationToken);
        return MeetingImportRules.Plan(table, known, directory.Current().Holidays, now);
    }

    /// <summary>Takes what was shown; the caller has compared the marks. New ones are entered, changed and moved ones changed; nothing is removed.</summary>
    /// <param name="asNew">Lines of rows that look like another date of a meeting and are one of their own.</param>
    public async Task TakeAsync(ImportPlan plan, MeetingInviting inviting, IReadOnlyCollection<int> asNew, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(asNew);
        int added = 0;
        foreach (ImportedMeeting one in plan.Rows)
        {
            switch (one)
            {
                case { Known: null }:
                case { Change: RowChange.Moved } when asNew.Contains(one.Row.Line):
                    Meeting made = MeetingImportRules.New(one.Row, inviting, staff, now);
                    made.Touch(now);
                    db.Meetings.Add(made);
                    added++;
                    break;
                case { Change: RowChange.Moved }:
                    MeetingEditing.Apply(db, one.Known, now, meeting => MeetingImportRules.Move(meeting, one.Row));
                    break;
                case { Change: RowChange.Cancelled }:
                    MeetingEditing.Cancel(db, one.Known, "", now);
                    break;
                case { Change: RowChange.Changed }:
                    MeetingEditing.Apply(db, one.Known, now, meeting => MeetingImportRules.Take(meeting, one.Row));
                    break;
            }
        }

        string counts = string.Create(CultureInfo.InvariantCulture, $"{added} {plan.Rows.Count - plan.CountOf(RowChange.Same) - added}");
        db.AuditTrail.Add(AuditEntry.By(staff, "meetings.import", "", now, counts));
        await db.SaveChangesAsync(cancellationToken);
    }

    private string NewFile(DateTimeOffset now)
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), Folder));
        foreach (FileInfo left in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < (now - LeftAfter).UtcDateTime))
        {
            left.Delete();
        }

        return Path.Combine(folder.FullName, $"{Guid.CreateVersion7(now):N}.upload");
    }
}
