using Zaitaku.Bot.Intake.Page;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>Words somebody left for whoever comes on.</summary>
/// <param name="Who">Whose duty it was, or the hub.</param>
/// <param name="Until">Set for a coordinator's watch point: until when it is shown.</param>
public sealed record LeftWords(string Who, DateTimeOffset At, string Text, DateTimeOffset? Until);

/// <summary>Everything the handover page of one duty shows.</summary>
public sealed record HandoverView
{
    public required string Token { get; init; }

    public required ToldDuty Told { get; init; }

    public required HolidayCalendar Holidays { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The hidden field against forged forms.</summary>
    public Html FormToken { get; init; }

    /// <summary>Of others; watch points first.</summary>
    public required IReadOnlyList<LeftWords> Left { get; init; }

    /// <summary>False for somebody who may write but whose duty is another's by now.</summary>
    public required bool MayRead { get; init; }

    public required bool MayWrite { get; init; }

    /// <summary>Who comes after; empty where nobody is in the table.</summary>
    public string Next { get; init; } = "";

    /// <summary>Days after which words are deleted, once they are no longer shown.</summary>
    public required int KeptDays { get; init; }

    /// <summary>Own words as stored, or as typed just now.</summary>
    public required string Words { get; init; }

    public required int Seen { get; init; }

    /// <summary>What another page of the same person stored meanwhile; null where nothing stands against the words.</summary>
    public string? Other { get; init; }

    public required string Calls { get; init; }

    public required string CallsSeen { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What was done just now, in words.</summary>
    public string Done { get; init; } = "";

    /// <summary>The page again with what was typed, and what is wrong with it. Of two pages the later one has seen now what the other stored.</summary>
    public HandoverView With(HandoverResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return this with { Problems = result.Problems, Words = result.Form.Words, Calls = result.Form.Calls, Other = result.IsTwice ? Words : null };
    }
}

/// <summary>What came of a form.</summary>
/// <param name="Problems">Empty where it is kept.</param>
public sealed record HandoverResult(HandoverForm Form, IReadOnlyList<string> Problems)
{
    /// <summary>Another page stored other words meanwhile.</summary>
    public bool IsTwice { get; init; }

    /// <summary>False where nothing could be written down, whatever was typed.</summary>
    public bool IsTaken { get; init; } = true;
}
