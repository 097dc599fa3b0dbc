using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Turns;

/// <summary>What became of a message that was written anew.</summary>
/// <param name="Said">What the person hears; null where nothing of the message was kept, and the new words are as good as a new message.</param>
/// <param name="Dialogue">The dialogue to keep.</param>
public sealed record EditOutcome(IReadOnlyList<ReplyContent>? Said, Dialogue Dialogue);

/// <summary>A message that was written anew is the person's correction: the new words take the place of the old wherever we kept those. The turn saves.</summary>
public sealed class MessageEdits(ZaitakuDb db, MessageCopies copies, ConsultationDesk desk, UtteranceReader reader)
{
    /// <summary>As much of the words as a note takes, in UTF-16 units.</summary>
    private const int NoteUnitsMax = 5_000;

    private static readonly NoteKind[] InOwnWords = [NoteKind.Unanswered, NoteKind.Observation, NoteKind.Safety, NoteKind.Vacancy];

    /// <param name="inboxId">Of the event that says so: it alone keeps the words.</param>
    public async Task<EditOutcome> TakeAsync(ChannelEvent one, long inboxId, Guid member, Dialogue dialogue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(dialogue);
        string text = one.Text ?? "";
        IReadOnlyList<WordsBefore> before = await copies.ForgetEventsAsync(one, inboxId, cancellationToken);
        List<ReplyContent> said = [];
        string workplace = text.Trim().Length is > 1 and <= MemberRules.NameLengthMax && !reader.IsEmergency(text) ? WorkplaceTurn.NameOf(text) : "";
        if (await copies.ForgetEchoesAsync(one, member, before, workplace, now, cancellationToken))
        {
            dialogue = dialogue with { AsksWorkplace = workplace.Length == 0 };
            said.Add(workplace.Length == 0 ? WorkplaceReplies.AskWhere("") : WorkplaceReplies.Kept(workplace));
        }

        if (dialogue.Intake is { Words: not null, WordsMessageId: { } held } draft && held == one.MessageId)
        {
            dialogue = dialogue with { Intake = draft with { Words = text.Length > 0 ? text : null } };
            said.Add(EditReplies.Taken);
        }

        List<KeptNote> notes = (await copies.NotesAsync(one, member, cancellationToken)).FindAll(note => InOwnWords.Contains(note.Kind));
        await LessonsTakenBack.TakeBackAsync(db, notes, now, cancellationToken);
        foreach (KeptNote note in notes)
        {
            note.LessonId = null; // It was taught from the words before.
            string kept = note.Kind == NoteKind.Unanswered ? Notes.Nameless(text, now) : text;
            note.Text = kept.Length <= NoteUnitsMax ? kept : kept[..NoteUnitsMax];
            note.SeenAt = null; // Whoever saw it has not seen this.
            said.Add(EditReplies.Taken);
        }

        foreach (ConsultationEntry entry in await copies.EntriesAsync(one, member, cancellationToken))
        {
            said.Add(await IntoConsultationAsync(entry, one, text, now, cancellationToken));
        }

        return said.Count == 0 ? new EditOutcome(null, dialogue) : new EditOutcome([.. said.Distinct()], dialogue with { PreviousText = null });
    }

    private async Task<ReplyContent> IntoConsultationAsync(ConsultationEntry entry, ChannelEvent one, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Consultation about = await copies.ConsultationAsync(entry.ConsultationId, cancellationToken);
        if (!MayReplace(about, entry))
        {
            return EditReplies.TooLate(about);
        }

        if (text.Trim().Length == 0 || text.Length > ConsultationEntry.TextUnitsMax)
        {
            return EditReplies.CannotRead;
        }

        await copies.SilenceAsync(about, one, [entry.Text], now, cancellationToken);
        await copies.ReplaceAsync(about, entry, text, cancellationToken);
        await TellAsync(about, text, now, cancellationToken);
        return about.State == ConsultationState.Draft ? EditReplies.TakenIntoDraft : EditReplies.TakenInto(about);
    }

    /// <summary>Not under the hands of somebody who answered what stood there, and not where all is over.</summary>
    private static bool MayReplace(Consultation about, ConsultationEntry entry) =>
        about.State == ConsultationState.Draft
        || (about.IsOpen && !about.Entries.Exists(later => later.StaffId is not null && !later.IsInternal && later.At >= entry.At && later.Kind is ConsultationEntryKind.Answered or ConsultationEntryKind.AskedBack));

    private async Task TellAsync(Consultation about, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (about.State != ConsultationState.Draft)
        {
            await desk.TellOfWordsAsync(about, text, now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.ByPerson(about.MemberId, "consultation.rewrite", $"consultation:{about.Number}", now, "edit"));
        }
        else if (reader.IsEmergency(text) && !db.Outbox.Local.Any(message => message.About == DeskNotices.AboutOf(about.Number))) // Unless the card's turn has just told it.
        {
            await desk.TellOfDangerAsync(about, now, cancellationToken);
        }
    }
}
