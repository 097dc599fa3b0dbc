using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Who takes duties of one rota: shares, limits, seats; when they are away, and who must not be away together.</summary>
public sealed class RotaMembersModel(ZaitakuDb db, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["added"] = "加えました。次に作る案から入ります。", ["changed"] = "変えました。", ["left"] = "外しました。いまある当番は、表で変えてください。", ["returned"] = "また入れました。",
        ["away"] = "休みを書きました。", ["unaway"] = "休みを消しました。", ["pair"] = "同時に休まない組を決めました。", ["unpair"] = "組を解きました。",
    };

    [BindProperty]
    public MemberForm Form { get; set; } = new();

    [BindProperty]
    public AwayForm Away { get; set; } = new();

    public RotaPlanning Planning { get; private set; } = null!;

    /// <summary>Who left, or takes no more duties anywhere.</summary>
    public IReadOnlyList<(RotaMember Row, DutyHolder Holder)> Former { get; private set; } = [];

    public IReadOnlyList<string> HolderNames { get; private set; } = [];

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return await ShowAsync(id, cancellationToken) ? Page() : Missing();
    }

    public Task<IActionResult> OnPostAddAsync(int id, CancellationToken cancellationToken) =>
        DoAsync(id, "added", async (rota, now) => await MemberWriting.AddAsync(db, rota, Form, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostChangeAsync(int id, int member, CancellationToken cancellationToken) =>
        DoAsync(id, "changed", async (rota, now) => await MemberAsync(id, member, cancellationToken) is { } row ? await MemberWriting.ChangeAsync(db, rota, row, Form, Staff.Id, now, cancellationToken) : null, cancellationToken);

    /// <param name="wanted">"out" or "in": pressing twice does what pressing once does.</param>
    public Task<IActionResult> OnPostLeaveAsync(int id, int member, string? wanted, CancellationToken cancellationToken) =>
        DoAsync(id, wanted == "in" ? "returned" : "left", async (rota, now) => await MemberAsync(id, member, cancellationToken) is { } row ? await MemberWriting.LeaveAsync(db, rota, row, wanted != "in", Staff.Id, now, cancellationToken) : null, cancellationToken);

    public Task<IActionResult> OnPostAwayAsync(int id, CancellationToken cancellationToken) => DoAsync(id, "away", async (rota, now) =>
    {
        if (Away.Read(Staff.Id, now, out string problem) is not { } away)
        {
            return problem;
        }

        if (!await db.RotaMembers.AnyAsync(row => row.RotaId == id && row.HolderId == away.HolderId && row.LeftAt == null, cancellationToken))
        {
            return "だれの休みかを選び直してください。";
        }

        if (await db.DutyAways.CountAsync(one => one.HolderId == away.HolderId && one.RemovedAt == null && one.EndsAt > now, cancellationToken) >= AwayForm.OpenMax)
        {
            return $"これからの休みは、1人{AwayForm.OpenMax}件までです。";
        }

        db.DutyAways.Add(away);
        return await RotaKeeping.KeepAsync(db, rota, "rota.away", Staff.Id, now, cancellationToken, $"holder:{away.HolderId}");
    }, cancellationToken);

    public Task<IActionResult> OnPostAwayRemoveAsync(int id, int away, CancellationToken cancellationToken) => DoAsync(id, "unaway", async (rota, now) =>
    {
        if (await db.DutyAways.SingleOrDefaultAsync(one => one.Id == away && db.RotaMembers.Any(row => row.RotaId == id && row.HolderId == one.HolderId), cancellationToken) is not { } found)
        {
            return null;
        }

        found.RemovedAt ??= now;
        return await RotaKeeping.KeepAsync(db, rota, "rota.away_remove", Staff.Id, now, cancellationToken, $"holder:{found.HolderId}");
    }, cancellationToken);

    public Task<IActionResult> OnPostPairAsync(int id, int one, int other, CancellationToken cancellationToken) => DoAsync(id, "pair", async (rota, now) =>
    {
        (int lower, int higher) = (Math.Min(one, other), Math.Max(one, other));
        List<int> members = await db.RotaMembers.Where(row => row.RotaId == id && row.LeftAt == null && (row.HolderId == lower || row.HolderId == higher)).Select(row => row.HolderId).ToListAsync(cancellationToken);
        if (lower == higher || members.Count < 2)
        {
            return "組にする2人を選んでください。";
        }

        if (await db.DutyPairs.AnyAsync(pair => pair.OneId == lower && pair.OtherId == higher, cancellationToken))
        {
            return "その2人は、もう組になっています。";
        }

        if (await db.DutyPairs.CountAsync(cancellationToken) >= PlannerRules.PairsMax)
        {
            return $"組は{PlannerRules.PairsMax}までです。";
        }

        db.DutyPairs.Add(new DutyPair { OneId = lower, OtherId = higher, CreatedAt = now });
        return await RotaKeeping.KeepAsync(db, rota, "rota.pair", Staff.Id, now, cancellationToken, $"holder:{lower} holder:{higher}");
    }, cancellationToken);

    public Task<IActionResult> OnPostPairRemoveAsync(int id, int pair, CancellationToken cancellationToken) => DoAsync(id, "unpair", async (rota, now) =>
    {
        if (await db.DutyPairs.SingleOrDefaultAsync(one => one.Id == pair && db.RotaMembers.Any(row => row.RotaId == id && row.HolderId == one.OneId), cancellationToken) is not { } found)
        {
            return null;
        }

        db.DutyPairs.Remove(found);
        return await RotaKeeping.KeepAsync(db, rota, "rota.pair_remove", Staff.Id, now, cancellationToken, $"holder:{found.OneId} holder:{found.OtherId}");
    }, cancellationToken);

    /// <param name="act">Answers why not, in words; empty when it is done, null when there is no such thing.</param>
    private async Task<IActionResult> DoAsync(int id, string done, Func<DutyRota, DateTimeOffset, Task<string?>> act, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        string? problem = rota.IsDemo ? DutyWriting.Demo : await act(rota, clock.GetUtcNow());
        if (problem is { Length: > 0 })
        {
            Problem = problem;
            return await ShowAsync(id, cancellationToken) ? Page() : Missing();
        }

        return problem is null ? Missing() : LocalRedirect($"/console/rota/{id}/members?done={done}");
    }

    private Task<RotaMember?> MemberAsync(int rota, int member, CancellationToken cancellationToken) =>
        db.RotaMembers.SingleOrDefaultAsync(row => row.Id == member && row.RotaId == rota, cancellationToken);

    private async Task<bool> ShowAsync(int id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Holidays = directory.Current().Holidays;
        if (await PlanReads.PlanningAsync(db, id, Holidays, clock.GetUtcNow(), cancellationToken) is not { } planning)
        {
            return false;
        }

        Planning = planning;
        var former = await (from row in db.RotaMembers.AsNoTracking()
                            join holder in db.DutyHolders.AsNoTracking() on row.HolderId equals holder.Id
                            where row.RotaId == id && (row.LeftAt != null || holder.ClosedAt != null)
                            orderby row.Position, row.Id
                            select new { row, holder }).Take(PlannerRules.HoldersMax).ToListAsync(cancellationToken);
        Former = [.. former.Select(one => (one.row, one.holder))];
        HolderNames = await RotaReads.HolderNamesAsync(db, cancellationToken);
        ModelState.Clear();
        return true;
    }
}
