using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>What the page of a survey shows.</summary>
/// <param name="IsAnswered">By this address already.</param>
public sealed record SurveyView(string Token, MeetingSurvey Survey, Meeting Meeting, bool IsAnswered)
{
    public IReadOnlyList<SurveyQuestion> Questions => [.. Survey.Questions.OrderBy(one => one.Order)];
}

/// <summary>Reads and takes what somebody answers behind their address. Nothing of who or when is written with an anonymous answer.</summary>
public sealed class SurveyActions(IDbContextFactory<ZaitakuDb> databases, SaveTries tries, TimeProvider clock)
{
    public const string Twice = "お答えは、もういただいています。";

    /// <returns>Null for an address that never was, is void, or whose survey is over: all look alike.</returns>
    public async Task<SurveyView?> ViewAsync(string token, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, token, cancellationToken) is var (ticket, survey, meeting) ? new SurveyView(token, survey, meeting, ticket.IsUsed) : null;
    }

    /// <returns>Null as for <see cref="ViewAsync"/>; else why not, in words, empty when it is kept.</returns>
    public Task<string?> TakeAsync(string token, Func<IReadOnlyList<SurveyQuestion>, SurveySheet> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        SurveyAnswer[] rows = [];
        return tries.RunAsync<string?>(
            async (_, db) =>
            {
                if (await FindAsync(db, token, cancellationToken) is not var (ticket, survey, _))
                {
                    return null;
                }

                if (ticket.IsUsed)
                {
                    return Twice;
                }

                SurveyQuestion[] questions = [.. survey.Questions.OrderBy(one => one.Order)];
                SurveySheet sheet = read(questions);
                if (sheet.Problem(questions) is { Length: > 0 } problem)
                {
                    return problem;
                }

                rows = [.. sheet.Rows(questions, survey.IsAnonymous ? null : ticket.InviteeId)];
                ticket.IsUsed = true;
                return "";
            },
            problem => problem is "", Twice, cancellationToken, connection => SurveyRows.Write(connection, rows));
    }

    /// <summary>Writes one sheet of paper, which a coordinator types.</summary>
    /// <returns>Null where the meeting has no survey; else why not, in words, empty when it is kept.</returns>
    public Task<string?> TakePaperAsync(int meeting, Func<IReadOnlyList<SurveyQuestion>, SurveySheet> read, Guid staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        SurveyAnswer[] rows = [];
        return tries.RunAsync<string?>(
            async (_, db) =>
            {
                if (await db.MeetingSurveys.AsNoTracking().Include(one => one.Questions).SingleOrDefaultAsync(one => one.MeetingId == meeting, cancellationToken) is not { } survey)
                {
                    return null;
                }

                DateTimeOffset now = clock.GetUtcNow();
                SurveyQuestion[] questions = [.. survey.Questions.OrderBy(one => one.Order)];
                SurveySheet sheet = read(questions);
                if ((SurveyRules.IsOpen(survey, now) ? sheet.Problem(questions) : "締め切ったアンケートです。") is { Length: > 0 } problem)
                {
                    return problem;
                }

                rows = [.. sheet.Rows(questions, SurveyAnswer.OnPaper)];
                db.AuditTrail.Add(AuditEntry.By(staff, "meetings.survey", string.Create(CultureInfo.InvariantCulture, $"meetings:{meeting}"), now));
                return "";
            },
            problem => problem is "", ListActions.SomebodyElse, cancellationToken, connection => SurveyRows.Write(connection, rows));
    }

    private async Task<(SurveyTicket Ticket, MeetingSurvey Survey, Meeting Meeting)?> FindAsync(ZaitakuDb db, string token, CancellationToken cancellationToken)
    {
        if (!LinkToken.IsWellFormed(token))
        {
            return null;
        }

        string hash = LinkToken.HashOf(token);
        return await db.SurveyTickets.SingleOrDefaultAsync(one => one.TokenHash == hash, cancellationToken) is { } ticket
            && await db.MeetingSurveys.Include(one => one.Questions).SingleOrDefaultAsync(one => one.Id == ticket.SurveyId, cancellationToken) is { } survey && SurveyRules.IsOpen(survey, clock.GetUtcNow())
            && await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == survey.MeetingId, cancellationToken) is { } meeting ? (ticket, survey, meeting) : null;
    }
}
