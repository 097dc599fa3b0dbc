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
    /// <summary>Corrects facts. A changed urgency moves the target, counted from the receipt.</summary>
    public async Task<DeskAnswer> CorrectAsync(Consultation one, Guid staff, Correction correction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correction);
        if (await RefusalAsync(DeskOperation.Correct, one, staff, cancellationToken) is { } refused)
        {
            return refused;
        }

        List<string> changes = [];
        (one.Origin, one.Content, one.Phase) = (
            Changed(changes, "相談元", one.Origin, correction.Origin, ConsultationTerms.Origins),
            Changed(changes, "内容", one.Content, correction.Content, ConsultationTerms.Contents),
            Changed(changes, "局面", one.Phase, correction.Phase, ConsultationTerms.Phases));
        ConsultationUrgency before = one.Urgency;
        one.Urgency = Changed(changes, "急ぎ", before, correction.Urgency, ConsultationTerms.Urgencies) ?? before;
        if (before != one.Urgency && one is { TargetAt: not null, State: ConsultationState.Waiting or ConsultationState.Claimed, FirstAnswerAt: null })
        {
            ConsultationRules.Owe(one, TargetRules.TargetOf(policies.Current(), one.Urgency, one.ReceivedAt ?? one.CreatedAt));
        }

        one.Area = ChangedText(changes, "地域", one.Area, correction.Area, AreaUnitsMax);
        string contact = one.AskerName + one.CallPhone + one.CallTimes;
        (one.AskerName, one.CallPhone, one.CallTimes) = (Cut(correction.AskerName ?? one.AskerName, NameUnitsMax), Cut(correction.CallPhone ?? one.CallPhone, PhoneUnitsMax), Cut(correction.CallTimes ?? one.CallTimes, NameUnitsMax));
        if (contact != one.AskerName + one.CallPhone + one.CallTimes)
        {
            changes.Add("連絡先"); // That it changed, not to what: the timeline is read by more people than the head.
        }

        if (changes.Count == 0)
        {
            return new DeskAnswer.Done();
        }

        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Corrected, string.Join('\n', changes), now, staff);
        return await DoneAsync(one, "consultation.correct", staff, now, cancellationToken);
    }

    private static T? Changed<T>(List<string> changes, string label, T? before, T? wanted, DomainTerms<T> terms)
        where T : struct, Enum
    {
        if (wanted is not { } value || before is { } same && EqualityComparer<T>.Default.Equals(same, value))
        {
            return before;
        }

        changes.Add($"{label}: {(before is { } old ? terms.Name(old) : "未確認")} → {terms.Name(value)}");
        return value;
    }

    private static string ChangedText(List<string> changes, string label, string before, string? wanted, int unitsMax)
    {
        string value = Cut(wanted ?? before, unitsMax);
        if (value != before)
        {
            changes.Add($"{label}: {(before.Length > 0 ? before : "未確認")} → {value}");
        }

        return value;
    }

    /// <summary>While nobody has it, doing something with it takes it.</summary>
    private async Task HoldAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (one.StaffId is not null)
        {
            return;
        }

        ConsultationRules.Take(one, staff, now);
        ConsultationRules.Write(one, ConsultationEntryKind.Claimed, "", now, staff);
        if (await db.StaffAccounts.FindAsync([staff], cancellationToken) is { } account)
        {
            account.LastAssignedAt = now;
        }
    }

    private async Task<DeskAnswer?> RefusalAsync(DeskOperation operation, Consultation one, Guid staff, CancellationToken cancellationToken, string text = "", bool needsText = false)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(text);
        return ConsultationRules.RefusalOf(operation, one, staff) switch
        {
            DeskRefusal.HeldByOther => new DeskAnswer.TakenBy(await DeskStaff.NameOfAsync(db, one.StaffId!.Value, cancellationToken)),
            DeskRefusal.NotNow => new DeskAnswer.NotAllowed(ConsultationRules.ReasonOf(operation, one)),
            _ when needsText && string.IsNullOrWhiteSpace(text) => new DeskAnswer.NotAllowed("本文を書いてください。"),
            _ when text.Length > ConsultationEntry.TextUnitsMax - HeadUnits => new DeskAnswer.NotAllowed(TooLong),
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

    /// <summary>In danger all who serve it.</summary>
    private Task<List<StaffAccount>> ConcernedAsync(Consultation one, bool isDanger, DateTimeOffset now, CancellationToken cancellationToken) =>
        isDanger ? DeskNotices.ServingAsync(db, policies.Current(), one, OfficeTime.DayOf(now), cancellationToken) : DeskNotices.ConcernedAsync(db, policies.Current(), one, now, cancellationToken);

    private async Task<IEnumerable<StaffAccount>> OthersAsync(Consultation one, Guid staff, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await DeskNotices.ServingAsync(db, policies.Current(), one, OfficeTime.DayOf(now), cancellationToken)).Where(account => account.Id != staff);

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
