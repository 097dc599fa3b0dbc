namespace Zaitaku.Bot.Imports;

/// <summary>Event ids 3800–3849. Ids and counts only: a file's name may name a person.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3801, Level = LogLevel.Information, Message = "Import {Job} began by the console ({Bytes} bytes)")]
    public static partial void ImportBegan(this ILogger logger, Guid job, long bytes);

    [LoggerMessage(EventId = 3802, Level = LogLevel.Information, Message = "Import {Job} ended: {State}")]
    public static partial void ImportEnded(this ILogger logger, Guid job, ImportState state);

    [LoggerMessage(EventId = 3803, Level = LogLevel.Error, Message = "Import {Job} failed by a mistake of ours; the directory is as it was")]
    public static partial void ImportFailed(this ILogger logger, Exception problem, Guid job);

    [LoggerMessage(EventId = 3804, Level = LogLevel.Warning, Message = "The folder of imports cannot be written to")]
    public static partial void FolderClosed(this ILogger logger, Exception problem);
}
