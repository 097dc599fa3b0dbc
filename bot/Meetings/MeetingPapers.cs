using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake.Files;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Bot.Meetings;

/// <summary>Papers of meetings: taken in, handed out, removed. What a file is, is told by its bytes.</summary>
public sealed class MeetingPapers(ZaitakuDb db, IOptions<StorageOptions> storage)
{
    /// <summary>Of one file; a deck of slides as PDF.</summary>
    public const long BytesMax = 20 * 1024 * 1024;

    /// <summary>Of one meeting.</summary>
    public const int PapersMax = 20;

    /// <summary>Shown in the browser; anything else is only saved.</summary>
    private static readonly string[] Shown = ["image/jpeg", "image/png"];

    /// <summary>Whatever is in the file, it runs nothing and asks for nothing.</summary>
    private const string Policy = "default-src 'none'; sandbox";

    public static Task<List<MeetingPaper>> OfAsync(ZaitakuDb db, int meeting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.MeetingPapers.AsNoTracking().Where(paper => paper.MeetingId == meeting && paper.ErasedAt == null).OrderBy(paper => paper.AddedAt).ThenBy(paper => paper.Id).Take(PapersMax).ToListAsync(cancellationToken);
    }

    /// <summary>Adds one: the bytes first, then the row. Saves.</summary>
    /// <param name="isRecord">Written at or after the meeting.</param>
    /// <returns>Why not, in Japanese; empty when it is kept.</returns>
    public async Task<string> AddAsync(int meeting, IFormFile? file, bool isRecord, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
        {
            return "ファイルを選んでください。";
        }

        if (file.Length > BytesMax)
        {
            return $"ファイルは{BytesMax / 1024 / 1024}MBまでです。";
        }

        if (await db.MeetingPapers.CountAsync(paper => paper.MeetingId == meeting && paper.ErasedAt == null, cancellationToken) >= PapersMax)
        {
            return $"資料は{PapersMax}つまでです。";
        }

        using MemoryStream read = new((int)file.Length);
        await file.CopyToAsync(read, cancellationToken);
        byte[] bytes = read.ToArray();
        if (FileKind.Of(bytes) is not { } kind || kind == FileKind.Heic || PhotoCleaning.Clean(kind, bytes) is not { } clean)
        {
            return "PDF か、JPEG・PNG の画像を選んでください。WordやPowerPointは、PDFにして入れてください。";
        }

        MeetingPaper paper = new() { Id = Guid.CreateVersion7(now), MeetingId = meeting, IsRecord = isRecord, Name = FileNameRules.Clean(file.FileName, kind), ContentType = kind.ContentType, Bytes = clean.Length, StaffId = staff, AddedAt = now };
        await UploadFolder.WriteAsync(storage.Value, paper.Id, clean, cancellationToken);
        db.MeetingPapers.Add(paper);
        db.AuditTrail.Add(Row(meeting, staff, now, "added"));
        await db.SaveChangesAsync(cancellationToken);
        return "";
    }

    /// <summary>Removes one; its row stays, its bytes go. Saves.</summary>
    /// <returns>False for one that is not there.</returns>
    public async Task<bool> RemoveAsync(int meeting, Guid id, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.MeetingPapers.SingleOrDefaultAsync(paper => paper.Id == id && paper.MeetingId == meeting && paper.ErasedAt == null, cancellationToken) is not { } found)
        {
            return false;
        }

        found.ErasedAt = now;
        db.AuditTrail.Add(Row(meeting, staff, now, "removed"));
        await db.SaveChangesAsync(cancellationToken);
        UploadFolder.Erase(storage.Value, id); // Should anything stop us here, the sweep does it: no row names the bytes any more.
        return true;
    }

    /// <returns>404 for one that is not there, or of another meeting: both look alike.</returns>
    public async Task<IResult> OpenAsync(HttpContext context, int meeting, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await db.MeetingPapers.AsNoTracking().SingleOrDefaultAsync(paper => paper.Id == id && paper.MeetingId == meeting && paper.ErasedAt == null, cancellationToken) is not { } found || UploadFolder.OpenRead(storage.Value, id) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(bytes, found.ContentType, Shown.Contains(found.ContentType) ? null : found.Name);
    }

    private static AuditEntry Row(int meeting, Guid staff, DateTimeOffset now, string what) => AuditEntry.By(staff, "meetings.paper", string.Create(CultureInfo.InvariantCulture, $"meetings:{meeting}"), now, what);
}
