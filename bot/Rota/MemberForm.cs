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

    /// <summary>Ids of those that are ticked; nothing is asked where there is but one.</summary>
    public string[]? Seats { get; set; }

    /// <summary><see cref="ShownOf"/> when the page was opened.</summary>
    public string? Shown { get; set; }

    /// <summary>yyyy-MM-dd; empty for what the table tells.</summary>
    public string? Since { get; set; }

    /// <summary>The row's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>Lines with a name.</summary>
    public IReadOnlyList<string> NameLines => [.. (Names ?? "").Split(['\n', '\r', '、', ','], StringSplitOptions.RemoveEmptyEntries).Select(FormText.Line).Where(line => line.Length > 0).Take(NamesMax + 1)];

    public double ShareOf => double.TryParse(Share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) ? Math.Round(share, 2) : string.IsNullOrWhiteSpace(Share) ? 1 : 0;

    public int? MonthMaxOf => int.TryParse(MonthMax, NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : null;

    public DateOnly? SinceOf => DateOnly.TryParseExact(Since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is >= 2000 and <= 2200 ? day : null;

    /// <summary>The seats that a page of now asks for.</summary>
    public static string ShownOf(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return string.Join(',', rota.Seats.OrderBy(seat => seat.Position).Select(seat => seat.Id));
    }

    /// <summary>The page did not show the seats there are: "all" of it is not all.</summary>
    public bool IsOfOtherSeats(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return rota.Seats.Count > 1 && Shown != ShownOf(rota);
    }

    /// <summary>As <see cref="RotaMember.Seats"/>; empty where all are chosen, or there is but one.</summary>
    public string SeatsOf(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        int[] chosen = [.. rota.Seats.OrderBy(seat => seat.Position).Where(IsTicked).Select(seat => seat.Id)];
        return chosen.Length == rota.Seats.Count || rota.Seats.Count == 1 ? "" : string.Join(',', chosen);
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    /// <param name="isNew">With names.</param>
    public string Problem(bool isNew, DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        IReadOnlyList<string> names = NameLines;
        return isNew && names.Count == 0 ? "名前を、1行に1人ずつ書いてください。"
            : isNew && names.Count > NamesMax ? $"一度に書けるのは{NamesMax}人までです。"
            : isNew && names.FirstOrDefault(name => name.Length > DutyHolder.NameLengthMax || NameRules.KeyOf(name).Length is 0 or > DutyHolder.NameLengthMax) is { } unreadable ? $"名前を、{DutyHolder.NameLengthMax}文字までで書いてください: {Short(unreadable)}"
            : ShareOf is not (>= ShareMin and <= PlanHolder.ShareMax) ? "割合は、ふつうを1として書いてください（半分なら0.5）。"
            : !string.IsNullOrWhiteSpace(MonthMax) && MonthMaxOf is null or < 0 or > MonthMaxMax ? $"月の上限は、0〜{MonthMaxMax}の回数で書くか、空けてください。"
            : rota.Seats.Count > 1 && !rota.Seats.Exists(IsTicked) ? $"入る枠を選んでください。{(isNew ? "" : "どの枠にも入らないときは、「外れる」を押してください。")}"
            : !string.IsNullOrWhiteSpace(Since) && SinceOf is null ? "いつからかは、日付で書くか、空けてください。" : "";
    }

    public bool IsTicked(DutySeat seat) => Seats?.Contains(seat?.Id.ToString(CultureInfo.InvariantCulture)) == true;

    private static string Short(string name) => name.Length > 20 ? $"{name[..20]} ほか" : name;
}
