using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Event ids 7100–7199. Formats and counts only: a file's name may name a person.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 7101, Level = LogLevel.Information, Message = "Imported a file of format {Format}: {Accepted} rows accepted, {Changed} changed, {Unchanged} unchanged, {Merged} merged, {Rejected} rejected, {Closed} closed, in {Milliseconds} ms")]
    public static partial void FileImported(this ILogger logger, string format, int accepted, int changed, int unchanged, int merged, int rejected, int closed, long milliseconds);

    [LoggerMessage(EventId = 7102, Level = LogLevel.Information, Message = "A file was refused by the import; nothing was changed")]
    public static partial void FileRefused(this ILogger logger);
}
