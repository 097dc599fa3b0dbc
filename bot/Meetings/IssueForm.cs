using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What is typed of something a meeting left to do.</summary>
public sealed class IssueForm
{
    public string? Problem { get; set; }

    public string? Measure { get; set; }

    /// <summary>Who does it, in words.</summary>
    public string? Owner { get; set; }

    /// <summary>Who does it, where they are a member.</summary>
    public Guid? Member { get; set; }

    public DateOnly? Due { get; set; }

    public string? Outcome { get; set; }

    public bool IsDone { get; set; }

    /// <summary>The revision the form was made from.</summary>
    public int Seen { get; set; }

    /// <summary>Why not, in Japanese; empty when it can be kept. Reminders go by chat, so nobody's patient may be named.</summary>
    public string Refusal(DateTimeOffset now)
    {
        DateOnly today = OfficeTime.DayOf(now);
        IdentifyingKind[] named = [.. CaseWordsRules.Found($"{Problem}\n{Measure}", today)];
        return string.IsNullOrWhiteSpace(Problem) ? "課題を書いてください。"
            : Problem.Length > MeetingIssue.TextLengthMax || Measure?.Length > MeetingIssue.TextLengthMax || Outcome?.Length > MeetingIssue.TextLengthMax ? $"課題・対応策・結果は、それぞれ{MeetingIssue.TextLengthMax}字までです。"
            : Owner?.Length > Meeting.NameLengthMax ? $"担当は{Meeting.NameLengthMax}字までです。"
            : Due is { } due && (due < today.AddYears(-5) || due > today.AddYears(5)) ? "期限の日付をお確かめください。"
            : named.Length > 0 ? $"課題か対応策に{string.Join("、", named.Select(CaseWordsRules.Of))}があるようです。担当の方へのお知らせはチャットで届くので、どなたのことか分からないように書いてください。" : "";
    }

    public static IssueForm Of(MeetingIssue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return new IssueForm { Problem = issue.Problem, Measure = issue.Measure, Owner = issue.OwnerName, Member = issue.MemberId, Due = issue.DueOn, Outcome = issue.Outcome, IsDone = issue.DoneAt is not null, Seen = issue.Revision };
    }

    public void ApplyTo(MeetingIssue issue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(issue);
        (issue.Problem, issue.Measure, issue.OwnerName, issue.MemberId, issue.DueOn, issue.Outcome) = (Problem!.Trim(), (Measure ?? "").Trim(), (Owner ?? "").Trim(), Member, Due, (Outcome ?? "").Trim());
        (issue.DoneAt, issue.PlannedAt) = (IsDone ? issue.DoneAt ?? now : null, null);
        issue.Revision++;
    }
}
