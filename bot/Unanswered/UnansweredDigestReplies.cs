using System.Globalization;

namespace Zaitaku.Bot.Unanswered;

/// <summary>The weekly digest: numbers and where to look, never what somebody wrote.</summary>
public static class UnansweredDigestReplies
{
    /// <param name="baseUrl">Where the console is reached from outside; empty where that is not set.</param>
    public static string Week(UnansweredWeek week, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(week);
        ArgumentNullException.ThrowIfNull(baseUrl);
        string where = baseUrl.Length > 0 ? $"\n{baseUrl.TrimEnd('/')}/console/unanswered" : "";
        string review = week.ToReview > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n・見直しの時期の答え {week.ToReview}件") : "";
        return string.Create(CultureInfo.InvariantCulture, $"先週、チャットが答えられなかった質問です。\n・質問 {week.Asked}件（その前の週 {week.AskedBefore}件）\n・いま開いているまとまり {week.Groups}\n・先週教えたこと {week.Lessons}件{review}\nコンソールの「答えられなかった質問」で、教えるか片づけてください。{where}");
    }
}
