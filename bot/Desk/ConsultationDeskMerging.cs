using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Desk;

/// <summary>Two consultations that are one.</summary>
public sealed partial class ConsultationDesk
{
    /// <summary>A duplicate joins the one that goes on; what the person says from now on comes there. Anybody may merge, so whoever had the duplicate hears.</summary>
    public async Task<DeskAnswer> MergeIntoAsync(Consultation one, Guid staff, Consultation into, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (await RefusalAsync(DeskOperation.Merge, one, staff, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (into.Id == one.Id || !into.IsOpen)
        {
            return new DeskAnswer.NotAllowed("まとめる先は、終了していないほかの相談にしてください。");
        }

        if (one.MemberId is not null && into.MemberId is not null && one.MemberId != into.MemberId)
        {
            return new DeskAnswer.NotAllowed("ちがう方の相談はまとめられません。"); // Else the answer to one would be read by the other.
        }

        string plan = ConsultationRules.PlanToCome(one, now) is { } planned ? $"\n予定: {DeskWords.When(planned)}" : "";
        List<StaffAccount> had = one.StaffId is { } holder && holder != staff ? await ConcernedAsync(one, isDanger: false, now, cancellationToken) : [];
        List<StaffAccount> told = await TakeOverWhatIsOwedAsync(one, into, staff, now, cancellationToken);
        into.MemberId ??= one.MemberId;
        into.Channel = into.Channel.Length > 0 ? into.Channel : one.Channel;
        ConsultationRules.Merge(one, into.Id, now);
        ConsultationRules.WriteInternal(one, ConsultationEntryKind.Merged, $"{ConsultationNumbers.Shown(into.Number)} にまとめました", now, staff);
        ConsultationRules.WriteInternal(into, ConsultationEntryKind.Merged, $"{ConsultationNumbers.Shown(one.Number)} をまとめました{plan}", now, staff);
        DeskNotices.Add(db, one, DeskNews.MergedAway, had.Where(account => account.Id != staff && told.TrueForAll(other => other.Id != account.Id)), now, await DeskStaff.NameOfAsync(db, staff, cancellationToken));
        await DoneAsync(into, "consultation.merge", staff, now, cancellationToken);
        return await DoneAsync(one, "consultation.merge", staff, now, cancellationToken);
    }

    /// <summary>What was asked or planned in the duplicate is owed in the one that goes on: by the earlier time, with the stricter urgency, and whoever has that one hears.</summary>
    /// <returns>Who hears.</returns>
    private async Task<List<StaffAccount>> TakeOverWhatIsOwedAsync(Consultation one, Consultation into, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (one.TargetAt is not { } target)
        {
            return [];
        }

        into.Urgency = (ConsultationUrgency)Math.Min((int)into.Urgency, (int)one.Urgency);
        if (into.State == ConsultationState.AskedBack)
        {
            ConsultationRules.Owe(into, target); // The person has said more: the word is with the hub.
        }

        ConsultationRules.OweNoLater(into, target);
        if (ConsultationRules.TakeOverPlan(one, into, now) && one.StaffId is { } holder)
        {
            await HoldAsync(into, holder, now, cancellationToken); // A plan is its coordinator's, where nobody has the other.
        }

        List<StaffAccount> told = [.. (await ConcernedAsync(into, isDanger: false, now, cancellationToken)).Where(account => account.Id != staff)];
        DeskNotices.Add(db, into, DeskNews.Joined, told, now, await DeskStaff.NameOfAsync(db, staff, cancellationToken));
        return told;
    }
}
