using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Surveys;

/// <summary>「回答する」: whoever came gets a fresh address at which they answer once.</summary>
public sealed class SurveyTurn(ZaitakuDb db, PublicAddress address, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>The path before the token.</summary>
    public const string Root = "/s";

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [SurveyReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup || turn.Press?.Arguments is not [var typed] || !int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || await db.MeetingSurveys.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } survey || !SurveyRules.IsOpen(survey, turn.Now)
            || await db.MeetingInvitees.AsNoTracking().SingleOrDefaultAsync(one => one.MeetingId == survey.MeetingId && one.MemberId == turn.MemberId && one.AttendedAt != null, cancellationToken) is not { } who
            || await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == survey.MeetingId, cancellationToken) is not { } meeting)
        {
            return TurnOutcome.Say(SurveyReplies.NotFound);
        }

        SurveyTicket? ticket = await db.SurveyTickets.SingleOrDefaultAsync(one => one.SurveyId == id && one.InviteeId == who.Id, cancellationToken);
        if (ticket is { IsUsed: true })
        {
            return TurnOutcome.Say(SurveyReplies.Answered);
        }

        if (address.Current is not { } site)
        {
            return TurnOutcome.Say(SurveyReplies.NoAddress(HubContact.Of(hub.Value)));
        }

        string token = LinkToken.New();
        if (ticket is null)
        {
            db.SurveyTickets.Add(new SurveyTicket { Id = SurveyAnswer.RandomId(), SurveyId = id, InviteeId = who.Id, TokenHash = LinkToken.HashOf(token) });
        }
        else
        {
            ticket.TokenHash = LinkToken.HashOf(token); // The earlier address is void.
        }

        return TurnOutcome.Say(SurveyReplies.Link(survey, meeting, new Uri(site, $"{Root[1..]}/{token}")));
    }
}
