using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Zaitaku.Bot.Staff;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Imports;

/// <summary>POST /console/import/file: the form's few fields first, its token judged, and only then the file, straight to the disk.</summary>
internal static class ImportUpload
{
    public const string Page = "/console/import";

    /// <summary>Fields and borders around the file.</summary>
    private const long FrameBytesMax = 64 * 1024;

    private const int FieldsMax = 8;
    private const int FieldBytesMax = 4 * 1024;
    private const int NameMax = 120;
    private const int CopyBytes = 128 * 1024;

    public static async Task<IResult> TakeAsync(HttpContext context, ImportDesk desk, IAntiforgery antiforgery, TimeProvider clock, ILogger<ImportDesk> logger)
    {
        StaffIdentity staff = StaffIdentity.Of(context)!; // The guard lets nobody else through.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = ImportLimits.FileBytesMax + FrameBytesMax;
        }

        try
        {
            if (BorderOf(context.Request) is not { } border)
            {
                return Back("file");
            }

            MultipartReader parts = new(border, context.Request.Body);
            (Dictionary<string, StringValues> fields, FileMultipartSection? file) = await FieldsAsync(parts, context.RequestAborted);
            context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields)));
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return TypedResults.Content(ConsoleNotice.StaleForm(""), "text/html; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
            }

            return file is null ? Back("file") : await KeepAsync(file, fields, desk, staff, clock.GetUtcNow(), context.RequestAborted);
        }
        catch (BadHttpRequestException problem)
        {
            return Back(problem.StatusCode == StatusCodes.Status413PayloadTooLarge ? "large" : "broken");
        }
        catch (InvalidDataException)
        {
            return Back("broken");
        }
        catch (UnauthorizedAccessException problem)
        {
            logger.FolderClosed(problem);
            return Back("disk");
        }
    }

    private static async Task<IResult> KeepAsync(
        FileMultipartSection file, Dictionary<string, StringValues> fields, ImportDesk desk, StaffIdentity staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string day = fields.GetValueOrDefault("asOf").ToString();
        DateOnly? asOf = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly stated) ? stated : null;
        if (day.Length > 0 && (asOf is null || asOf > OfficeTime.DayOf(now)))
        {
            return Back("day");
        }

        await desk.LastAsync(cancellationToken); // What a dead program left is settled before the new file comes.
        FileStream? held = desk.Folder.TryHold();
        if (held is null)
        {
            return Back("busy");
        }

        string? path = null;
        try
        {
            desk.Folder.SweepUploads(); // Also what was being sent when a program died, which no job names.
            await using FileStream target = desk.Folder.NewUpload(Guid.CreateVersion7(now));
            path = target.Name;
            if (await CopyAsync(file.FileStream!, target, cancellationToken) is { } problem)
            {
                return Back(problem);
            }

            await target.DisposeAsync();
            await desk.BeginAsync(new WantedImport(path, NameOf(file.FileName), new ImportSettings(fields.GetValueOrDefault("complete") == "true", asOf), staff.Id, staff.DisplayName), held, cancellationToken);
            (held, path) = (null, null);
            return Back("");
        }
        finally
        {
            if (path is not null)
            {
                File.Delete(path);
            }

            held?.Dispose();
        }
    }

    /// <returns>Why not, or null.</returns>
    private static async Task<string?> CopyAsync(Stream source, FileStream target, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[CopyBytes];
        long bytes = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            if (bytes > ImportLimits.FileBytesMax)
            {
                return "large";
            }

            try
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            catch (IOException)
            {
                return "disk";
            }
        }

        return bytes == 0 ? "file" : null;
    }

    /// <summary>Everything before the file; what stands behind it is not looked at.</summary>
    private static async Task<(Dictionary<string, StringValues> Fields, FileMultipartSection? File)> FieldsAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);
        for (int at = 0; at < FieldsMax && await parts.ReadNextSectionAsync(cancellationToken) is { } part; at++)
        {
            if (part.AsFileSection() is { } file)
            {
                return (fields, file.FileName.Length > 0 ? file : null);
            }

            using StreamReader reader = new(part.Body);
            char[] text = new char[FieldBytesMax];
            int length = await reader.ReadBlockAsync(text, cancellationToken);
            if (part.AsFormDataSection()?.Name is { Length: > 0 } name)
            {
                fields[name] = new string(text, 0, length);
            }
        }

        return (fields, null);
    }

    private static string? BorderOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } border ? border : null : null;

    /// <summary>The name of a file as its sender knows it, without its folders.</summary>
    internal static string NameOf(string sent)
    {
        string name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)));
        return name.Length == 0 ? "名前のないファイル" : name.Length <= NameMax ? name : name[..NameMax];
    }

    private static RedirectHttpResult Back(string problem) => TypedResults.LocalRedirect(problem.Length > 0 ? $"{Page}?problem={problem}" : Page);
}
