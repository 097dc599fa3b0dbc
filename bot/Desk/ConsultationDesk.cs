using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Desk;

/// <summary>
/// The one place through which a consultation changes. Changes what the context tracks, with timeline, audit and messages; the caller saves,
/// so that a chat turn stays one save. This half is the person's; the other (ConsultationDeskStaff.cs) the coordinators'.
/// </summary>
public sealed partial class ConsultationDesk(ZaitakuDb db, DeskPolicies policies, PersonRelay relay, TeamsDeskCards cards, DeskSignal signal, UtteranceReader reader, RoomBook rooms)
{
    /// <summary>Files of one consultation.</summary>
    public const int FilesMax = 10;

    private const int AreaUnitsMax = 60;
    private const int NameUnitsMax = 120;
    private const int PhoneUnitsMax = 40;
    private static readonly TimeSpan DangerToldEvery = TimeSpan.FromHours(1);

    /// <summary>Whether the hub takes a consultation from somebody, and who looks after them if not.</summary>
    public Reception ReceptionOf(Role role, string area) => RoutingRules.ReceptionOf(policies.Options, role, area);

    /// <summary>Begins a draft: nothing is in the queue yet.</summary>
    public async Task<Consultation> OpenAsync(NewConsultation wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        Consultation one = new()
        {
            Id = Guid.CreateVersion7(now),
            Number = await ConsultationNumbers.DrawAsync(db, cancellationToken),
            State = ConsultationState.Draft,
            Route = wanted.Route,
            Origin = wanted.Origin,
            Content = wanted.Content,
            Phase = wanted.Phase,
            Urgency = wanted.Urgency,
            Area = Cut(wanted.Area, AreaUnitsMax),
            MemberId = wanted.MemberId,
            Channel = wanted.Channel,
            AskerName = Cut(wanted.AskerName, NameUnitsMax),
            WantsCall = wanted.WantsCall,
            CallPhone = Cut(wanted.CallPhone, PhoneUnitsMax),
            CallTimes = Cut(wanted.CallTimes, NameUnitsMax),
            CreatedAt = now,
            ReceivedAt = wanted.ReceivedAt <= now ? wanted.ReceivedAt : null,
        };
        db.Consultations.Add(one);
        if (wanted.Words.Length > 0)
        {
            AddWords(one, wanted.Words, wanted.MemberId, wanted.ChannelMessageId, now);
        }

        return one;
    }

