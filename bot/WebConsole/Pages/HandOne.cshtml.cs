using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One case: to whom it goes, whose hands are up, who has it.</summary>
public sealed class HandOneModel(ZaitakuDb db, HandActions actions, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    /// <summary>What a coordinator writes down for a doctor.</summary>
    public static readonly IReadOnlyList<HandAnswer> Answers = [HandAnswer.Main, HandAnswer.Deputy, HandAnswer.Either, HandAnswer.No, HandAnswer.Down];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["added"] = "書きました。送る先を確かめて、送ってください。", ["changed"] = "直しました。送る先を確かめてください。", ["send"] = "送りました。手が挙がったら、お知らせします。",
        ["settle"] = "決めました。先生方へ知らせます。決まった先生へ、電話で詳しいことを伝えてください。", ["raise"] = "書きました。", ["release"] = "席をあけました。見送らなかった先生方へ、もう一度お願いしています。",
        ["extend"] = "締切を変えました。", ["withdraw"] = "取り下げました。先生方へ知らせます。",
    };

    private IReadOnlyDictionary<int, DutyHolder> _holders = new Dictionary<int, DutyHolder>();
    private Dictionary<Guid, OutboxState> _deliveries = [];

    [BindProperty]
    public HandForm Form { get; set; } = new();

    /// <summary>What was chosen to be written down, where it was refused.</summary>
    public (int Holder, string Answer) Heard { get; private set; } = (0, "");

    public HandCase Case { get; private set; } = null!;

    public IReadOnlyList<HandCandidate> Candidates { get; private set; } = [];

    /// <summary>Who is asked by the next sending.</summary>
    public IReadOnlyList<HandCandidate> Asked => [.. Candidates.Where(candidate => candidate.IsAsked && !Case.Asks.Exists(ask => ask.HolderId == candidate.Holder.Id))];

    public IReadOnlyList<HandCandidate> NotAsked => [.. Candidates.Where(candidate => !candidate.IsAsked && !Case.Asks.Exists(ask => ask.HolderId == candidate.Holder.Id)).OrderBy(candidate => candidate.Bar)];

    /// <summary>Whose word may be written down, and who has no seat.</summary>
    public IReadOnlyList<HandCandidate> ByPhone => [.. Candidates.Where(candidate => candidate.CanBeHeard && !Case.Seats.Exists(seat => seat.HolderId == candidate.Holder.Id))];

    public IReadOnlyList<HandAsk> Hands => [.. HandRules.Waiting(Case)];

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return await ShowAsync(id, keepsForm: false, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(int id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Problem = Form.Problem(now);
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, keepsForm: true, cancellationToken);
        }

        return await DoAsync(id, "changed", (desk, one, _) => Task.FromResult(desk.Change(one, Form, Staff.Id, now)), cancellationToken);
    }

    public Task<IActionResult> OnPostSendAsync(int id, int seen, CancellationToken cancellationToken) =>
        DoAsync(id, "send", (desk, one, now) => one.Revision != seen ? Task.FromResult(HandActions.SomebodyElse) : desk.SendAsync(one, Staff.Id, now, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostDropAsync(int id, CancellationToken cancellationToken)
    {
        if (await HandReads.OneAsync(db, id, cancellationToken) is not { } one)
        {
            return Missing();
        }

        if (one.State != HandCaseState.Draft)
        {
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/hands/{id}")); // Sent meanwhile: it is taken back from there.
        }

        db.Remove(one);
        db.AuditTrail.Add(Storage.Audit.AuditEntry.By(Staff.Id, "hands.drop", string.Create(CultureInfo.InvariantCulture, $"hands:{id}"), clock.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return LocalRedirect("/console/hands?done=dropped");
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            Problem = HandActions.SomebodyElse;
            return await ShowAsync(id, keepsForm: false, cancellationToken);
        }
    }

    public Task<IActionResult> OnPostSettleAsync(int id, int? main, int? deputy, string? goesOn, int seen, CancellationToken cancellationToken) =>
        DoAsync(id, "settle", (desk, one, now) => one.Revision != seen ? Task.FromResult(HandActions.SomebodyElse) : desk.SettleAsync(one, main, deputy, goesOn == "true", Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRaiseAsync(int id, int holder, string? answer, int seen, CancellationToken cancellationToken)
    {
        Heard = (holder, answer ?? "");
        return DoAsync(id, "raise", async (desk, one, now) =>
            !Enum.TryParse(answer, out HandAnswer said) || !Answers.Contains(said) ? HandDesk.NobodyChosen
            : one.Revision != seen ? HandActions.SomebodyElse : await desk.HearAsync(one, holder, said, Staff.Id, now, cancellationToken), cancellationToken);
    }

    public Task<IActionResult> OnPostReleaseAsync(int id, int holder, CancellationToken cancellationToken) => DoAsync(id, "release", (desk, one, now) => desk.StepBackAsync(one, holder, Staff.Id, now, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostExtendAsync(int id, CancellationToken cancellationToken)
    {
        string problem = Form.DeadlineProblem(clock.GetUtcNow());
        return await DoAsync(id, "extend", (desk, one, now) => Task.FromResult(problem.Length > 0 ? problem : desk.Extend(one, Form.Deadline(), Staff.Id, now)), cancellationToken);
    }

    public Task<IActionResult> OnPostWithdrawAsync(int id, CancellationToken cancellationToken) => DoAsync(id, "withdraw", (desk, one, now) => desk.WithdrawAsync(one, Staff.Id, now, cancellationToken), cancellationToken);

    public string NameOf(int holder) => _holders.TryGetValue(holder, out DutyHolder? found) ? DutyWords.Name(found) : "記録が残っていない先生";

    public string PhoneOf(int holder) => _holders.TryGetValue(holder, out DutyHolder? found) && found.Phone.Length > 0 ? found.Phone : "電話は登録なし";

    public string DeliveryOf(HandAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return _holders.GetValueOrDefault(ask.HolderId)?.MemberId is not { } member ? "チャットなし（電話で）"
            : !_deliveries.TryGetValue(member, out OutboxState state) ? "" : state switch
            {
                OutboxState.Sent => "届きました", OutboxState.Waiting or OutboxState.Sending => "これから送ります", OutboxState.Unknown => "届いたか分かりません", _ => "届いていません（電話で）",
            };
    }

    public string WordsOf(HandStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        string who = step.HolderId is { } holder ? NameOf(holder) : "", by = step.StaffId is not null && step.HolderId is not null ? "（拠点が記入）" : "";
        return step.Kind switch
        {
            HandStepKind.Sent => $"{step.Count}人の先生に送りました",
            HandStepKind.Raised => $"{who} が手を挙げました（{HandTerms.Of(step.Seat)}）{by}",
            HandStepKind.Lowered => $"{who} が手を下ろしました{by}",
            HandStepKind.Passed => $"{who} は今回は見送りです{by}",
            HandStepKind.Seated => $"{HandTerms.Of(step.Seat == HandAnswer.Main ? HandSeatKind.Main : HandSeatKind.Deputy)}が {who} に決まりました",
            HandStepKind.SteppedBack => $"{who} が{HandTerms.Of(step.Seat == HandAnswer.Main ? HandSeatKind.Main : HandSeatKind.Deputy)}を辞退しました{by}",
            HandStepKind.Settled => "すべて決まりました",
            HandStepKind.Reopened => "また募集中に戻しました",
            HandStepKind.Withdrawn => "取り下げました",
            HandStepKind.DeadlineMoved => "締切を変えました",
            HandStepKind.Chased => $"返事のない{step.Count}人の先生に、もう一度お願いしました",
            _ => $"締切になりました（挙がっている手 {step.Count}人）",
        };
    }

    public static string WhyNot(HandCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.Bar switch
        {
            HandBar.OtherArea => $"訪問地域が違います（記録: {candidate.Holder.Areas}）",
            HandBar.CannotDo => $"できる処置の記録にありません: {string.Join("、", candidate.Missing.Select(kind => kind.Name()))}",
            HandBar.NotADoctor => "チャットでの役割が医師ではありません",
            HandBar.NoChannel => "チャットで届きません。電話でお願いしてください",
            HandBar.SamePerson => "ほかの名前でお願いする先生と同じ方です",
            _ => "チャットにつながっていません。電話でお願いしてください",
        };
    }

    private async Task<IActionResult> DoAsync(int id, string done, Func<HandDesk, HandCase, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        if (await actions.RunAsync(id, act, cancellationToken) is not { } problem)
        {
            return Missing();
        }

        if (problem.Length == 0)
        {
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/hands/{id}?done={done}"));
        }

        Problem = problem;
        ModelState.Clear();
        return await ShowAsync(id, keepsForm: false, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, bool keepsForm, CancellationToken cancellationToken)
    {
        if (await HandReads.OneAsync(db, id, cancellationToken) is not { ErasedAt: null } one)
        {
            return Missing();
        }

        Case = one;
        if (!keepsForm)
        {
            Form = HandForm.Of(one);
        }

        Candidates = await HandReads.CandidatesAsync(db, one, [.. hub.Value.Area], cancellationToken);
        _holders = await HandReads.HoldersAsync(db, one.Asks.Select(ask => ask.HolderId).Concat(Candidates.Select(candidate => candidate.Holder.Id)), cancellationToken);
        string about = HandNotices.AboutOf(id), kind = HandNotices.KindOf(HandCardKind.Ask);
        _deliveries = (await db.Outbox.AsNoTracking().Where(message => message.About == about && message.Kind == kind && message.MemberId != null).OrderBy(message => message.CreatedAt).Select(message => new { message.MemberId, message.State }).ToListAsync(cancellationToken))
            .GroupBy(row => row.MemberId!.Value).ToDictionary(group => group.Key, group => group.Last().State);
        return Page();
    }
}
