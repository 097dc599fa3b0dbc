using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>What came of a form.</summary>
/// <param name="Done">Which word of thanks the next page shows.</param>
/// <param name="Form">What was typed; put together with what was written elsewhere, where that would have been lost.</param>
public sealed record PageResult(string Done, PageForm Form, IReadOnlyList<string> Problems, bool IsDanger)
{
    public bool IsQuiet => Form.IsQuiet;

    /// <summary>False where nothing could be written down, whatever was typed.</summary>
    public bool IsTaken { get; init; } = true;
}

/// <summary>Does what the person asked on the page, and saves it; again from the beginning when a coordinator changed it meanwhile.</summary>
public sealed class PageActions(
    ZaitakuDb reads, IServiceScopeFactory scopes, GroupCommit commits, UtteranceReader reader, IOptions<StorageOptions> storage, IOptions<HubOptions> hub, TimeProvider clock, ILogger<PageActions> logger)
{
    private const int TriesMax = 5;

    private const string Busy = "ちょうど担当者が開いていたため、受け取れませんでした。もう一度押してください。";

    private const string NotKept = "いま保存できませんでした。書いた文はこの画面に残してあります。コピーして取っておき、少し待ってからもう一度押してください。お急ぎのときはお電話ください。";

    private const string SentAlready = "このご相談は、もう送られています。いま書いた分はまだ届いていません。下の欄から送れます。";

    private const string WrittenElsewhere = "トーク画面かほかの画面でも書かれていました。消えないように、うしろに足しました。確かめてから、もう一度押してください。";

    private const string WrittenElsewhereQuiet = "トーク画面かほかの画面でも書かれています。「下書きを保存」を押すと、合わせて表示します";

    private const string Leaving = "退会の手続き中のため、受け取れませんでした。お急ぎのときはお電話ください。";

    /// <summary>Done so, the words are with the hub, which tells of their danger itself.</summary>
    private static readonly string[] Reached = ["send", "reply", "correct"];

    /// <summary>A receipt says by when; later it says nothing new.</summary>
    private static readonly TimeSpan ReceiptLife = TimeSpan.FromDays(1);

    /// <returns>Null where the consultation is gone.</returns>
    public async Task<PageView?> ViewAsync(string token, OneTimeLink link, string done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (await FindAsync(reads, link.ConsultationId, isTracked: false, cancellationToken) is not { } one || one.State is ConsultationState.Abandoned)
        {
            return null;
        }

        Dictionary<Guid, string> names = await DeskStaff.NamesOfAsync(reads, one.Entries.Select(entry => entry.StaffId).OfType<Guid>(), cancellationToken);
        string words = OwnWordsRules.Of(one);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        bool isOwed = one is { IsOpen: true, FirstAnswerAt: null, TargetAt: not null };
        return new PageView
        {
            Token = token, One = one, FormToken = Html.None, ExpiresAt = link.ExpiresAt, Words = words, Names = names, Done = done, WantsCall = one.WantsCall, Phone = one.CallPhone, Times = one.CallTimes,
            Receipt = isOwed ? scope.ServiceProvider.GetRequiredService<ConsultationDesk>().ReceiptOf(one, clock.GetUtcNow()) : null,
            IsDanger = one.FirstAnswerAt is null && (reader.IsEmergency(words) || one.Entries.Any(entry => entry.Kind == ConsultationEntryKind.Reply && reader.IsEmergency(entry.Text))),
        };
    }

    public async Task<PageResult> TakeAsync(OneTimeLink link, IFormCollection fields, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        PageForm? form = null;
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            if (await FindAsync(db, link.ConsultationId, isTracked: true, cancellationToken) is not { } one)
            {
                break;
            }

            form ??= await PageForm.ReadAsync(fields, one.Files.Count(file => file.ErasedAt is null), cancellationToken);
            List<Guid> written = [];
            try
            {
                PageResult result = await ApplyAsync(new Work(scope.ServiceProvider, db, one, link, form, written), cancellationToken);
                await commits.SaveAsync(db, cancellationToken);
                logger.PageWritten(one.Id, result.Done.Length > 0 ? result.Done : "refused");
                return result;
            }
            catch (DbUpdateConcurrencyException)
            {
                written.ForEach(file => UploadFolder.Erase(storage.Value, file)); // Written anew by the next try.
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
            {
                logger.PageNotKept(one.Id, problem.GetType().Name);
                written.ForEach(file => UploadFolder.Erase(storage.Value, file));
                return new PageResult("", form, [NotKept], reader.IsEmergency(form.Words)) { IsTaken = false };
            }
        }

        logger.PageConflict(link.ConsultationId);
        return new PageResult("", form ?? new PageForm(), [Busy], form is not null && reader.IsEmergency(form.Words));
    }

    private sealed record Work(IServiceProvider Services, ZaitakuDb Db, Consultation One, OneTimeLink Link, PageForm Form, List<Guid> Written)
    {
        public ConsultationDesk Desk => Services.GetRequiredService<ConsultationDesk>();
    }

    private async Task<PageResult> ApplyAsync(Work work, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        (Consultation one, PageForm form) = (work.One, work.Form);
        bool isDraft = one.State == ConsultationState.Draft;
        bool isDanger = form.Words.Length > 0 && reader.IsEmergency(form.Words);
        PageResult result = await DoAsync(work, isDraft, isDanger, now, cancellationToken);
        if (isDanger)
        {
            NoteDanger(work, now);
            if (!Reached.Contains(result.Done))
            {
                await work.Desk.TellOfDangerAsync(one, now, cancellationToken); // Saved while they type, or refused: perhaps they never send it.
            }
        }

        return result;
    }

    private async Task<PageResult> DoAsync(Work work, bool isDraft, bool isDanger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (Consultation one, PageForm form) = (work.One, work.Form);
        if (work.Link.MemberId is { } writer && await work.Db.Members.AnyAsync(member => member.Id == writer && member.ErasedAt != null, cancellationToken))
        {
            return new PageResult("", form, [Leaving], isDanger); // It would be erased with the rest, after a receipt.
        }

        if (isDraft && OwnWordsRules.Together(OwnWordsRules.Of(one), form.Words, form.Seen) is { } together && together != form.Words)
        {
            if (form.IsQuiet)
            {
                return new PageResult("", form, [WrittenElsewhereQuiet], isDanger);
            }

            form = form with { Words = together };
            if (together.Length <= ConsultationEntry.TextUnitsMax)
            {
                KeepDraft(work with { Form = form }, now);
            }

            await KeepFilesAsync(work, now, cancellationToken);
            return new PageResult("", form, [WrittenElsewhere, .. form.Problems], isDanger);
        }

        if (isDraft && form.Words.Length <= ConsultationEntry.TextUnitsMax)
        {
            KeepDraft(work, now); // Also when something else is wrong: what was typed is never lost.
        }

        if (isDraft || form.Problems.Count == 0)
        {
            await KeepFilesAsync(work, now, cancellationToken);
        }

        if (form.Problems.Count > 0)
        {
            return new PageResult("", form, form.Problems, isDanger);
        }

        if (form.Do.StartsWith("drop:", StringComparison.Ordinal))
        {
            Drop(work, form.Do["drop:".Length..], now);
            return new PageResult("drop", form, [], isDanger);
        }

        return form.Do switch
        {
            "send" when isDraft => await SendAsync(work, isDanger, now, cancellationToken),
            "send" or "save" when !isDraft && OwnWordsRules.IsSaid(one, form.Words) => new PageResult("send", form, [], isDanger), // Pressed twice.
            "send" => Told("reply", form, await work.Desk.ReplyAsync(one, form.Words, work.Link.MemberId, "", now, cancellationToken), isDanger), // Sent meanwhile in other words: these come after.
            "save" when !isDraft => new PageResult("", form with { Do = "reply" }, [SentAlready], isDanger),
            "reply" when !isDraft => Told("reply", form, await work.Desk.ReplyAsync(one, form.Words, work.Link.MemberId, "", now, cancellationToken), isDanger),
            "correct" when !isDraft => Told("correct", form, await work.Desk.RewriteAsync(one, form.Words, work.Link.MemberId, now, cancellationToken), isDanger),
            _ => new PageResult("save", form, [], isDanger),
        };
    }

    private static PageResult Told(string done, PageForm form, DeskAnswer answer, bool isDanger) =>
        answer is DeskAnswer.NotAllowed refused ? new PageResult("", form, [refused.Reason], isDanger) : new PageResult(done, form, [], isDanger);

    /// <summary>Into the queue; the receipt is on the page, and in the chat, where the number is found again.</summary>
    private async Task<PageResult> SendAsync(Work work, bool isDanger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Consultation one = work.One;
        if (isDanger)
        {
            one.Urgency = ConsultationUrgency.Today;
        }

        DeskReceipt receipt = await work.Desk.SubmitAsync(one, now, cancellationToken);
        if (work.Link.MemberId is { } member)
        {
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now), MemberId = member, Kind = "consultation.receipt", Urgency = Urgency.Reply, CreatedAt = now, UselessAfter = now + ReceiptLife,
                Body = ReplyContent.ToJson([ReceiptReplies.Of(one, receipt, HubContact.Of(hub.Value))]),
            };
            message.PlanFor(now);
            work.Db.Outbox.Add(message);
        }

        return new PageResult("send", work.Form, [], isDanger);
    }

    /// <summary>The draft's words are one text: it takes the place of what was there.</summary>
    private static void KeepDraft(Work work, DateTimeOffset now)
    {
        (Consultation one, PageForm form) = (work.One, work.Form);
        (one.WantsCall, one.CallTimes) = (form.WantsCall, form.Times.Length <= PageForm.TimesMax ? form.Times : one.CallTimes);
        one.CallPhone = form.Phone.Length == 0 ? "" : MemberRules.FoldPhone(form.Phone) ?? one.CallPhone;
        one.Revision++;
        if (form.Words == OwnWordsRules.Of(one))
        {
            return;
        }

        ConsultationEntry[] before = [.. one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Words).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)];
        if (before.Length == 0)
        {
            ConsultationRules.Write(one, ConsultationEntryKind.Words, form.Words, now, member: work.Link.MemberId);
            return;
        }

        before[0].Text = form.Words;
        foreach (ConsultationEntry entry in before.Skip(1))
        {
            entry.Text = "";
        }
    }

    private async Task KeepFilesAsync(Work work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (TakenFile taken in work.Form.Files)
        {
            ConsultationFile file = new()
            {
                Id = Guid.CreateVersion7(now), ConsultationId = work.One.Id, Name = taken.Name, ContentType = taken.Kind.ContentType, Bytes = taken.Bytes.Length, AddedAt = now, MemberId = work.Link.MemberId,
            };
            await UploadFolder.WriteAsync(storage.Value, file.Id, taken.Bytes, cancellationToken); // Before the row: a row without bytes would be a lie, bytes without a row are swept.
            work.Written.Add(file.Id);
            work.Desk.AddFile(work.One, file, now);
        }
    }

    private void Drop(Work work, string id, DateTimeOffset now)
    {
        if (work.One.State == ConsultationState.Draft && work.One.Files.Find(file => file.ErasedAt is null && file.Id.ToString("N") == id) is { } file)
        {
            (file.ErasedAt, file.Name) = (now, "");
            work.One.Revision++;
            work.Db.WhenKept(() => UploadFolder.Erase(storage.Value, file.Id));
        }
    }

    /// <summary>That it was shown, once an hour; the words are not noted.</summary>
    private void NoteDanger(Work work, DateTimeOffset now)
    {
        DateTimeOffset since = now - TimeSpan.FromHours(1);
        if (work.Link.MemberId is { } member && !work.Db.KeptNotes.Any(note => note.Kind == NoteKind.Emergency && note.MemberId == member && note.SaidAt > since))
        {
            work.Db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Emergency, MemberId = member, SaidAt = now, Text = "" });
        }

        logger.DangerOnPage(work.One.Id);
    }

    /// <summary>The consultation of a link. One that was merged since is read and written where it goes on, words and photos alike, as long as that is the same person's.</summary>
    private static async Task<Consultation?> FindAsync(ZaitakuDb db, Guid id, bool isTracked, CancellationToken cancellationToken)
    {
        IQueryable<Consultation> all = db.Consultations.Include(one => one.Entries).Include(one => one.Files).AsSplitQuery();
        all = isTracked ? all : all.AsNoTracking();
        return await all.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } one ? null
            : one.MemberId is not { } member ? one
            : await MergedConsultations.GoesOnAsync(one, into => all.SingleOrDefaultAsync(found => found.Id == into && found.MemberId == member, cancellationToken));
    }
}
