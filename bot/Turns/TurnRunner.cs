using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Turns;

/// <summary>Handles one kept event: load, understand, handle, and one save of facts, dialogue, replies and "handled". A crash before the save means nothing happened.</summary>
public sealed class TurnRunner(
    ZaitakuDb db, TurnAnswers answers, ReplyPosting posting, IEnumerable<ILoadingIndicator> indicators, OutboxSignal outboxSignal, TimeProvider clock)
{
    /// <summary>An event whose words are gone; its id stays, as the door against a second delivery.</summary>
    private const string Forgotten = "null";

    public async Task RunAsync(long inboxId, CancellationToken cancellationToken)
    {
        InboxMessage message = await db.Inbox.SingleAsync(message => message.Id == inboxId, cancellationToken);
        if (message.State == InboxState.Handled)
        {
            return;
        }

        if (JsonSerializer.Deserialize(message.Event, ReplyJson.Default.ChannelEvent) is { } one)
        {
            await HandleAsync(message, one, cancellationToken);
        }

        message.MarkHandled(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        outboxSignal.Wake();
    }

    private async Task HandleAsync(InboxMessage message, ChannelEvent one, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ChannelLink link = await LinkOfAsync(one, now, cancellationToken);
        Member member = await MemberOfAsync(link, now, cancellationToken);
        DialogueState? kept = await db.Dialogues.SingleOrDefaultAsync(dialogue => dialogue.Conversation == message.Conversation, cancellationToken);
        Dialogue dialogue = kept is not null && kept.ExpiresAt > now ? Dialogue.FromJson(kept.State) : Dialogue.Empty;

        Turn turn = answers.TurnOf(one, member.Id, member.Role, dialogue, now);
        switch (TurnRules.KindOf(one, turn.Understood.Intent == Intents.Emergency))
        {
            case TurnKind.Answer or TurnKind.Greet:
                link.BlockedAt = null;
                link.Address = one.IsGroup || one.Address == link.ChannelUserId ? link.Address : one.Address;
                ShowThatWeThink(one);
                TurnOutcome outcome = await answers.AnswerAsync(turn, cancellationToken);
                KeepDialogue(kept, message.Conversation, outcome.Dialogue ?? Dialogue.Empty, now);
                db.Outbox.AddRange(posting.Post(one, turn, outcome.Replies, now));
                break;
            case TurnKind.Silent when one.IsGroup:
                message.Event = Forgotten; // People talking among themselves: none of ours to keep.
                break;
            case TurnKind.Blocked:
                link.BlockedAt = now;
                break;
            case TurnKind.TakeBack:
                await TakeBackAsync(one.MessageId ?? "", kept, cancellationToken);
                break;
        }
    }

    /// <summary>Dots on the person's phone while we work. Nobody waits for it, and it never fails.</summary>
    private void ShowThatWeThink(ChannelEvent one)
    {
        if (!one.IsGroup && indicators.FirstOrDefault(indicator => indicator.Channel == one.Channel) is { } indicator)
        {
            _ = indicator.StartAsync(one.Address, CancellationToken.None);
        }
    }

    /// <summary>The person's account on the channel. Where the platform does not tell who spoke, the conversation stands for them.</summary>
    private async Task<ChannelLink> LinkOfAsync(ChannelEvent one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string user = one.UserId ?? one.Address;
        ChannelLink? link = await db.ChannelLinks.SingleOrDefaultAsync(link => link.Channel == one.Channel && link.ChannelUserId == user, cancellationToken);
        if (link is null)
        {
            Member member = new() { Id = Guid.CreateVersion7(now), Role = Role.Resident, CreatedAt = now };
            link = new ChannelLink { Channel = one.Channel, ChannelUserId = user };
            member.Links.Add(link);
            db.Members.Add(member);
            link.MemberId = member.Id;
        }

        return link;
    }

    private async Task<Member> MemberOfAsync(ChannelLink link, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Members.Local.SingleOrDefault(member => member.Id == link.MemberId)
        ?? await db.Members.SingleAsync(member => member.Id == link.MemberId, cancellationToken);

    private void KeepDialogue(DialogueState? kept, string conversation, Dialogue dialogue, DateTimeOffset now)
    {
        if (kept is null)
        {
            kept = new DialogueState { Conversation = conversation, State = "" };
            db.Dialogues.Add(kept);
        }

        kept.State = dialogue.ToJson();
        kept.ExpiresAt = now + DialogueState.Life;
    }

    /// <summary>A message taken back leaves no words with us: inbox, notes and context.</summary>
    private async Task TakeBackAsync(string messageId, DialogueState? kept, CancellationToken cancellationToken)
    {
        if (messageId.Length == 0)
        {
            return;
        }

        foreach (InboxMessage copy in await db.Inbox.Where(copy => copy.ChannelMessageId == messageId).ToListAsync(cancellationToken))
        {
            copy.Event = Forgotten;
        }

        foreach (Storage.Unanswered.KeptNote note in await db.KeptNotes.Where(note => note.ChannelMessageId == messageId).ToListAsync(cancellationToken))
        {
            note.Text = "";
        }

        if (kept is not null)
        {
            kept.State = Dialogue.Empty.ToJson();
        }
    }
}
