using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Hands out a file somebody added to a consultation.</summary>
internal static class ConsultationFiles
{
    /// <summary>Shown in the browser; anything else is only saved.</summary>
    private static readonly string[] Shown = ["image/jpeg", "image/png"];

    /// <summary>Whatever is in the file, it runs nothing and asks for nothing.</summary>
    private const string Policy = "default-src 'none'; sandbox";

    public static async Task<IResult> OpenAsync(HttpContext context, int number, Guid id, ZaitakuDb db, IOptions<StorageOptions> storage, CancellationToken cancellationToken)
    {
        ConsultationFile? file = await db.Consultations.AsNoTracking().Where(one => one.Number == number && one.State != ConsultationState.Draft)
            .SelectMany(one => one.Files).SingleOrDefaultAsync(found => found.Id == id && found.ErasedAt == null, cancellationToken);
        if (file is null || UploadFolder.OpenRead(storage.Value, file.Id) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Stream(bytes, file.ContentType, Shown.Contains(file.ContentType) ? null : file.Name);
    }
}
