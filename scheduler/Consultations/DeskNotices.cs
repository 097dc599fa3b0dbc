using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>What happened to a consultation that its coordinators must hear of.</summary>
public enum DeskNews { Arrived, Assigned, Transferred, Replied, Warned, PlanIsNear, Overdue, OverdueForDeputy, OverdueForAll, LostClaim, TakenBack, Unanswered, DangerInDraft, Danger, Joined, MergedAway, PassedOn, Undelivered, StillOpen }

/// <summary>Tells coordinators where they are reached. Number, content, area and urgency only: the rest stands in the console.</summary>
public sealed class DeskNotices(IDeskPolicies policies) : IMessageTruth
{
    private const string Prefix = "desk:";
    private const string Together = "desk";

    /// <summary>After three days the queue itself has told.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    public string AboutPrefix => Prefix;

    public bool IsAtWork(DateTimeOffset now) => policies.Current().Time.IsOpen(now);

    /// <summary>Adds a notice for each; the caller saves it with what caused it. Who is linked to no chat sees it in the console.</summary>
    /// <param name="isDanger">Rings at any hour.</param>
    public static void Add(ZaitakuDb db, Consultation one, DeskNews news, IEnumerable<StaffAccount> to, DateTimeOffset now, string by = "", bool isDanger = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        string body = OutboxBody.Text($"{(isDanger ? "【至急・危険のおそれ】" : "")}{HeadOf(news, by)}\n{DeskWords.Facts(one)}\n{WhereOf(news)}");
        foreach (Guid member in DeskStaff.MembersOf(to))
        {
            OutboxPlans.Add(db, AboutOf(one.Number), new PlannedMessage(member, KindOf(news), isDanger ? Urgency.Page : Urgency.Notice, body, now, now + Life)
            {
                Bundle = isDanger ? null : Together, // In the morning all of a night's news are one message of the plan.
            }, now);
        }
    }

    /// <summary>Those of its desk who serve its area and are there today; when nobody is, all who work here.</summary>
    public static async Task<List<StaffAccount>> ServingAsync(ZaitakuDb db, DeskPolicy policy, Consultation one, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(one);
        List<StaffAccount> all = await DeskStaff.AllAsync(db, cancellationToken);
        List<StaffAccount> serving = all.FindAll(account => AssignmentRules.IsThere(account, today) && AssignmentRules.WorksAt(account, policy.StaffAt(one.DeskId)) && AssignmentRules.Serves(account, one.Area));
        return serving.Exists(account => account.MemberId is not null) ? serving : all;
    }

    /// <summary>Whoever has it; their deputy too while they are away, or all who serve it where no deputy is there; while nobody has it, all who serve it.</summary>
    public static async Task<List<StaffAccount>> ConcernedAsync(ZaitakuDb db, DeskPolicy policy, Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        DateOnly today = OfficeTime.DayOf(now);
        if (await AtWorkAsync(db, one.StaffId, cancellationToken) is not { } holder)
        {
            return await ServingAsync(db, policy, one, today, cancellationToken);
        }

        return !holder.IsAbsent(today) ? [holder]
            : await AtWorkAsync(db, holder.DeputyId, cancellationToken) is { } deputy && AssignmentRules.IsThere(deputy, today) ? [holder, deputy]
            : [holder, .. (await ServingAsync(db, policy, one, today, cancellationToken)).Where(account => account.Id != holder.Id)];
    }

    private static async Task<StaffAccount?> AtWorkAsync(ZaitakuDb db, Guid? staff, CancellationToken cancellationToken) =>
        staff is { } id && await db.StaffAccounts.FindAsync([id], cancellationToken) is { DisabledAt: null } account ? account : null;

    /// <summary>A notice that waited for the morning is looked at once more: who has it by now, is it still owed?</summary>
    /// <inheritdoc/>
    public bool Redraws(string kind) => false;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (!int.TryParse(message.About?[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || await db.Consultations.AsNoTracking().SingleOrDefaultAsync(one => one.Number == number, cancellationToken) is not { } one)
        {
            return new TruthAnswer.NoLonger("the consultation is gone");
        }

        bool isStill = message.Kind switch
        {
            "desk.arrived" => one.IsOpen && one.StaffId is null,
            "desk.warned" or "desk.overdue" or "desk.overdueforall" or "desk.overduefordeputy" => one.IsOpen && one.TargetAt is not null,
            "desk.unanswered" => one.State == ConsultationState.AskedBack,
            "desk.planisnear" => one.State == ConsultationState.Planned,
            "desk.danger" or "desk.assigned" or "desk.transferred" or "desk.replied" or "desk.joined" or "desk.stillopen" => one.IsOpen,
            "desk.passedon" => await AtWorkAsync(db, one.StaffId, cancellationToken) is not { } holder || holder.MemberId != message.MemberId, // It came back to them.
            "desk.undelivered" => one.IsOpen || one.State == ConsultationState.Closed, // Closed in the belief that the answer arrived.
            _ => true,
        };
        return isStill ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger("somebody has seen to it");
    }

    public static string AboutOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    public static string KindOf(DeskNews news) => $"desk.{news.ToString().ToLowerInvariant()}";

    /// <summary>What was not sent is nobody's to read: the console shows that it was written, by whom, and where to call.</summary>
    private static string WhereOf(DeskNews news) => news == DeskNews.DangerInDraft ? "コンソールの「届いたことば」から、書いた人の電話番号を開けます。" : "コンソールで開いてください。";

    private static string HeadOf(DeskNews news, string by) => news switch
    {
        DeskNews.Arrived => "新しい相談が届きました。まだ担当者がいません。",
        DeskNews.Danger => $"いのちに関わるかもしれない言葉のある相談が届きました。{(by.Length > 0 ? $"担当は{by}さんです。" : "まだ担当者がいません。")}",
        DeskNews.Assigned => "新しい相談の担当になりました。",
        DeskNews.Transferred => $"{by}さんから相談を引き継ぎました。",
        DeskNews.Replied => "相談された方から返信がありました。",
        DeskNews.Warned => "相談の返答期限が近づいています。",
        DeskNews.PlanIsNear => "予定した電話・訪問の時刻が近づいています。",
        DeskNews.Overdue => "相談の返答期限を過ぎました。",
        DeskNews.OverdueForDeputy => $"{by}さんの担当する相談が、返答期限を過ぎました。代わりに対応をお願いします。",
        DeskNews.LostClaim => $"この相談は、先に{by}さんが引き受けました。",
        DeskNews.Joined => $"{by}さんが、同じ方の別の相談をこの相談にまとめました。",
        DeskNews.MergedAway => $"{by}さんが、この相談を、同じ方の別の相談にまとめました。予定があるときは、まとめた先でお確かめください。",
        DeskNews.PassedOn => $"{by}さんが、担当されていた相談をほかの担当者か窓口へ渡しました。約束した電話や訪問があるときは、いまの担当をコンソールで確かめてください。",
        DeskNews.Undelivered => "相談した方への返事が、チャットで届いていないかもしれません。電話など、ほかの方法もお考えください。",
        DeskNews.StillOpen => "回答したままの相談があります。済んでいれば、結果を選んで終了してください。",
        DeskNews.TakenBack => "相談が取り下げられました。",
        DeskNews.Unanswered => "おたずねへの返事が、まだありません。電話など、ほかの方法もお考えください。",
        DeskNews.DangerInDraft => "相談した方が、いのちに関わるかもしれない言葉を書きました（相談としてはまだ送られていません）。ご本人には119の案内を出しました。",
        _ => "返答期限を過ぎた相談があります。どなたか対応をお願いします。",
    };
}
