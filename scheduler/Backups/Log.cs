using Microsoft.Extensions.Logging;

namespace Zaitaku.Scheduler.Backups;

/// <summary>Event ids 5900–5999. Never a path: it may name a person.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5901, Level = LogLevel.Information, Message = "The nightly copy was made: {Bytes} bytes, {Uploads} uploads, in {Milliseconds} ms")]
    public static partial void BackupMade(this ILogger logger, long bytes, int uploads, long milliseconds);

    [LoggerMessage(EventId = 5902, Level = LogLevel.Warning, Message = "The nightly copy could not be made; it is tried again. Look at the free space and rights of Backup:Directory")]
    public static partial void BackupFailed(this ILogger logger);
}
