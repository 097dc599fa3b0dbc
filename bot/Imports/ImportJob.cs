using System.Text.Json;
using Zaitaku.Scheduler.Imports;

namespace Zaitaku.Bot.Imports;

/// <summary>Where an import by the console stands.</summary>
public enum ImportState
{
    Running,
    Done,

    /// <summary>The file cannot be imported; nothing was changed.</summary>
    Refused,

    /// <summary>The program ended in the middle; nothing was changed.</summary>
    Interrupted,
}

/// <summary>The last import by the console. Kept as a file, so that a restart knows of it.</summary>
public sealed record ImportJob
{
    public Guid Id { get; init; }

    /// <summary>As the person's machine calls it; shown, and never used as a path.</summary>
    public string FileName { get; init; } = "";

    public bool Complete { get; init; }

    public DateOnly? AsOf { get; init; }

    public Guid Staff { get; init; }

    public string StaffName { get; init; } = "";

    /// <summary>Also the start of the run in the record book, by which a restart knows whether it was committed.</summary>
    public DateTimeOffset StartedAt { get; init; }

    public ImportState State { get; init; }

    /// <summary>Why it was refused, in Japanese.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Its row in the history; null unless done.</summary>
    public int? Run { get; init; }

    /// <summary>The first rows that were not taken, to look at.</summary>
    public IReadOnlyList<string> Rejects { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>Null for what is no job.</returns>
    public static ImportJob? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportJob>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A file on the disk, and what the person asked for.</summary>
public sealed record WantedImport(string Path, string FileName, ImportSettings Settings, Guid Staff, string StaffName);
