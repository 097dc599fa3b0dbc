using System.Globalization;
using Zaitaku.Storage.Knowledge;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Rows of the hub's own entries as entries, and laid over those that the program carries.</summary>
public static class KnowledgeRowRules
{
    /// <summary>Wordings of one entry, those that were taught with them.</summary>
    public const int WordingsMax = 200;

    /// <summary>Letters; the audit trail takes no more with its prefix.</summary>
    private const int KeyMax = 60;

    private const string Day = "yyyy-MM-dd";

    /// <returns>Null for a row that was not written by this program: something is missing, or cannot be read; and for one as the program has it, where it has none any more.</returns>
    public static KnowledgeEntry? Read(KnowledgeVersion row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Read(row, KnowledgeShelf.Own.Find(row.Key));
    }

    /// <param name="carried">What the program has under the key just now; null for nothing.</param>
    public static KnowledgeEntry? Read(KnowledgeVersion row, KnowledgeEntry? carried)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (IsAsCarried(row))
        {
            return carried;
        }

        KnowledgeSource?[] sources = [.. Lines(row.Sources).Select(SourceOf)];
        string[] needed = [row.Question, row.ForResidents, row.ForProfessionals, row.Owner];
        if (!IsKey(row.Key) || needed.Any(string.IsNullOrWhiteSpace) || sources.Length == 0 || sources.Contains(null) || DayOf(row.ReviewedOn) is not { } reviewed || DayOf(row.ReviewOn) is not { } review)
        {
            return null;
        }

        return new KnowledgeEntry
        {
            Id = row.Key, Question = row.Question, Variants = Lines(row.Variants), Topics = row.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries),
            ForResidents = row.ForResidents, ForProfessionals = row.ForProfessionals, Sources = [.. sources.OfType<KnowledgeSource>()], Owner = row.Owner,
            ReviewedOn = reviewed, ReviewOn = review, FiscalYear = row.FiscalYear,
        };
    }

    /// <summary>The row of an entry, which <see cref="Read(KnowledgeVersion)"/> gives back.</summary>
    /// <param name="number">Within the key, counted from 1.</param>
    /// <param name="by">The staff account.</param>
    public static KnowledgeVersion Write(KnowledgeEntry entry, int number, bool isWithdrawn, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new KnowledgeVersion
        {
            Key = entry.Id, Number = number, Question = entry.Question, Variants = string.Join('\n', entry.Variants), Topics = string.Join(',', entry.Topics),
            ForResidents = entry.ForResidents, ForProfessionals = entry.ForProfessionals, Owner = entry.Owner, FiscalYear = entry.FiscalYear,
            Sources = string.Join('\n', entry.Sources.Select(source => $"{source.Title}\t{source.Address.OriginalString}\t{source.ReadOn.ToString(Day, CultureInfo.InvariantCulture)}")),
            ReviewedOn = entry.ReviewedOn.ToString(Day, CultureInfo.InvariantCulture), ReviewOn = entry.ReviewOn.ToString(Day, CultureInfo.InvariantCulture),
            IsWithdrawn = isWithdrawn, WrittenAt = now, WrittenBy = by,
        };
    }

    /// <summary>A version that means the words of the program, also those of a later one: it holds none of its own.</summary>
    public static KnowledgeVersion AsCarried(string key, int number, bool isWithdrawn, Guid by, DateTimeOffset now) => new()
    {
        Key = key, Number = number, Question = "", Variants = "", Topics = "", ForResidents = "", ForProfessionals = "", Sources = "", Owner = "", ReviewedOn = "", ReviewOn = "",
        IsWithdrawn = isWithdrawn, WrittenAt = now, WrittenBy = by,
    };

    /// <summary>Whether a version means what the program has.</summary>
    public static bool IsAsCarried(KnowledgeVersion row)
    {
        ArgumentNullException.ThrowIfNull(row);
        string[] texts = [row.Question, row.Variants, row.Topics, row.ForResidents, row.ForProfessionals, row.Sources, row.Owner, row.ReviewedOn, row.ReviewOn];
        return texts.All(text => text.Length == 0) && row.FiscalYear is null;
    }

    /// <summary>What people are answered from: the carried entries, the hub's own in their place or beside them, without those taken out, and with the wordings that were taught.</summary>
    /// <param name="newest">The highest version of each key that can be read.</param>
    /// <param name="taught">Lessons that hold, of kind <see cref="LessonKind.Answer"/>, oldest first. One for an entry that is gone counts for nothing until the entry is back.</param>
    public static IReadOnlyList<KnowledgeEntry> Overlay(IReadOnlyList<KnowledgeEntry> carried, IReadOnlyList<(KnowledgeEntry Entry, bool IsWithdrawn)> newest, IReadOnlyList<Lesson> taught)
    {
        ArgumentNullException.ThrowIfNull(carried);
        ArgumentNullException.ThrowIfNull(newest);
        ArgumentNullException.ThrowIfNull(taught);
        SortedDictionary<string, KnowledgeEntry> entries = new(carried.ToDictionary(entry => entry.Id, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach ((KnowledgeEntry entry, bool isWithdrawn) in newest)
        {
            if (isWithdrawn)
            {
                entries.Remove(entry.Id);
            }
            else if (!entries.TryGetValue(entry.Id, out KnowledgeEntry? own) || !IsSame(own, entry))
            {
                entries[entry.Id] = entry;
            }
        }

        foreach (IGrouping<string, Lesson> lessons in taught.GroupBy(lesson => lesson.Means, StringComparer.Ordinal))
        {
            if (entries.TryGetValue(lessons.Key, out KnowledgeEntry? entry))
            {
                string[] wordings = [.. entry.Variants.Concat(lessons.Select(lesson => lesson.Words)).Where(words => words != entry.Question).Distinct(StringComparer.Ordinal).Take(Math.Max(WordingsMax, entry.Variants.Count))];
                entries[entry.Id] = entry with { Variants = wordings, Taught = wordings.Length - entry.Variants.Count };
            }
        }

        return [.. entries.Values];
    }

    /// <summary>Whether two say the same, the day they were looked through aside.</summary>
    public static bool IsSame(KnowledgeEntry one, KnowledgeEntry other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Words(one).SequenceEqual(Words(other));
    }

    /// <summary>Whether an entry can be called so: a button of a card names it.</summary>
    public static bool IsKey(string key) =>
        key is { Length: > 0 and <= KeyMax } and not FaqReplies.Other && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <returns>Null for anything but https and http.</returns>
    public static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" && address.Host.Length > 0 ? address : null;

    /// <returns>Null for anything but an ISO date.</returns>
    public static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static string?[] Words(KnowledgeEntry entry) => Write(entry, 0, isWithdrawn: false, Guid.Empty, default) is var row
        ? [row.Key, row.Question, row.Variants, row.Topics, row.ForResidents, row.ForProfessionals, row.Sources, row.Owner, row.ReviewOn, row.FiscalYear?.ToString(CultureInfo.InvariantCulture)] : [];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static KnowledgeSource? SourceOf(string line) =>
        line.Split('\t') is [{ Length: > 0 } title, var address, var read] && AddressOf(address) is { } where && DayOf(read) is { } day ? new KnowledgeSource(title, where, day) : null;
}
