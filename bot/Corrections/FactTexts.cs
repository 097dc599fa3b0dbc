using System.Globalization;
using System.Text;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Corrections;

/// <summary>Reads and writes the texts of facts that have a form of their own. What cannot be read is said so, never dropped.</summary>
internal static class FactTexts
{
    private const int ItemsMax = 50;
    private const int WebLettersMax = 300;

    /// <summary>Ends trimmed, line ends as one letter, blank lines and what no keyboard writes taken notice of.</summary>
    /// <returns>Why it is not taken, or empty.</returns>
    public static string Clean(string typed, bool isLines, int lettersMax, out string text)
    {
        string[] lines = [.. typed.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        text = string.Join(isLines ? '\n' : ' ', lines);
        return text.Length > lettersMax ? $"{lettersMax} 文字までにしてください（いま {text.Length} 文字）。"
            : text.EnumerateRunes().Any(IsOdd) ? "目に見えない文字が混じっています。書き直してください。" : "";
    }

    /// <summary>Browsers send line ends and blanks back their own way.</summary>
    public static bool IsSame(string text, string was) => text == was || string.Concat(text.Where(IsPlain)) == string.Concat(was.Where(IsPlain));

    private static bool IsPlain(char letter) => !char.IsWhiteSpace(letter) && !char.IsControl(letter);

    public static string? Web(string text) =>
        text.Length <= WebLettersMax && Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Contains('.', StringComparison.Ordinal) ? text : null;

    /// <returns>Null when there are too many.</returns>
    public static IReadOnlyList<string>? Items(string text)
    {
        string[] items = [.. text.Split(['、', ',', '，', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        return items.Length is > 0 and <= ItemsMax ? items : null;
    }

    public static string Items(IReadOnlyList<string>? items) => string.Join("、", items ?? []);

    public static string Windows(IReadOnlyList<ContactWindow>? windows) => string.Join('\n', (windows ?? []).Select(ContactWindowText.Write));

    /// <summary>Municipality, town and number from one line; the prefecture may stand before it.</summary>
    public static FactReading Address(PlaceFacts facts, string text, PlaceFacts place)
    {
        string? known = place.Municipality is { Length: > 0 } name && text.StartsWith(name, StringComparison.Ordinal) ? name : null;
        AddressParts parts = AddressRules.Split(text, place.Prefecture, known);
        return string.IsNullOrEmpty(parts.Municipality) ? new FactReading(facts, "「○○市△△町1-2」のように、市区町村から書いてください。")
            : facts with { Prefecture = parts.Prefecture ?? place.Prefecture, Municipality = parts.Municipality, Town = parts.Town, AddressRest = parts.Rest };
    }

    public static string PostalCode(string? digits) => digits is { Length: PostalDigits } ? $"{digits[..3]}-{digits[3..]}" : "";

    public static string Point(PlaceFacts facts) =>
        facts is { Latitude: { } north, Longitude: { } east } ? string.Create(CultureInfo.InvariantCulture, $"{north}, {east}") : "";

    /// <summary>As maps on the web give it. Who writes the longitude first means the same: nowhere in Japan are the two alike.</summary>
    public static FactReading Point(PlaceFacts facts, string text, PlaceFacts place)
    {
        string[] parts = text.Normalize(NormalizationForm.FormKC).Trim('(', ')', ' ').Split([',', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !double.TryParse(parts[0], Degrees, CultureInfo.InvariantCulture, out double north) || !double.TryParse(parts[1], Degrees, CultureInfo.InvariantCulture, out double east))
        {
            return new FactReading(facts, "「緯度, 経度」の数字をふたつ書いてください。");
        }

        PlaceFacts pointed = facts.WithPoint(Math.Min(north, east), Math.Max(north, east), facts.Prefecture ?? place.Prefecture, Precision.Door);
        return pointed.Latitude is not null ? pointed : new FactReading(facts, $"{facts.Prefecture ?? place.Prefecture ?? "日本"}の中の位置ではありません。");
    }

    /// <summary>No exponents: nobody writes a place so.</summary>
    private const NumberStyles Degrees = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    private const int PostalDigits = 7;

    private static bool IsOdd(Rune letter) => letter.Value != '\n' && Rune.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        || letter == Rune.ReplacementChar;
}
