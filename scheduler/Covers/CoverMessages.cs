using System.Globalization;

namespace Zaitaku.Scheduler.Covers;

/// <summary>How messages about a cover request are known in the outbox.</summary>
public static class CoverMessages
{
    public const string AboutPrefix = "cover:";

    /// <summary>Somebody is asked, for the first time or once more.</summary>
    public const string Ask = "cover.ask";

    /// <summary>Somebody who was asked hears that it is over.</summary>
    public const string Over = "cover.over";

    /// <summary>The one who asked, or the one who takes it, hears what became of it.</summary>
    public const string News = "cover.news";

    /// <summary>Coordinators: nobody has taken it yet.</summary>
    public const string DeskOpen = "cover.desk_open";

    /// <summary>Coordinators: it waits for one of them to approve.</summary>
    public const string DeskApprove = "cover.desk_approve";

    /// <summary>Coordinators: what became of it.</summary>
    public const string DeskNews = "cover.desk";

    /// <summary>Several news of covers to one person, due together, are one message.</summary>
    public const string Bundle = "cover";

    public static string AboutOf(Guid request) => string.Create(CultureInfo.InvariantCulture, $"{AboutPrefix}{request:N}");

    /// <returns>Null where it is about something else.</returns>
    public static Guid? RequestIn(string? about) =>
        about?.StartsWith(AboutPrefix, StringComparison.Ordinal) == true && Guid.TryParseExact(about[AboutPrefix.Length..], "N", out Guid request) ? request : null;
}
