using System.Globalization;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Who takes duties of a rota, and how many, as a coordinator writes it.</summary>
public sealed class MemberForm
{
    /// <summary>Names of one list.</summary>
    public const int NamesMax = 60;

    public const double ShareMin = 0.05;

    public const int MonthMaxMax = 31;

    /// <summary>One a line.</summary>
    public string? Names { get; set; }

    /// <summary>1 for full, 0.5 for half.</summary>
    public string? Share { get; set; }

    /// <summary>Empty for no limit.</summary>
    public string? MonthMax { get; set; }

    /// <summary>Ids; none for all.</summary>
    public string[]? Seats { get; set; }

    /// <summary>yyyy-MM-dd; empty for what the table tells.</summary>
    public string? Since { get; set; }

    /// <summary>The row's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>Lines with a name.</summary>
    public IReadOnlyList<string> NameLines => [.. (Names ?? "").Split(['\n', '\r', '、', ','], StringSplitOptions.RemoveEmptyEntries).Select(FormText.Line).Where(line => line.Length > 0).Take(NamesMax + 1)];

    public double ShareOf => double.TryParse(Share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) ? Math.Round(share, 2) : string.IsNullOrWhiteSpace(Share) ? 1 : 0;

    public int? MonthMaxOf => int.TryParse(MonthMax, NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : null;

    public DateOnly? SinceOf => DateOnly.TryParseExact(Since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is >= 2000 and <= 2200 ? day : null;

    /// <summary>As <see cref="RotaMember.Seats"/>; empty where all are chosen, or none.</summary>
    public string SeatsOf(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        int[] chosen = [.. rota.Seats.OrderBy(seat => seat.Position).Where(seat => (Seats ?? []).Contains(seat.Id.ToString(CultureInfo.InvariantCulture))).Select(seat => seat.Id)];
        return chosen.Length == rota.Seats.Count ? "" : string.Join(',', chosen);
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    /// <param name="isNew">With names.</param>
    public string Problem(bool isNew)
    {
        IReadOnlyList<string> names = NameLines;
        return isNew && names.Count == 0 ? "名前を、1行に1人ずつ書いてください。"
            : isNew && names.Count > NamesMax ? $"一度に書けるのは{NamesMax}人までです。"
            : isNew && names.FirstOrDefault(name => name.Length > DutyHolder.NameLengthMax || NameRules.KeyOf(name).Length is 0 or > DutyHolder.NameLengthMax) is { } unreadable ? $"名前を、{DutyHolder.NameLengthMax}文字までで書いてください: {Short(unreadable)}"
            : ShareOf is < ShareMin or > PlanHolder.ShareMax ? "割合は、ふつうを1として書いてください（半分なら0.5）。"
            : !string.IsNullOrWhiteSpace(MonthMax) && MonthMaxOf is null or < 0 or > MonthMaxMax ? $"月の上限は、0〜{MonthMaxMax}の回数で書くか、空けてください。"
            : !string.IsNullOrWhiteSpace(Since) && SinceOf is null ? "いつからかは、日付で書くか、空けてください。" : "";
    }

    private static string Short(string name) => name.Length > 20 ? $"{name[..20]} ほか" : name;
}
