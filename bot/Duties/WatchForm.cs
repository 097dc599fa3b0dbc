using System.Globalization;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties;

/// <summary>A watch point as a coordinator writes it for everybody on a rota: words, and until when they are shown.</summary>
public sealed class WatchForm
{
    /// <summary>Shown for a week where nobody says otherwise.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    public string? Text { get; set; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? Day { get; set; }

    /// <summary>HH:mm.</summary>
    public string? Time { get; set; }

    public string Words => FormText.Lines(Text);

    public static WatchForm At(DateTimeOffset now) => new() { Day = TokyoInput.Day(now + Usual), Time = "09:00" };

    /// <returns>Until when it is shown, or null and why it cannot be taken in words.</returns>
    public DateTimeOffset? Read(DateTimeOffset now, out string problem)
    {
        problem = Words.Length == 0 ? "気をつけることを書いてください。"
            : Words.Length > HandoverNote.TextLengthMax ? string.Create(CultureInfo.InvariantCulture, $"文は{HandoverNote.TextLengthMax:N0}文字までにしてください（いま{Words.Length:N0}文字）。") : "";
        if (!TokyoInput.TryRead(Day, Time, out DateTimeOffset until) || until <= now || until > now + HandoverRules.WatchMax)
        {
            problem = problem.Length > 0 ? problem : string.Create(CultureInfo.InvariantCulture, $"いつまで見せるかを、いまから{HandoverRules.WatchMax.TotalDays:0}日以内の日付と時刻で書いてください。");
        }

        return problem.Length > 0 ? null : until;
    }
}
