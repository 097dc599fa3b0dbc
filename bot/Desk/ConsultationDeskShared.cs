using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Desk;

/// <summary>What both halves of the desk need, and the correction of facts.</summary>
public sealed partial class ConsultationDesk
{
    /// <summary>Corrects facts, those alone that somebody touched: of two who correct at once neither puts the other's old values back. A changed urgency moves the target, counted from the receipt.</summary>
    public async Task<DeskAnswer> CorrectAsync(Consultation one, Guid staff, Correction correction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correction);
        if (await RefusalAsync(DeskOperation.Correct, one, staff, cancellationToken) is { } refused)
        {
            return refused;
        }

        List<string> changes = [], overtaken = [];
        T Fixed<T>(string label, T now, Fix<T>? fix, Func<T, string>? name)
        {
            EqualityComparer<T> same = EqualityComparer<T>.Default;
            if (fix is null || same.Equals(fix.Was, fix.Wanted) || same.Equals(now, fix.Wanted))
            {
                return now;
            }

            bool isOvertaken = !same.Equals(now, fix.Was);
            (isOvertaken ? overtaken : changes).Add(isOvertaken ? $"「{label}」" : name is null ? "連絡先" : $"{label}: {name(now)} → {name(fix.Wanted)}");
            return fix.Wanted;
        }

        ConsultationUrgency before = one.Urgency;
        ConsultationOrigin? origin = Fixed("相談元", one.Origin, correction.Origin, value => NameOf(value, ConsultationTerms.Origins));
        ConsultationContent? content = Fixed("内容", one.Content, correction.Content, value => NameOf(value, ConsultationTerms.Contents));
        ConsultationPhase? phase = Fixed("局面", one.Phase, correction.Phase, value => NameOf(value, ConsultationTerms.Phases));
        ConsultationUrgency urgency = Fixed("急ぎ", before, correction.Urgency, ConsultationTerms.Urgencies.Name);
        string area = Fixed("地域", one.Area, Cut(correction.Area, AreaUnitsMax), text => text.Length > 0 ? text : Unknown);
        string asker = Fixed("名前・所属", one.AskerName, Cut(correction.AskerName, NameUnitsMax), null);
        string phone = Fixed("電話", one.CallPhone, Cut(correction.CallPhone, PhoneUnitsMax), null);
        string times = Fixed("つながる時間", one.CallTimes, Cut(correction.CallTimes, NameUnitsMax), null);
        if (overtaken.Count > 0 || changes.Count == 0)
        {
            return new DeskAnswer.NotAllowed(changes.Count == 0 && overtaken.Count == 0 ? "変えたところがありません。"
                : $"{string.Concat(overtaken)}は、開いている間にほかの人が変えました。いまの様子と見比べて、もう一度お願いします。");
        }

        (one.Origin, one.Content, one.Phase, one.Urgency) = (origin, content, phase, urgency);
        (one.Area, one.AskerName, one.CallPhone, one.CallTimes) = (area, asker, phone, times);
        await RetargetAsync(one, before, now, cancellationToken);

