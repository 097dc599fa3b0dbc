using System.Globalization;

namespace Zaitaku.Bot.Knowledge;

/// <summary>How the console speaks of entries.</summary>
public static class KnowledgeWords
{
    /// <summary>Empty for what came with the program.</summary>
    public static string Of(KnowledgeState state) => state switch
    {
        KnowledgeState.OfTheHub => "拠点が書いた",
        KnowledgeState.Changed => "拠点が書き直した",
        KnowledgeState.Withdrawn => "取り下げ中",
        _ => "",
    };

    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>What was done, after a form was kept.</summary>
    public static string Done(string? done) => done switch
    {
        "added" => "加えました。いまからチャットで答えます。",
        "changed" => "書き直しました。いまからこの答えを出します。",
        "withdrawn" => "取り下げました。チャットでは、もう答えに使いません。",
        "restored" => "取り下げをやめました。いまからまた答えに使います。",
        "taken" => "前の版に戻しました。",
        _ => "",
    };

    /// <summary>Whose answer it was, or that there was none.</summary>
    public static string Of(KnowledgeEntry? answer) => answer is null ? "（はっきりした答えなし）" : $"「{answer.Question}」";

    public const string Overtaken = "この画面を開いてから、ほかの人がこの質問を書き直しました。まだ何も残していません。書いたものはそのままです。いまの内容と見比べて、もう一度押してください。";

    public const string SomebodyFaster = "ちょうどいま、ほかの人がこの質問を変えました。いまの内容を見て、もう一度選んでください。";
}
