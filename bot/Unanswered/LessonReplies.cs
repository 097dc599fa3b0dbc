using System.Globalization;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Unanswered;

/// <summary>How the page of unanswered questions speaks to whoever teaches.</summary>
public static class LessonReplies
{
    public const string Empty = "ことばを書いてください。";
    public const string TooShort = "一文字では、ほかのことばの中にも現れてしまいます。もう少し長く書いてください。";
    public const string Danger = "このことばは、命の危険の知らせとして読まれます。別の意味は教えられません。";
    public const string Personal = "お名前や番号など、個人が分かることばが入っています。外してから教えてください。";
    public const string NoMeaning = "どのことばの意味かを、一覧から選んでください。";
    public const string NoPlace = "その地名・駅名・事業所は、地名の台帳にも名簿にも見つかりません。知られている名前で書いてください。";
    public const string NoEntry = "その答えは、いまありません。もう一度選んでください。";
    public const string Loop = "教えることばが、意味のことばの中に入っています。これでは読みかえが終わりません。別のことばにしてください。";
    public const string Overtaken = "この質問は、開いている間にほかの人が片づけました。一覧から選び直してください。";
    public const string Saying = "このことばは、いまあいさつや言い回しとして読まれています。意味を変えると、ほかの文が読めなくなります。";
    public const string Door = "このことばは、相談・連絡・報告や返事として受けています。別の答えにすると、その窓口が閉じてしまいます。";
    public const string Search = "このことばは、事業所探しとして答えられています。答えないことにはできません。";
    public const string TakenBack = "（ご本人が質問を取り消したため、ことばは消えました）";
    public const string Undone = "取り消しました。この質問は、また一覧に出ています。";
    public const string UndoneAlready = "これはもう取り消されています。";

    public static string TooLong(int max) => string.Create(CultureInfo.InvariantCulture, $"{max}文字までで書いてください。");

    public static string KnownWord(string words, string meaning) => $"「{words}」は、もう「{meaning}」として読まれています。";

    public static string KnownPlace(string words, string label) => $"「{words}」は、もう「{label}」として知られています。";

    public static string Taught(string words, string meaning) => $"「{words}」は、もう「{meaning}」と教えてあります。変えるときは、先にそれを取り消してください。";

    public static string Chain(string means) => $"「{means}」そのものが教えたことばです。もとの意味を選んでください。";

    /// <summary>「お迎えナース」は「訪問看護」のこと.</summary>
    public static string Of(Lesson lesson, string meaning)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        return lesson.Words.Length == 0 ? TakenBack : lesson.Kind switch
        {
            LessonKind.Synonym => $"「{lesson.Words}」は「{meaning}」のこと",
            LessonKind.PlaceName => $"「{lesson.Words}」は「{meaning}」のこと（地名・場所）",
            LessonKind.Answer => $"「{lesson.Words}」には「{meaning}」の答え",
            _ => $"「{lesson.Words}」は、この拠点では答えない",
        };
    }

    public static string Of(LessonKind kind) => kind switch
    {
        LessonKind.Synonym => "言いかえ",
        LessonKind.PlaceName => "地名・場所",
        LessonKind.Answer => "答え",
        _ => "答えないこと",
    };

    public static string Of(NoteReason reason) => reason switch
    {
        NoteReason.Unsure => "答えがなかった",
        NoteReason.NotThis => "「この答えではない」",
        NoteReason.Rephrased => "言い直した",
        _ => "あきらめた",
    };
}
