using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Open questions, grouped by likeness.</summary>
public sealed class UnansweredModel(QuestionReads questions) : ConsolePage
{
    public const int PageSize = 30;

    /// <summary>Letters of a wording that are shown.</summary>
    private const int ShownMax = 160;

    /// <summary>Counted from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<QuestionGroup> Shown { get; private set; } = [];

    public int Count { get; private set; }

    public int GroupCount { get; private set; }

    public int LastPage => Math.Max(1, (GroupCount + PageSize - 1) / PageSize);

    /// <param name="seen">Questions just put away.</param>
    public async Task OnGetAsync(int seen, CancellationToken cancellationToken)
    {
        Done = seen > 0 ? $"{ConsoleWords.Of(seen)}件を見たことにしました。" : "";
        OpenQuestions open = await questions.ReadAsync(cancellationToken);
        (Count, GroupCount) = (open.Count, open.Groups.Count);
        PageNumber = Math.Clamp(PageNumber, 1, LastPage);
        Shown = [.. open.Groups.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
    }

    /// <summary>The notes of a group, as its forms send them back.</summary>
    public static string Lines(QuestionGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return string.Join(',', group.Lines.Select(line => line.Id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <returns>What such a form sent; nothing of it is believed but numbers.</returns>
    public static int[] LinesOf(string? text) =>
        [.. (text ?? "").Split(',').Take(QuestionReads.LinesMax).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0).Distinct()];

    public static string Short(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Length <= ShownMax ? words : $"{words[..ShownMax]}…";
    }

    public static string Askers(QuestionGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        (int atWork, int others) = (group.Professionals, group.Lines.Count - group.Professionals);
        return atWork == 0 ? "住民の方から" : others == 0 ? "専門職の方から" : $"住民の方 {ConsoleWords.Of(others)}・専門職の方 {ConsoleWords.Of(atWork)}";
    }

    public static string Days(QuestionGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        (DateOnly first, DateOnly last) = (OfficeTime.DayOf(group.First), OfficeTime.DayOf(group.Last));
        return first == last ? Day(last) : $"{Day(first)}〜{Day(last)}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
