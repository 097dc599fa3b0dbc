using System.Text.RegularExpressions;
using Zaitaku.Bot.Intake;

namespace Zaitaku.Bot.Turns;

/// <summary>「やめる」 and its like, alone. In an answer 「いりません」 or 「もう大丈夫です」 is what the person has to say.</summary>
public static partial class StopWords
{
    /// <summary>True where the whole text asks to stop what is going on in the chat.</summary>
    public static bool Are(string text) => Stop().IsMatch(IntakeWords.Fold(text));

    [GeneratedRegex(
        "^(?:やっぱり?|やはり|もう|では|じゃあ|いったん|一旦|すみません[、。]?)?(?:相談|返信|返事|入力|これ|それ)?(?:を|は|で)?"
        + "(?:取り?)?(?:やめ(?:る|ます|たい|たいです|とく|ときます|ておく|ておきます|て|にします)?|止め(?:る|ます|たい|たいです|ておきます|て)?|キャンセル(?:する|します|で|したい|したいです)?|中止(?:する|します|で)?"
        + "|消し(?:ます|て)?|消す|取消|終了(?:する|します)?|終わり(?:ます|にします)?|ストップ|stop|cancel|quit)(?:ください|お願いします|おねがいします|です|ね)?[。!]*$",
        RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Stop();
}
