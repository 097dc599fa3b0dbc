using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Turns;

/// <summary>What an event said before it was forgotten.</summary>
/// <param name="ReceivedAt">Nothing we said before can quote it.</param>
public sealed record WordsBefore(string Text, DateTimeOffset ReceivedAt);

/// <summary>
/// Where the words of one message lie with us: inbox, notes, consultations, and what we said or would say that quotes them.
/// A platform's message id is unique in its conversation only, so conversation and person belong to every look. The turn saves.
/// </summary>
public sealed partial class MessageCopies(ZaitakuDb db, DeskSignal signal)
{
    /// <summary>An event whose words are gone; its id stays, as the door against a second delivery.</summary>
    public const string Forgotten = "null";

    /// <summary>A message of ours without a word.</summary>
    private const string Silent = "[]";

    /// <summary>So many letters alike are a quotation; the card before sending shows only the beginning.</summary>
    private const int QuotedUnitsMin = 12;

    /// <summary>A message taken back leaves no words with us.</summary>
    /// <param name="member">Who spoke.</param>
    public async Task ForgetAsync(ChannelEvent one, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        IReadOnlyList<WordsBefore> before = await ForgetEventsAsync(one, except: 0, cancellationToken);
        await ForgetEchoesAsync(one, member, before, "", now, cancellationToken);
        List<KeptNote> notes = await NotesAsync(one, member, cancellationToken);
        await LessonsTakenBack.TakeBackAsync(db, notes, now, cancellationToken);
        foreach (KeptNote note in notes)
        {
            note.Text = "";
        }

        foreach (IGrouping<Guid, ConsultationEntry> entries in (await EntriesAsync(one, member, cancellationToken)).GroupBy(entry => entry.ConsultationId))
        {
            Consultation about = await ConsultationAsync(entries.Key, cancellationToken);
            await SilenceAsync(about, one, [.. entries.Select(entry => entry.Text)], now, cancellationToken);
            foreach (ConsultationEntry entry in entries)
            {
                await ReplaceAsync(about, entry, "", cancellationToken);
            }
        }
    }

    /// <param name="except">The event that says so itself.</param>
    /// <returns>What they said.</returns>
    public async Task<IReadOnlyList<WordsBefore>> ForgetEventsAsync(ChannelEvent one, long except, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        (string id, string conversation) = (one.MessageId ?? "", $"{one.Channel}:{one.Address}");
        List<WordsBefore> before = [];
        foreach (InboxMessage copy in id.Length == 0 ? [] : await db.Inbox
            .Where(copy => copy.ChannelMessageId == id && copy.Channel == one.Channel && copy.Conversation == conversation && copy.Id != except).ToListAsync(cancellationToken))
        {
            if (TextOf(copy) is { Length: > 0 } text)
            {
                before.Add(new WordsBefore(text, copy.ReceivedAt));
            }

            copy.Event = Forgotten;
        }

        return before;
    }

    /// <summary>What bears no id of the message: the workplace it told, and our replies that put its words into 「」.</summary>
    /// <param name="workplace">What stands in the place of the workplace from now on.</param>
    /// <returns>True when it was this message that told the workplace. Our reply shows it: the same name may have come with an invitation.</returns>
    public async Task<bool> ForgetEchoesAsync(ChannelEvent one, Guid member, IReadOnlyList<WordsBefore> before, string workplace, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(before);
        if (before.Count == 0)
        {
            return false;
        }

        (DateTimeOffset from, bool wasWorkplace) = (before.Min(said => said.ReceivedAt), false);
        List<OutboxMessage> replies = await db.Outbox
            .Where(message => message.Channel == one.Channel && message.Address == one.Address && message.Kind == "reply" && message.CreatedAt >= from && message.Body != Silent && message.Body != "").ToListAsync(cancellationToken);
        if (await db.Members.FindAsync([member], cancellationToken) is { Organisation: { Length: > 0 } told } person && before.Any(said => WorkplaceTurn.NameOf(said.Text) == told))
        {
            string kept = Bare(WorkplaceReplies.Kept(told).Text);
            List<OutboxMessage> saying = replies.FindAll(message => Bare(WordsOf(message)).Contains(kept, StringComparison.Ordinal));
            saying.ForEach(message => Silence(message, now));
            wasWorkplace = saying.Count > 0;
            person.Organisation = wasWorkplace ? workplace : told;
        }

        string[] texts = [.. before.Select(said => Bare(said.Text))];
        foreach (OutboxMessage message in replies.Where(message => message.Body != Silent && Quoted().Matches(Bare(WordsOf(message)))
            .Any(quote => Array.Exists(texts, text => text.Contains(quote.Groups[1].Value, StringComparison.Ordinal)))))
        {
            Silence(message, now);
        }

        return wasWorkplace;
    }

