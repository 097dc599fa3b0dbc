using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Turns;

/// <summary>Handles one kept event: load, understand, handle, and one save of facts, dialogue, replies and "handled". A crash before the save means nothing happened.</summary>
public sealed class TurnRunner(
    ZaitakuDb db, OpenConnections connections, GroupCommit commits, TurnAnswers answers, ReplyPosting posting, IEnumerable<ILoadingIndicator> indicators, OutboxSignal outboxSignal,
    MessageCopies copies, MessageEdits edits, IOptions<HousekeepingOptions> housekeeping, TimeProvider clock)
{
    /// <summary>Most answers are there sooner than the dots would be.</summary>
    private static readonly TimeSpan ThinkingAfter = TimeSpan.FromMilliseconds(300);

    /// <summary>Owed by the same save, once, whoever posts it.</summary>
    private IReadOnlyList<OutboxMessage> _cards = [];

    public async Task RunAsync(long inboxId, CancellationToken cancellationToken)
    {
        using (connections.Lend(db))
        {
            InboxMessage message = await TurnReads.EventAsync(db, inboxId);
            if (message.State != InboxState.Waiting)
            {
                return;
            }

            if (JsonSerializer.Deserialize(message.Event, ReplyJson.Default.ChannelEvent) is { } one)
            {
                await HandleAsync(message, one, cancellationToken);
            }

            message.MarkHandled(clock.GetUtcNow());
            KillPoints.Reach("before-turn-save");
            await commits.SaveAsync(db, cancellationToken, _cards.Count == 0 ? null : connection => OutboxOnce.Add(connection, _cards));
            KillPoints.Reach("after-turn-save");
        }

        outboxSignal.Wake();
    }

    private async Task HandleAsync(InboxMessage message, ChannelEvent one, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        (ChannelLink link, Member member) = await SpeakerOfAsync(one, now);
        DialogueState? kept = await TurnReads.DialogueAsync(db, message.Conversation);
        Dialogue dialogue = kept is not null && kept.ExpiresAt > now
            ? Dialogue.FromJson(kept.State).WithoutPositionBefore(now.AddMinutes(-housekeeping.Value.PositionMinutes))
            : Dialogue.Empty;

        Turn turn = answers.TurnOf(one, member.Id, member.Role, dialogue, now);
        switch (TurnRules.KindOf(one, turn.Understood.Intent == Intents.Emergency))
        {
            case TurnKind.Answer or TurnKind.Greet:
                await SayAsync(message, one, link, kept, turn, now, cancellationToken);
                if (one.Kind == EventKind.Edited)
                {
                    await edits.TakeAsync(one, message.Id, member.Id, dialogue, now, cancellationToken); // The card has been said; here the words only change.
                }

                break;
            case TurnKind.Correct:
                await CorrectAsync(message, one, link, kept, turn, now, cancellationToken);
                break;
            case TurnKind.Silent when one.IsGroup:
                message.Event = MessageCopies.Forgotten; // People talking among themselves: none of ours to keep.
                break;
            case TurnKind.Blocked:
                link.BlockedAt = now;
                break;
            case TurnKind.TakeBack:
                await copies.ForgetAsync(one, member.Id, now, cancellationToken);
                if (kept is not null)
                {
                    kept.State = Dialogue.Empty.ToJson();
                }

                break;
        }

        if (one.Kind == EventKind.Location)
        {
            message.Event = MessageCopies.Forgotten; // Where a person was to the metre is nothing to keep; the conversation knows it to 100 m for a while.
        }
    }

    private async Task SayAsync(InboxMessage message, ChannelEvent one, ChannelLink link, DialogueState? kept, Turn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        link.BlockedAt = null;
        link.Address = one.IsGroup || one.Address == link.ChannelUserId ? link.Address : one.Address;
        TurnOutcome outcome = await AnswerAsync(turn, one, cancellationToken);
        Dialogue next = outcome.Dialogue ?? Dialogue.Empty;
        KeepDialogue(kept, message.Conversation, turn.Location is null ? next : next with { LocatedAt = now }, now);
        Post(one, turn, outcome.Replies, now);
        _cards = [.. _cards, .. outcome.Notices];
    }

    /// <summary>Written anew: where nothing of it was kept it is as good as a new message, unless a question of ours is open, whose answer it is not.</summary>
    private async Task CorrectAsync(InboxMessage message, ChannelEvent one, ChannelLink link, DialogueState? kept, Turn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        EditOutcome edit = await edits.TakeAsync(one, message.Id, turn.MemberId, turn.Dialogue, now, cancellationToken);
        if (one.IsGroup)
        {
            message.Event = edit.Said is null ? MessageCopies.Forgotten : message.Event; // People among themselves; what was kept has changed without a word.
        }
        else if (edit.Said is null && turn.Text.Length > 0 && turn.Dialogue is { Intake: null, ReplyTo: null, AsksWorkplace: false }
            && turn.Understood.Intent is not (Intents.RsvpYes or Intents.RsvpNo)) // Last month's 「参加します」 answers nothing of today.
        {
            await SayAsync(message, one, link, kept, turn, now, cancellationToken);
        }
        else
        {
            KeepDialogue(kept, message.Conversation, edit.Dialogue, now);
            Post(one, turn, edit.Said ?? [EditReplies.SayAgain], now);
        }
    }

    private void Post(ChannelEvent one, Turn turn, IReadOnlyList<ReplyContent> replies, DateTimeOffset now)
    {
        if (turn.Understood.Intent == Intents.Emergency)
        {
            _cards = posting.PostEmergency(one, replies, now);
        }
        else
        {
            db.Outbox.AddRange(posting.Post(one, replies, now));
        }
    }

    /// <summary>Dots on the person's phone where thinking takes time. Nobody waits for them, and they never fail.</summary>
    private async Task<TurnOutcome> AnswerAsync(Turn turn, ChannelEvent one, CancellationToken cancellationToken)
    {
        Task<TurnOutcome> answer = answers.AnswerAsync(turn, cancellationToken);
        if (!answer.IsCompleted && !one.IsGroup && indicators.FirstOrDefault(indicator => indicator.Channel == one.Channel) is { } indicator)
        {
            using CancellationTokenSource soon = new();
            if (await Task.WhenAny(answer, Task.Delay(ThinkingAfter, soon.Token)) != answer)
            {
                _ = indicator.StartAsync(one.Address, CancellationToken.None);
            }

            await soon.CancelAsync();
        }

        return await answer;
    }

    /// <summary>The person and their account on the channel. Where the platform does not tell who spoke, the conversation stands for them.</summary>
    private async Task<(ChannelLink Link, Member Member)> SpeakerOfAsync(ChannelEvent one, DateTimeOffset now)
    {
        string user = one.Speaker;
        if (await TurnReads.SpeakerAsync(db, one.Channel, user) is { } known)
        {
            return (known.Link, known.Member);
        }

        Member member = new() { Id = Guid.CreateVersion7(now), Role = Role.Resident, CreatedAt = now };
        ChannelLink link = new() { Channel = one.Channel, ChannelUserId = user, MemberId = member.Id };
        member.Links.Add(link);
        db.Members.Add(member);
        return (link, member);
    }

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
}