    /// <summary>Puts a draft into the queue: desk, target, coordinator where the policy assigns, and word to those who must know.</summary>
    public Task<DeskReceipt> SubmitAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken) => SubmitAsync(one, takenDownBy: null, now, cancellationToken);

    /// <summary>A consultation that came by phone, fax, mail or visit: whoever takes it down has it.</summary>
    public async Task<Consultation> TakeDownAsync(NewConsultation wanted, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Consultation one = await OpenAsync(wanted, now, cancellationToken);
        await SubmitAsync(one, staff, now, cancellationToken);
        return one;
    }

    /// <summary>Words of a draft, or more of them while the person still writes.</summary>
    public DeskAnswer AddWords(Consultation one, string text, Guid? member, string channelMessageId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (ProblemOf(text) is { } problem)
        {
            return new DeskAnswer.NotAllowed(problem);
        }

        WriteWords(one, ConsultationEntryKind.Words, text, member, channelMessageId, now);
        one.Revision++;
        return new DeskAnswer.Done();
    }

    /// <summary>A file whose bytes are stored already.</summary>
    public DeskAnswer AddFile(Consultation one, ConsultationFile file, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(file);
        if (one.Files.Count(kept => kept.ErasedAt is null) >= FilesMax)
        {
            return new DeskAnswer.NotAllowed($"添付は{FilesMax}件までです。");
        }

        one.Files.Add(file);
        ConsultationRules.Write(one, ConsultationEntryKind.FileAdded, "", now, member: file.MemberId);
        one.Revision++;
        signal.ChangedAfterSave(db);
        return new DeskAnswer.Done();
    }

    /// <summary>The person left before it was in the queue.</summary>
    public async Task<DeskAnswer> AbandonAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State != ConsultationState.Draft)
        {
            return new DeskAnswer.NotAllowed("このご相談は受け付け済みです。");
        }

        ConsultationRules.Abandon(one, now);
        return await ChangedAsync(one, now, cancellationToken);
    }

    /// <summary>The person takes back what is in the hub's hands. It ends with an outcome of its own and is kept like any other; who has it, or was told that it came, hears.</summary>
    public async Task<DeskAnswer> WithdrawAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (!one.IsOpen)
        {
            return new DeskAnswer.NotAllowed("このご相談は終わっています。");
        }

        List<StaffAccount> concerned = await ConcernedAsync(one, isDanger: false, now, cancellationToken);
        ConsultationRules.Write(one, ConsultationEntryKind.Closed, $"{ConsultationTerms.Outcomes.Name(ConsultationOutcome.Withdrawn)}（本人から）", now, member: one.MemberId);
        ConsultationRules.Close(one, ConsultationOutcome.Withdrawn, "", now);
        DeskNotices.Add(db, one, DeskNews.TakenBack, concerned, now);
        db.AuditTrail.Add(AuditEntry.ByPerson(one.MemberId, "consultation.withdraw", SubjectOf(one), now));
        return await ChangedAsync(one, now, cancellationToken);
    }

    /// <summary>Words of danger on their way to us and not sent: whoever would hear of a sent one hears, once an hour. The caller shows the person what to do.</summary>
    public async Task TellOfDangerAsync(Consultation draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (string about, string kind) = (DeskNotices.AboutOf(draft.Number), DeskNotices.KindOf(DeskNews.DangerInDraft));
        DateTimeOffset since = now - DangerToldEvery;
        if (!await db.Outbox.AnyAsync(message => message.About == about && message.Kind == kind && message.CreatedAt > since, cancellationToken))
        {
            DeskNotices.Add(db, draft, DeskNews.DangerInDraft, await ServingAsync(draft, now, cancellationToken), now, isDanger: true);
        }
    }

    /// <summary>A resident was told of the center of their area. Where the policy counts them, it is a consultation that was connected.</summary>
    public async Task<DeskAnswer> HandToCenterAsync(Consultation one, DeskCenter center, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(center);
        if (one.State != ConsultationState.Draft)
        {
            return new DeskAnswer.NotAllowed("このご相談は受け付け済みです。");
        }

        if (!policies.Options.CountHandedOver)
        {
            ConsultationRules.Abandon(one, now);
            return await ChangedAsync(one, now, cancellationToken);
        }

        one.ReceivedAt ??= now;
        one.DeskId = RoutingRules.DeskOf(policies.Options, one.Area, one.Content);
        ConsultationRules.Write(one, ConsultationEntryKind.Received, "", now, member: one.MemberId);
        ConsultationRules.Write(one, ConsultationEntryKind.HandedOver, center.Name, now);
        ConsultationRules.Write(one, ConsultationEntryKind.Closed, ConsultationTerms.Outcomes.Name(ConsultationOutcome.Connected), now);
        ConsultationRules.Close(one, ConsultationOutcome.Connected, center.Name, now);
        one.FirstAnswerAt = null; // A machine's pointer at once is nobody's answer, and would make the report's times look better than they are.
        one.Revision++;
        signal.ChangedAfterSave(db);
        return new DeskAnswer.Done();
    }

    /// <summary>How the person found it, once.</summary>
    /// <returns>False when they said so before.</returns>
    public bool Rate(Consultation one, int helpfulness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Helpfulness is not null || one.State != ConsultationState.Closed)
        {
            return false;
        }

        one.Helpfulness = Math.Clamp(helpfulness, -1, 1);
        ConsultationRules.Write(one, ConsultationEntryKind.Rated, DeskReplies.LabelOf(one.Helpfulness.Value), now, member: one.MemberId);
        one.Revision++;
        signal.ChangedAfterSave(db);
        return true;
    }

    /// <summary>What is said of the hub's hours at an instant.</summary>
    public DeskReceipt ReceiptOf(Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        DeskPolicy policy = policies.Current();
        bool isOpen = policy.Time.IsOpen(now);
        string outside = policies.Options.OutsideHoursText.Length > 0 ? policies.Options.OutsideHoursText : DeskReplies.UsualOutsideHours;
        return new DeskReceipt(one.Number, one.TargetAt ?? TargetRules.TargetOf(policy, one.Urgency, now), isOpen, policy.Time.OpensAt(now) ?? now, isOpen ? "" : outside);
    }

    private async Task<DeskReceipt> SubmitAsync(Consultation one, Guid? takenDownBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.State != ConsultationState.Draft)
        {
            return ReceiptOf(one, now); // Pressed twice.
        }

        bool isDanger = takenDownBy is null && IsDanger(one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Words).Select(entry => entry.Text));
        bool isForToday = isDanger || (one.Content is { } content && policies.Options.TodayContents.Contains(ConsultationTerms.Contents.Id(content)));
        one.Urgency = isForToday ? ConsultationUrgency.Today : one.Urgency;
        one.ReceivedAt ??= now;
        one.State = ConsultationState.Waiting;
        one.DeskId = RoutingRules.DeskOf(policies.Options, one.Area, one.Content);
        one.TargetAt = TargetRules.TargetOf(policies.Current(), one.Urgency, one.ReceivedAt.Value);
        ConsultationRules.Write(one, ConsultationEntryKind.Received, "", now, staff: takenDownBy, member: takenDownBy is null ? one.MemberId : null);
        if (takenDownBy is { } staff)
        {
            await HoldAsync(one, staff, now, cancellationToken);
            db.AuditTrail.Add(AuditEntry.By(staff, "consultation.take_down", SubjectOf(one), now));
        }
        else
        {
            await FindHolderAsync(one, isDanger, now, cancellationToken);
        }

        await ChangedAsync(one, now, cancellationToken);
        return ReceiptOf(one, now);
    }

    private async Task FindHolderAsync(Consultation one, bool isDanger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now);
        DeskOptions policy = policies.Options;
        IReadOnlyList<string> staff = policies.Current().StaffAt(one.DeskId);
        RoomBook.Look unkept = rooms.Unkept();
        List<AssignmentCandidate> candidates = await DeskStaff.CandidatesAsync(db, [.. unkept.Given.Select(given => given.Consultation)], cancellationToken);
        RoomBook.Given? room = rooms.Give(one.Id, candidates.FindAll(candidate => AssignmentRules.WorksAt(candidate.Account, staff)), unkept, free => AssignmentRules.Choose(
            AssignmentRules.WayOf(policy.Assignment), free, one.Area, RoutingRules.ProfessionsFor(policy, one.Content), policy.OpenMaxPerCoordinator, today));
        StaffAccount? chosen = room?.Account;
        if (chosen is not null)
        {
            db.WhenKept(room!.Kept);
            await AssignAsync(one, chosen, now, cancellationToken);
        }

        if (isDanger)
        {
            List<StaffAccount> all = await ServingAsync(one, now, cancellationToken);
            DeskNotices.Add(db, one, DeskNews.Danger, chosen is null ? all : [chosen, .. all], now, chosen?.DisplayName ?? "", isDanger: true);
        }
        else if (chosen is null)
        {
            DeskNotices.Add(db, one, DeskNews.Arrived, await ServingAsync(one, now, cancellationToken), now);
        }
        else
        {
            DeskNotices.Add(db, one, DeskNews.Assigned, [chosen], now);
        }
    }

    private bool IsDanger(IEnumerable<string> texts) => texts.Any(reader.IsEmergency);
}