    /// <summary>Notes that hold words of this message.</summary>
    public async Task<List<KeptNote>> NotesAsync(ChannelEvent one, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.MessageId is not { Length: > 0 } id ? []
            : await db.KeptNotes.Where(note => note.ChannelMessageId == id && note.MemberId == member && note.Text != "").ToListAsync(cancellationToken);
    }

    /// <summary>Entries of consultations that hold words of this message.</summary>
    public async Task<List<ConsultationEntry>> EntriesAsync(ChannelEvent one, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.MessageId is not { Length: > 0 } id ? []
            : await db.ConsultationEntries.Where(entry => entry.ChannelMessageId == id && entry.MemberId == member && entry.Text != "").ToListAsync(cancellationToken);
    }

    public Task<Consultation> ConsultationAsync(Guid id, CancellationToken cancellationToken) => db.Consultations.Include(about => about.Entries).SingleAsync(about => about.Id == id, cancellationToken);

    /// <summary>Puts other words in the place of an entry's; the number to call that was read out of them goes with them.</summary>
    public async Task ReplaceAsync(Consultation about, ConsultationEntry entry, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(entry);
        string? before = PrivacyRules.FirstPhone(entry.Text), after = text.Length == 0 ? null : PrivacyRules.FirstPhone(text);
        entry.Text = text;
        if (about.CallPhone.Length > 0 && about.CallPhone == before && before != after && !about.Entries.Exists(other => other.StaffId is null && PrivacyRules.FirstPhone(other.Text) == before)
            && (about.MemberId is not { } asker || (await db.Members.FindAsync([asker], cancellationToken))?.Phone != before))
        {
            about.CallPhone = after ?? "";
        }

        about.Revision++;
        signal.ChangedAfterSave(db);
    }

    /// <summary>What we said of a consultation that quotes these words: the card before sending, and what a coordinator was shown. What still waits is not said.</summary>
    public async Task SilenceAsync(Consultation about, ChannelEvent one, IReadOnlyList<string> words, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(one);
        string[] starts = [.. words.Append(OwnWordsRules.Of(about)).Select(Bare).Where(text => text.Length > 0).Select(text => text[..Math.Min(text.Length, QuotedUnitsMin)]).Distinct()];
        string subject = PersonMessages.AboutOf(about.Number);
        foreach (OutboxMessage message in await db.Outbox.Where(message => message.Body != Silent && message.Body != ""
            && ((message.About == subject && message.Kind == DeskCardTurn.DetailKind) || (message.Channel == one.Channel && message.Address == one.Address && message.Kind == "reply" && message.CreatedAt >= about.CreatedAt)))
            .ToListAsync(cancellationToken))
        {
            if (Array.Exists(starts, start => Bare(WordsOf(message)).Contains(start, StringComparison.Ordinal)))
            {
                Silence(message, now);
            }
        }
    }

    private static void Silence(OutboxMessage message, DateTimeOffset now)
    {
        if (message.State == OutboxState.Waiting)
        {
            message.Cancel("its words were taken back", now);
        }

        message.UselessAfter = message.State == OutboxState.Sending ? now : message.UselessAfter; // A try that dies is not repeated.
        message.Body = Silent;
    }

    /// <summary>Null where it is of another version: it is forgotten all the same.</summary>
    private static string? TextOf(InboxMessage copy) => ChannelEvent.FromKept(copy.Event)?.Text;

    private static string WordsOf(OutboxMessage message)
    {
        try
        {
            return PlainText.Of(ReplyContent.FromJson(message.Body));
        }
        catch (JsonException)
        {
            return message.Body; // As a job wrote it.
        }
    }

    /// <summary>Where a reply of ours says a person's own words again.</summary>
    [GeneratedRegex("「([^「」]+)」", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Quoted();

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
