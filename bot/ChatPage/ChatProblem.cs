using Microsoft.AspNetCore.Http.HttpResults;

namespace Zaitaku.Bot.ChatPage;

/// <summary>What the page is told when something is refused, as application/problem+json in words a person can read.</summary>
internal static class ChatProblem
{
    public static ProblemHttpResult NoSession => Of(404, "会話が見つかりません", "会話は終わっています。もう一度はじめてください。");

    public static ProblemHttpResult OtherSite => Of(403, "別のサイトからは送れません", "このページを開いて送ってください。");

    public static ProblemHttpResult NotJson => Of(415, "形式が違います", "application/json で送ってください。");

    public static ProblemHttpResult TooLarge => Of(413, "長すぎます", $"一度に送れるのは{ChatSaying.TextMax:N0}文字までです。");

    public static ProblemHttpResult TooFast => Of(429, "少しお待ちください", "短い時間にたくさん届きました。1分ほどおいて、もう一度お試しください。");

    public static ProblemHttpResult Unreadable(string detail) => Of(400, "読み取れませんでした", detail);

    private static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);
}
