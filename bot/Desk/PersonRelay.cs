using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Desk;

/// <summary>Brings what a coordinator says to the person, where they wrote from. Words travel only where the policy lets them; elsewhere goes a notice with a link.</summary>
public sealed class PersonRelay(ZaitakuDb db, DeskPolicies policies, IConsultationLinks links, IEnumerable<IReplyCutter> cutters, IOptions<HubOptions> hub) : IPersonReminder
{
    /// <summary>Said to a coordinator whose answer cannot travel.</summary>
    public const string Unreached = "この方にはチャットで届きません。電話などでお伝えください。";

    /// <summary>Later nobody waits for it in a chat any more; the page still shows it.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <returns>False when no channel reaches the person.</returns>
    public async Task<bool> SayAsync(Consultation one, string by, string text, bool isQuestion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LinkOfAsync(one, cancellationToken) is not { } link)
        {
            return false;
        }

        if (policies.Options.WordsInChat.On(link.Channel))
        {
            Post(one, link, DeskReplies.Words(one, by, text, isQuestion), isFixed: true, now);
        }
        else
        {
            Uri? page = await links.CreateAsync(db, one, OneTimeLinkPurpose.Read, now, cancellationToken);
            Post(one, link, DeskReplies.Notice(one, page, now + policies.Options.LinkReadLife, isQuestion, HubContact.Of(hub.Value)), isFixed: true, now);
        }

        return true;
    }

    /// <summary>That a question of ours is still open. A fresh link takes the place of the one that was not opened.</summary>
    public async Task<bool> RemindAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LinkOfAsync(one, cancellationToken) is not { } link)
        {
            return false;
        }

        bool isHere = policies.Options.WordsInChat.On(link.Channel);
        Uri? page = isHere ? null : await links.CreateAsync(db, one, OneTimeLinkPurpose.Read, now, cancellationToken);
        Post(one, link, isHere ? DeskReplies.ReminderHere(one) : DeskReplies.Reminder(one, page, now + policies.Options.LinkReadLife, HubContact.Of(hub.Value)), isFixed: true, now, PersonMessages.ReminderKind);
        return true;
    }

    /// <summary>The one question after closing.</summary>
    public async Task AskHelpfulAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LinkOfAsync(one, cancellationToken) is { } link)
        {
            Post(one, link, DeskReplies.HowHelpful(one), isFixed: false, now);
        }
    }

    /// <summary>The channel it came by, else any other the person has.</summary>
    private async Task<ChannelLink?> LinkOfAsync(Consultation one, CancellationToken cancellationToken)
    {
        if (one.MemberId is not { } member)
        {
            return null;
        }

        List<ChannelLink> all = await db.ChannelLinks.Where(link => link.MemberId == member && link.BlockedAt == null).OrderBy(link => link.Id).ToListAsync(cancellationToken);
        return all.Find(link => link.Channel == one.Channel) ?? all.FirstOrDefault();
    }

    /// <param name="isFixed">Written for this channel only: words must not move to one where they may not travel, nor a link to a group. Without a person the outbox looks for no other.</param>
    private void Post(Consultation one, ChannelLink link, IReadOnlyList<ReplyContent> contents, bool isFixed, DateTimeOffset now, string kind = PersonMessages.Kind)
    {
        IReplyCutter? cutter = cutters.FirstOrDefault(cutter => cutter.Channel == link.Channel);
        int sequence = 0;
        foreach (IReadOnlyList<ReplyContent> portion in cutter?.Cut(contents) ?? [contents])
        {
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now),
                MemberId = isFixed ? null : link.MemberId,
                Channel = link.Channel,
                Address = RouteRules.AddressOf(link),
                Kind = kind,
                Urgency = kind == PersonMessages.ReminderKind ? Urgency.Notice : Urgency.Reply,
                Body = ReplyContent.ToJson(portion),
                About = PersonMessages.AboutOf(one.Number),
                CreatedAt = now,
                UselessAfter = now + Life,
                Sequence = sequence++,
            };
            message.PlanFor(now);
            db.Outbox.Add(message);
        }
    }
}