        // That a contact changed, not to what: the timeline is read by more people than the head.
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Corrected, string.Join('\n', changes.Distinct()), now, staff);
        return await DoneAsync(one, "consultation.correct", staff, now, cancellationToken);
    }

    /// <summary>Until the first answer the time counts from the receipt, or from when it went on after it stood still. Later, what is owed is owed sooner when it turns out more urgent than it seemed; also while the person has the word.</summary>
    private async Task RetargetAsync(Consultation one, ConsultationUrgency before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DeskPolicy policy = policies.Current();
        bool isMoreUrgent = one.Urgency < before;
        if (before != one.Urgency && one is { TargetAt: not null, State: ConsultationState.Waiting or ConsultationState.Claimed, FirstAnswerAt: null })
        {
            ConsultationRules.Owe(one, TargetRules.TargetOf(policy, one.Urgency, await CountsFromAsync(one, now, cancellationToken)));
        }
        else if (isMoreUrgent && one is { TargetAt: not null, IsOpen: true })
        {
            ConsultationRules.OweNoLater(one, TargetRules.TargetOf(policy, one.Urgency, now));
        }
        else if (isMoreUrgent && one is { State: ConsultationState.AskedBack, TargetLeftMinutes: { } left })
        {
            one.TargetLeftMinutes = Math.Min(left, policy.Time.MinutesBetween(now, TargetRules.TargetOf(policy, one.Urgency, now)));
        }
    }

    /// <summary>The receipt; after a question, a plan or a reopening the moment at which the desk had the word again.</summary>
    private async Task<DateTimeOffset> CountsFromAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IQueryable<ConsultationEntry> timeline = db.ConsultationEntries.Where(entry => entry.ConsultationId == one.Id);
        DateTimeOffset? stood = await timeline.Where(entry => entry.Kind == ConsultationEntryKind.AskedBack || entry.Kind == ConsultationEntryKind.Planned || entry.Kind == ConsultationEntryKind.Reopened)
            .MaxAsync(entry => (DateTimeOffset?)entry.At, cancellationToken);
        return stood is null ? one.ReceivedAt ?? one.CreatedAt
            : await timeline.Where(entry => entry.At >= stood && (entry.Kind == ConsultationEntryKind.Reply || entry.Kind == ConsultationEntryKind.Reopened
                || entry.Kind == ConsultationEntryKind.Returned || entry.Kind == ConsultationEntryKind.HandedOver)).MinAsync(entry => (DateTimeOffset?)entry.At, cancellationToken) ?? now;
    }

    private static string NameOf<T>(T? value, DomainTerms<T> terms)
        where T : struct, Enum => value is { } known ? terms.Name(known) : Unknown;

    private static Fix<string>? Cut(Fix<string>? fix, int unitsMax) => fix is null ? null : fix with { Wanted = Cut(fix.Wanted, unitsMax) };

    private const string Unknown = "未確認";

    /// <summary>While nobody has it, doing something with it takes it.</summary>
    private async Task HoldAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (one.StaffId is not null)
        {
            return;
        }

        await GiveAsync(one, staff, now, cancellationToken);
        ConsultationRules.Write(one, ConsultationEntryKind.Claimed, "", now, staff);
    }

    /// <summary>The program's own choice: neither the timeline nor the trail says that the coordinator took it.</summary>
    private async Task AssignAsync(Consultation one, StaffAccount chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await GiveAsync(one, chosen.Id, now, cancellationToken);
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Claimed, $"{chosen.DisplayName}さんに割り当てました", now);
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "consultation.assign", Subject = SubjectOf(one), Detail = $"staff:{chosen.Id:N}" });
    }

    private async Task GiveAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ConsultationRules.Take(one, staff, now);
        if (await db.StaffAccounts.FindAsync([staff], cancellationToken) is { } account)
        {
            account.LastAssignedAt = now;
        }
    }

    private async Task<DeskAnswer?> RefusalAsync(DeskOperation operation, Consultation one, Guid staff, CancellationToken cancellationToken, string text = "", bool needsText = false)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(text);
        return await RefusalAsync(db, operation, one, staff, cancellationToken) switch
        {
            { } refused => refused,
            _ when needsText && string.IsNullOrWhiteSpace(text) => new DeskAnswer.NotAllowed("本文を書いてください。"),
            _ when text.Length > ConsultationEntry.TextUnitsMax - HeadUnits => new DeskAnswer.NotAllowed(TooLong),
            _ => null,
        };
    }

    /// <returns>Why somebody may not do it now; null where they may.</returns>
    public static async Task<DeskAnswer?> RefusalAsync(ZaitakuDb db, DeskOperation operation, Consultation one, Guid staff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        return ConsultationRules.RefusalOf(operation, one, staff) switch
        {
            DeskRefusal.HeldByOther => new DeskAnswer.TakenBy(await DeskStaff.NameOfAsync(db, one.StaffId!.Value, cancellationToken)),
            DeskRefusal.NotNow => new DeskAnswer.NotAllowed(ConsultationRules.ReasonOf(operation, one)),
            _ => null,
        };
    }

    private async Task<DeskAnswer> DoneAsync(Consultation one, string action, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.AuditTrail.Add(AuditEntry.By(staff, action, SubjectOf(one), now, one.State.ToString()));
        return await ChangedAsync(one, now, cancellationToken);
    }

    private async Task<DeskAnswer> ChangedAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        one.Revision++;
        await cards.PlanAsync(db, one, now, cancellationToken);
        signal.ChangedAfterSave(db);
        return new DeskAnswer.Done();
    }

    private Task<List<StaffAccount>> ServingAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken) =>
        DeskNotices.ServingAsync(db, policies.Current(), one, OfficeTime.DayOf(now), cancellationToken);

    /// <summary>In danger all who serve it.</summary>
    private Task<List<StaffAccount>> ConcernedAsync(Consultation one, bool isDanger, DateTimeOffset now, CancellationToken cancellationToken) =>
        isDanger ? ServingAsync(one, now, cancellationToken) : DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken);

    private async Task<IEnumerable<StaffAccount>> OthersAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ServingAsync(one, now, cancellationToken)).Where(account => account.Id != staff);

    private static void WriteWords(Consultation one, ConsultationEntryKind kind, string text, Guid? member, string channelMessageId, DateTimeOffset now) =>
        ConsultationRules.Write(one, new ConsultationEntry
        {
            Id = Guid.CreateVersion7(now),
            ConsultationId = one.Id,
            At = now,
            Kind = kind,
            MemberId = member,
            Text = text,
            ChannelMessageId = channelMessageId.Length <= MessageIdUnitsMax ? channelMessageId : "",
            Sequence = ConsultationRules.SequenceOf(one, now),
        });

    private static string? ProblemOf(string text) =>
        string.IsNullOrWhiteSpace(text) ? "内容を書いてください。" : text.Length > ConsultationEntry.TextUnitsMax ? TooLong : null;

    private static string SubjectOf(Consultation one) => string.Create(CultureInfo.InvariantCulture, $"consultation:{one.Number}");

    private static string Cut(string text, int unitsMax) => text.Length <= unitsMax ? text : text[..unitsMax];

    private static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"文章が長すぎます。{ConsultationEntry.TextUnitsMax - HeadUnits}文字までにしてください。");

    private const int MessageIdUnitsMax = 200;

    /// <summary>Kept for a name or a date that stands before a note.</summary>
    private const int HeadUnits = 200;
}
