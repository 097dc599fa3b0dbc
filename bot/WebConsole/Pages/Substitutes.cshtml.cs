using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Requests for a substitute: all of them, how many came to what, and one on a doctor's behalf.</summary>
public sealed class SubstitutesModel(ZaitakuDb db, SubstituteDesk desk, SubstituteActions actions, IOptions<SubstituteOptions> options, TimeProvider clock) : ConsolePage
{
    /// <summary>Duties offered to choose from: of two months, eight a day.</summary>
    private const int UnitsMax = 500;

    private const int NobodyId = 0;

    private IReadOnlyDictionary<int, DutyHolder> _holders = new Dictionary<int, DutyHolder>();

    [BindProperty]
    public SubstituteForm Form { get; set; } = new();

    public bool IsOffered => options.Value.Enabled;

    public string CutoffWords => string.Create(CultureInfo.InvariantCulture, $"{(options.Value.CutoffDaysBefore switch { 0 => "当日", 1 => "前日", int days => $"{days}日前" })} {options.Value.Cutoff:H:mm} まで");

    public IReadOnlyList<string> Needs => SubstituteRules.Missing(desk.Policy, new SubstituteRequest());

    public IReadOnlyList<SubstituteRequest> Requests { get; private set; } = [];

    public IReadOnlyList<(string Name, int Count)> Counts { get; private set; } = [];

    public IReadOnlyList<(string Value, string Words)> Units { get; private set; } = [];

    /// <summary>Later ones that are not among them.</summary>
    public int UnitsLeft { get; private set; }

    public IReadOnlyList<DutyHolder> Doctors { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DutyStretch? duty = !IsOffered || Form.UnitKey() is not { } key ? null
            : (await desk.ChoicesAsync(Form.Requester, [], now, cancellationToken)).Select(one => one.Duty).FirstOrDefault(one => one.RotaId == key.Rota && one.SeatId == key.Seat && one.StartsAt.UtcTicks == key.Ticks);
        Problem = !IsOffered ? "代診の受付は、まだ始めていません。" : !await db.DutyHolders.AnyAsync(holder => holder.Id == Form.Requester && holder.ClosedAt == null, cancellationToken) ? "依頼した先生を選んでください。"
            : duty is null ? "当番を選んでください。その先生ご自身の当番には頼めません。" : "";
        if (duty is null || Problem.Length > 0)
        {
            await ShowAsync(cancellationToken);
            return Page();
        }

        if (await actions.BeginAsync(duty, Form.Requester, Staff.Id, cancellationToken) is { } id)
        {
            return LocalRedirect($"/console/substitutes/{id}");
        }

        Problem = HandActions.SomebodyElse;
        await ShowAsync(cancellationToken);
        return Page();
    }

    public string NameOf(int holder) => SubstituteTexts.Name(_holders.GetValueOrDefault(holder));

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Requests = await db.SubstituteRequests.AsNoTracking().OrderByDescending(one => one.UnitStartsAt).Take(SubstituteReads.ShownMax).ToListAsync(cancellationToken);
        _holders = await HandReads.HoldersAsync(db, Requests.Select(one => one.RequesterId), cancellationToken);
        IReadOnlyDictionary<(SubstituteState State, SubstituteOutcome Outcome), int> counts = await SubstituteReads.CountsAsync(db, now.AddYears(-1), cancellationToken);
        int Of(Func<(SubstituteState State, SubstituteOutcome Outcome), bool> which) => counts.Where(row => which(row.Key)).Sum(row => row.Value);
        Counts =
        [
            ("依頼", Of(row => row.State is not (SubstituteState.Withdrawn or SubstituteState.Collecting or SubstituteState.Lapsed or SubstituteState.TooLate))), ("往診", Of(row => row.Outcome == SubstituteOutcome.Visit)),
            ("看取り", Of(row => row.Outcome == SubstituteOutcome.Death)), ("なし", Of(row => row.Outcome == SubstituteOutcome.Nothing)), ("取り下げ", Of(row => row.State == SubstituteState.Withdrawn)),
            ("揃わず締切・締切後", Of(row => row.State is SubstituteState.Lapsed or SubstituteState.TooLate)),
        ];
        Doctors = await db.DutyHolders.AsNoTracking().Where(holder => holder.ClosedAt == null).OrderBy(holder => holder.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        IReadOnlyList<(DutyRota Rota, DutyStretch Duty)> duties = !IsOffered ? [] : await desk.ChoicesAsync(NobodyId, [], now, cancellationToken);
        IReadOnlyDictionary<int, DutyHolder> onDuty = await HandReads.HoldersAsync(db, duties.Select(one => one.Duty.HolderId), cancellationToken);
        UnitsLeft = Math.Max(0, duties.Count - UnitsMax);
        Units = [.. duties.Take(UnitsMax).Select(one => (
            string.Create(CultureInfo.InvariantCulture, $"{one.Duty.RotaId}:{one.Duty.SeatId}:{one.Duty.StartsAt.UtcTicks}"),
            $"{one.Rota.NameOf(one.Duty.SeatId)} {SubstituteTexts.Unit(one.Duty.StartsAt, one.Duty.EndsAt)} {SubstituteTexts.Name(onDuty.GetValueOrDefault(one.Duty.HolderId))}"))];
    }
}
