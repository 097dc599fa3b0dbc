using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Unanswered;

/// <summary>How the console names what words were taken for.</summary>
public static class LessonWords
{
    public const string Kept = "教えました。次のメッセージから使われます。これに当てはまらない質問は、一覧に残っています。";

    /// <param name="question">Of the entry that answers; null for none.</param>
    public static string Of(AnswerSeen seen, string? question)
    {
        ArgumentNullException.ThrowIfNull(seen);
        Understood read = seen.Read;
        string[] slots =
        [
            .. read.Services.Select(service => service.Name()), .. read.Capabilities.Select(need => need.Name()), .. read.Conditions.Select(limit => limit.Name()),
            .. read.Place is { } place ? [$"場所: {place}"] : Array.Empty<string>(), .. read.Subject is { } subject ? [$"事業所: {subject}"] : Array.Empty<string>(),
            .. question is not null ? [$"「{question}」の答え"] : read.Intent == Intents.Faq ? ["決まった答えはなし"] : Array.Empty<string>(),
        ];
        return slots.Length == 0 ? Of(read.Intent) : $"{Of(read.Intent)}（{string.Join('、', slots)}）";
    }

    /// <summary>What somebody wants, in a word.</summary>
    public static string Of(string intent) => intent switch
    {
        Intents.FindResource => "事業所探し",
        Intents.RefineSearch => "条件のつけ足し",
        Intents.ResourceDetail => "事業所のくわしいこと",
        Intents.AskVacancy => "空きの問い合わせ",
        Intents.ReportVacancy => "空きの知らせ",
        Intents.AskOncall => "当番の問い合わせ",
        Intents.RequestCover => "当番の交代のお願い",
        Intents.AskEvent => "会議・研修の問い合わせ",
        Intents.RsvpYes => "参加の返事",
        Intents.RsvpNo => "不参加の返事",
        Intents.Acknowledge => "了解",
        Intents.Consult => "相談",
        Intents.TalkToHuman => "人と話したい",
        Intents.ConsultStatus => "相談のその後",
        Intents.Faq => "よくある質問",
        Intents.Observation => "ご本人の様子",
        Intents.ReportSafety => "安否の知らせ",
        Intents.Emergency => "緊急の案内",
        Intents.Register => "登録",
        Intents.Help => "使い方",
        Intents.Greeting => "あいさつ",
        Intents.Thanks => "お礼",
        Intents.Cancel => "やめる",
        _ => "答えられないこと",
    };
}
