using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>「終わりました」 to a reminder of what a meeting left to do.</summary>
public sealed class IssueTurn(ZaitakuDb db) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [IssueReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Press?.Arguments is not [var word, var id] || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || await db.MeetingIssues.SingleOrDefaultAsync(one => one.Id == number && one.MemberId == turn.MemberId, cancellationToken) is not { } issue)
        {
            return TurnOutcome.Say(IssueReplies.NotFound);
        }

        if (issue.DoneAt is not null)
        {
            return TurnOutcome.Say(IssueReplies.AlreadyDone);
        }

        if (word != IssueReplies.DoneWord)
        {
            return TurnOutcome.Say(word == IssueReplies.NotYetWord ? IssueReplies.NotYet : IssueReplies.NotFound);
        }

        (issue.DoneAt, issue.PlannedAt) = (turn.Now, null);
        issue.Revision++;
        db.AuditTrail.Add(Storage.Audit.AuditEntry.ByPerson(turn.MemberId, "meetings.issue", string.Create(CultureInfo.InvariantCulture, $"meetings:{issue.MeetingId}"), turn.Now, "done"));
        return TurnOutcome.Say(IssueReplies.Done);
    }
}
