using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>How a window is written, in files as in forms: 電話: 月-金 12:30-13:30（昼休みにどうぞ）. Hours and note may both be left out.</summary>
public static class ContactWindowText
{
    public const int WindowsMax = 10;

    private static readonly (ContactRoute Route, string Word)[] Words =
        [(ContactRoute.Phone, "電話"), (ContactRoute.Fax, "FAX"), (ContactRoute.Mail, "メール"), (ContactRoute.Teams, "Teams")];

    public static string NameOf(ContactRoute route) => Array.Find(Words, known => known.Route == route).Word;

    public static string Write(ContactWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        string when = $"{NameOf(window.Route)}: {window.Hours}".TrimEnd();
        return window.Note is { } note ? $"{when}（{note}）" : when;
    }

    /// <param name="problem">What is wrong, empty when nothing is; a full stop does not end it.</param>
    /// <param name="at">The words that are wrong.</param>
    public static IReadOnlyList<ContactWindow> Read(IEnumerable<string> entries, out string problem, out string at)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<ContactWindow> windows = [];
        (problem, at) = ("", "");
        foreach (string entry in entries)
        {
            string plain = entry.Normalize(NormalizationForm.FormKC).Trim();
            (ContactRoute route, string? word) = Array.Find(Words, known => plain.StartsWith(known.Word, StringComparison.OrdinalIgnoreCase));
            if (word is null || windows.Count == WindowsMax)
            {
                (problem, at) = ($"「電話:」「FAX:」「メール:」「Teams:」のどれかで始め、{WindowsMax}件までにしてください", entry);
                return [];
            }

            string rest = plain[word.Length..].TrimStart(':', ' ');
            int open = rest.EndsWith(')') ? rest.IndexOf('(', StringComparison.Ordinal) : -1;
            string hours = (open < 0 ? rest : rest[..open]).Trim(), note = open < 0 ? "" : rest[(open + 1)..^1].Trim();
            WeeklyHours? week = null;
            if (hours.Length > 0 && !WeeklyHours.TryParse(hours, out week, out problem))
            {
                at = hours;
                return [];
            }

            windows.Add(new ContactWindow(route, week?.ToString(), note.Length > 0 ? note : null));
        }

        return windows;
    }
}
