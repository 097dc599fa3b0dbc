using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>「記録を読む」: whoever was on the list gets a fresh address at which it is read.</summary>
public sealed class RecordTurn(ZaitakuDb db, MeetingLinks links, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [RecordReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup || turn.Press?.Arguments is not [var typed] || !int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || await db.MeetingInvitees.SingleOrDefaultAsync(one => one.MeetingId == id && one.MemberId == turn.MemberId && (one.RemovedAt == null || one.AttendedAt != null), cancellationToken) is not { } who
            || await db.Meetings.SingleOrDefaultAsync(one => one.Id == id && one.MinutesSentAt != null, cancellationToken) is not { } meeting)
        {
            return TurnOutcome.Say(RecordReplies.NotFound);
        }

        return await links.CreateAsync(db, meeting, who, turn.Now, cancellationToken) is { } address ? TurnOutcome.Say(RecordReplies.Link(meeting, address)) : TurnOutcome.Say(RecordReplies.NoAddress(HubContact.Of(hub.Value)));
    }
}
