using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Members;

/// <summary>Reads 「退会したい」, 「私のデータを消して」. Only the whole text counts, so that no question about care is taken for one.</summary>
public static partial class LeaveWords
{
    /// <summary>Asks whether that is meant.</summary>
    public const string AskVerb = "leave";

    /// <summary>Pressed on that question; its argument says when it was asked, in minutes since 1970.</summary>
    public const string SureVerb = "leavesure";

    /// <summary>An old card does nothing: nobody loses everything by a slip of the thumb months later.</summary>
    public static readonly TimeSpan SureLife = TimeSpan.FromMinutes(30);

    /// <summary>Longer texts say more than this.</summary>
    private const int TextMax = 40;

    public static ButtonPress? PressOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= TextMax && Wish().IsMatch(Fold(text)) ? new ButtonPress(AskVerb, []) : null;
    }

    /// <summary>Data of the button that means it.</summary>
    public static string SureAt(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{SureVerb}:{now.ToUnixTimeSeconds() / 60}");

    public static bool IsFresh(ButtonPress press, DateTimeOffset now) =>
        press.Arguments is [var asked] && long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out long minute)
        && now.ToUnixTimeSeconds() / 60 - minute is >= 0 and var passed && passed <= (long)SureLife.TotalMinutes;

    private static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).Trim('。', '、', '!', '.', '\n', '?');
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair says nothing.
        }
    }

    [GeneratedRegex(
        "^(?:(?:この|LINEの)?(?:登録|会員|サービス|アカウント)?(?:を|から|の)?退会(?:を|の)?(?:し(?:たい|ます|て)?|する|させて|手続き|方法|希望|お願い)?(?:して|を)?(?:ほしい|ください|下さい|したい|します|お願いします)?(?:です|のですが|んですが|んですけど)?"
        + "|(?:私|わたし|僕|ぼく|自分|俺)?の?(?:登録|登録した情報|登録情報|データ|情報|個人情報|記録|履歴|会話|アカウント|やりとり)(?:を|は|も)?(?:全部|ぜんぶ|すべて|全て)?(?:を)?(?:消し|けし|消去し|削除し|抹消し|消去|削除)(?:て|たい|ます)?(?:ほしい|欲しい|ください|下さい|もらえますか|もらいたい|お願いします|を?希望します)?(?:です|のですが|んですが)?)$",
        RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Wish();
}
