using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>Everything a page of one consultation shows.</summary>
public sealed record PageView
{
    public required string Token { get; init; }

    public required Consultation One { get; init; }

    /// <summary>The hidden field against forged forms.</summary>
    public required Html FormToken { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the person has written so far, or typed just now.</summary>
    public required string Words { get; init; }

    /// <summary>Account → the name that answers bear.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; init; } = new Dictionary<Guid, string>();

    /// <summary>By when and during which hours; null while a draft and once answered.</summary>
    public DeskReceipt? Receipt { get; init; }

    public bool IsDanger { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What was done just now, in words.</summary>
    public string Done { get; init; } = "";

    /// <summary>What was typed into the reply box, where it could not be taken.</summary>
    public string Reply { get; init; } = "";

    public bool WantsCall { get; init; }

    public string Phone { get; init; } = "";

    public string Times { get; init; } = "";

    /// <summary>The page again with what was typed, and what is wrong with it.</summary>
    public PageView With(PageResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        bool isReply = result.Form.Do == "reply";
        return this with
        {
            Problems = result.Problems, IsDanger = IsDanger || result.IsDanger, Words = isReply ? Words : result.Form.Words, Reply = isReply ? result.Form.Words : "",
            WantsCall = result.Form.WantsCall, Phone = result.Form.Phone, Times = result.Form.Times,
        };
    }
}

/// <summary>What the person wrote, read out of the timeline.</summary>
public static class OwnWordsRules
{
    /// <summary>The substance as it stands: the last correction, else all that was told, a paragraph each.</summary>
    public static string Of(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        ConsultationEntry? corrected = Ordered(one).LastOrDefault(entry => entry.Kind == ConsultationEntryKind.Corrected && IsOwn(one, entry));
        return corrected is not null ? corrected.Text
            : string.Join("\n", Ordered(one).Where(entry => entry.Kind == ConsultationEntryKind.Words && IsOwn(one, entry) && entry.Text.Length > 0).Select(entry => entry.Text));
    }

    /// <summary>A mark of words that tells whether they are still the same; blanks do not count. The script of the page makes the same one (intake.js): FNV-1a in 32 bits, from two beginnings.</summary>
    public static string MarkOf(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        (uint one, uint other) = (2_166_136_261, 3_000_000_019);
        foreach (char letter in words.Where(letter => letter is > ' ' and not (>= '\u007F' and <= '\u00A0') and not '\u3000'))
        {
            (one, other) = ((one ^ letter) * 16_777_619, (other ^ letter) * 16_777_619);
        }

        return $"{one:x8}{other:x8}";
    }

    /// <summary>What a page wrote, with the lines it never saw and does not have: they were written elsewhere meanwhile.</summary>
    /// <param name="seen">Marks of all words the page showed or sent, with commas between; empty where it does not tell.</param>
    public static string Together(string kept, string written, string seen)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(seen);
        if (seen.Length == 0 || seen.Split(',').Contains(MarkOf(kept)))
        {
            return written;
        }

        HashSet<string> there = [.. LinesOf(written)];
        return string.Join('\n', LinesOf(kept).Where(line => !there.Contains(line)).Prepend(written).Where(part => part.Length > 0));
    }

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True where the hub has these words of the person already, or there are none.</summary>
    public static bool IsSaid(Consultation one, string words) =>
        string.IsNullOrWhiteSpace(words) || words == Of(one) || Ordered(one).Any(entry => entry.Kind is ConsultationEntryKind.Words or ConsultationEntryKind.Reply && IsOwn(one, entry) && entry.Text == words);

    /// <summary>What a person may read of a timeline: their own words, and what the hub said to them.</summary>
    public static IEnumerable<ConsultationEntry> Shown(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Ordered(one).Where(entry => !entry.IsInternal && entry.Text.Length > 0 && (entry.Kind is ConsultationEntryKind.Answered or ConsultationEntryKind.AskedBack
            || (entry.Kind is ConsultationEntryKind.Words or ConsultationEntryKind.Reply or ConsultationEntryKind.Corrected && IsOwn(one, entry))));
    }

    /// <summary>Corrected until somebody answered; where none of it is theirs there is nothing to correct.</summary>
    public static bool MayCorrect(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one is { FirstAnswerAt: null, State: ConsultationState.Waiting or ConsultationState.Claimed } && Of(one).Length > 0;
    }

    /// <summary>Written by its person. What a coordinator took down on the phone is nobody's who reads here: the caller may have been another of the family, and the two were made one later. A draft is its person's alone.</summary>
    private static bool IsOwn(Consultation one, ConsultationEntry entry) =>
        entry is { StaffId: null, IsInternal: false } && (one.State == ConsultationState.Draft || (entry.MemberId is not null && entry.MemberId == one.MemberId));

    private static IEnumerable<ConsultationEntry> Ordered(Consultation one) => one.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence);
}
