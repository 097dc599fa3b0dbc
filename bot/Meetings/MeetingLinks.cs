using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Makes the secret addresses of the page on which one invitee answers. Their address is the configured one, never that of a request.</summary>
public sealed class MeetingLinks(PublicAddress address)
{
    /// <summary>The path before the token.</summary>
    public const string Root = "/m";

    /// <summary>Addresses of one invitee that hold at a time; of more, the oldest go.</summary>
    private const int OpenMax = 5;

    /// <summary>The first instant at which an address opens nothing any more: a meeting that was put off takes it along.</summary>
    public static DateTimeOffset Until(MeetingLink link, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(meeting);
        DateTimeOffset asItIs = meeting.EndOrGuess + MeetingTimes.LinkAfter;
        return link.ExpiresAt > asItIs ? link.ExpiresAt : asItIs;
    }

    /// <summary>The caller saves.</summary>
    /// <returns>Null where this server has no address that people know.</returns>
    public async Task<Uri?> CreateAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        if (address.Current is not { } site)
        {
            return null;
        }

        List<MeetingLink> open = await db.MeetingLinks.Where(link => link.InviteeId == who.Id).OrderByDescending(link => link.CreatedAt).Skip(OpenMax - 1).Take(OpenMax).ToListAsync(cancellationToken);
        db.MeetingLinks.RemoveRange(open);
        string token = LinkToken.New();
        db.MeetingLinks.Add(new MeetingLink { Id = Guid.CreateVersion7(now), InviteeId = who.Id, TokenHash = LinkToken.HashOf(token), CreatedAt = now, ExpiresAt = (meeting.EndOrGuess > now ? meeting.EndOrGuess : now) + MeetingTimes.LinkAfter });
        return new Uri(site, $"{Root[1..]}/{token}");
    }
}
