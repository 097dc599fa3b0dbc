using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The shift pattern of one rota, line by line, and the days it gives.</summary>
public sealed class RotaPatternsModel(ZaitakuDb db, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    private const string TooMany = "型が多すぎます。使わないものをやめてから加えてください。";

    [BindProperty]
    public PatternForm Form { get; set; } = new();

    public RotaPlanning Planning { get; private set; } = null!;

    /// <summary>The line whose fields are open; null for a new one.</summary>
    public PatternLine? Chosen { get; private set; }

    /// <summary>The first day of the month that is shown.</summary>
    public DateOnly Month { get; private set; }

    public IReadOnlyList<DutyUnit> Units { get; private set; } = [];

    /// <summary>Why the patterns give no days, in words; empty when they do.</summary>
    public string Trouble { get; private set; } = "";

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public async Task<IActionResult> OnGetAsync(int id, int? pattern, string? month, string? done, CancellationToken cancellationToken)
    {
        Done = done switch { "kept" => "書きました。次に作る案から効きます。下の表で、当番の日を確かめてください。", "removed" => "やめました。いまある当番表は変わりません。", _ => "" };
        if (!await ShowAsync(id, pattern, month, cancellationToken) || (pattern is not null && Chosen is null))
        {
            return Missing();
        }

        Form = PatternForm.Of(Chosen);
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(int id, int? pattern, CancellationToken cancellationToken)
    {
        DutyRota? rota = await RotaKeeping.FindAsync(db, id, cancellationToken);
        RotaPattern? row = rota is null || pattern is null ? null : await RowAsync(id, pattern.Value, cancellationToken);
        if (rota is null || (pattern is not null && row is null))
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        Problem = rota.IsDemo ? DutyWriting.Demo : row is not null && row.Revision != Form.Seen ? DutyWriting.SomebodyElse : await WriteAsync(rota, row, now, cancellationToken);
        if (Problem.Length == 0)
        {
            Problem = await RotaKeeping.KeepAsync(db, rota, "rota.pattern", Staff.Id, now, cancellationToken, row is null ? "" : $"pattern:{row.Id}");
        }

        if (Problem.Length == 0)
        {
            return LocalRedirect($"/console/rota/{id}/patterns?done=kept");
        }

        bool isThere = await ShowAsync(id, pattern, null, cancellationToken);
        Form = Problem == DutyWriting.SomebodyElse && Chosen is not null ? PatternForm.Of(Chosen) : Form; // What a colleague wrote is looked at first.
        return isThere ? Page() : Missing();
    }

    public async Task<IActionResult> OnPostRemoveAsync(int id, int pattern, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is not { } rota || await db.RotaPatterns.SingleOrDefaultAsync(one => one.Id == pattern && one.RotaId == id, cancellationToken) is not { } row)
        {
            return Missing();
        }

        if (row.RemovedAt is null)
        {
            row.RemovedAt = clock.GetUtcNow();
            row.Revision++;
            Problem = await RotaKeeping.KeepAsync(db, rota, "rota.pattern_remove", Staff.Id, clock.GetUtcNow(), cancellationToken, $"pattern:{row.Id}");
        }

        return await DoneAsync(id, "removed", cancellationToken);
    }

    /// <summary>Adds the lines of a preset that do not stand yet: pressed twice, it does what pressing once does.</summary>
    /// <param name="seat">Empty on the page of a rota that had no seat yet.</param>
    /// <param name="week">1 to 5 or -1 for the last, where the preset asks.</param>
    public async Task<IActionResult> OnPostPresetAsync(int id, string? preset, string? seat, int weekday, int week, CancellationToken cancellationToken)
    {
        if (await RotaKeeping.FindAsync(db, id, cancellationToken) is not { } rota)
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        Form = new PatternForm { Seat = !string.IsNullOrEmpty(seat) ? seat : rota.Seats.Count == 0 ? PatternForm.NewSeat : rota.Seats.Count == 1 ? rota.Seats[0].Id.ToString(CultureInfo.InvariantCulture) : "" };
        List<ShiftPattern> standing = [.. (await db.RotaPatterns.Where(one => one.RotaId == id && one.RemovedAt == null).ToListAsync(cancellationToken)).Select(one => one.Read())];
        Problem = rota.IsDemo ? DutyWriting.Demo
            : !PatternPresetRules.All.Any(one => one.Id == preset) || !Enum.IsDefined((DayOfWeek)weekday) || week is not (ShiftPattern.LastWeek or (>= 0 and <= 5)) ? "型を選び直してください。"
            : standing.Count + 2 > UnitRules.PatternsMax ? TooMany : Form.SeatProblem(rota);
        if (Problem.Length == 0)
        {
            int seatId = (await SeatAsync(rota, cancellationToken)).Id;
            RotaPattern[] added = [.. PatternPresetRules.Lacking(PatternPresetRules.Of(preset!, seatId, (DayOfWeek)weekday, week == 0 ? 1 : week, standing), standing)
                .Select(pattern => new RotaPattern { RotaId = id, SeatId = seatId, Body = RotaPattern.BodyOf(pattern), CreatedAt = now })];
            db.RotaPatterns.AddRange(added);
            Problem = added.Length == 0 ? "その型は、もうあります。" : await RotaKeeping.KeepAsync(db, rota, "rota.pattern", Staff.Id, now, cancellationToken, preset!);
        }

        return await DoneAsync(id, "kept", cancellationToken);
    }

    /// <returns>Why not, in words; empty when only the save is left.</returns>
    private async Task<string> WriteAsync(DutyRota rota, RotaPattern? row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int? fixedTo = int.TryParse(Form.FixedTo, NumberStyles.None, CultureInfo.InvariantCulture, out int holder) ? holder : null;
        string problem = Form.SeatProblem(rota);
        ShiftPattern? pattern = problem.Length > 0 ? null : Form.Read(out problem);
        if (pattern is null)
        {
            return problem;
        }

        if (fixedTo is not null && !await db.RotaMembers.AnyAsync(member => member.RotaId == rota.Id && member.HolderId == fixedTo && member.LeftAt == null, cancellationToken))
        {
            return "いつも入る人を選び直してください。";
        }

        if (row is null && await db.RotaPatterns.CountAsync(one => one.RotaId == rota.Id && one.RemovedAt == null, cancellationToken) >= UnitRules.PatternsMax)
        {
            return TooMany;
        }

        int seat = (await SeatAsync(rota, cancellationToken)).Id;
        if (row is null)
        {
            db.RotaPatterns.Add(new RotaPattern { RotaId = rota.Id, SeatId = seat, Body = RotaPattern.BodyOf(pattern), FixedHolderId = fixedTo, CreatedAt = now });
            return "";
        }

        (row.SeatId, row.Body, row.FixedHolderId) = (seat, RotaPattern.BodyOf(pattern), fixedTo);
        row.Revision++;
        return "";
    }

    /// <summary>The chosen seat, or a new one; its id is needed, and a seat without a pattern does no harm when the second save fails.</summary>
    private async Task<DutySeat> SeatAsync(DutyRota rota, CancellationToken cancellationToken)
    {
        if (Form.Seat != PatternForm.NewSeat)
        {
            return rota.Seats.First(seat => seat.Id.ToString(CultureInfo.InvariantCulture) == Form.Seat);
        }

        DutySeat made = rota.AddSeat(FormText.Line(Form.Group));
        await db.SaveChangesAsync(cancellationToken);
        return made;
    }

    private async Task<IActionResult> DoneAsync(int id, string done, CancellationToken cancellationToken)
    {
        if (Problem.Length == 0)
        {
            return LocalRedirect($"/console/rota/{id}/patterns?done={done}");
        }

        bool isThere = await ShowAsync(id, null, null, cancellationToken);
        Form = PatternForm.Of(null);
        return isThere ? Page() : Missing();
    }

    private Task<RotaPattern?> RowAsync(int rota, int pattern, CancellationToken cancellationToken) =>
        db.RotaPatterns.SingleOrDefaultAsync(one => one.Id == pattern && one.RotaId == rota && one.RemovedAt == null, cancellationToken);

    private async Task<bool> ShowAsync(int id, int? pattern, string? month, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        ModelState.Clear();
        DateTimeOffset now = clock.GetUtcNow();
        Holidays = directory.Current().Holidays;
        if (await PlanReads.PlanningAsync(db, id, Holidays, now, cancellationToken) is not { } planning)
        {
            return false;
        }

        DateOnly today = OfficeTime.DayOf(now), next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        (Planning, Chosen) = (planning, planning.Patterns.FirstOrDefault(line => line.Row.Id == pattern));
        Month = DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly asked) && asked.Year is >= 2000 and <= 2199 ? asked : next;
        UnitOutcome outcome = PlanRequestRules.UnitsOf(planning, Month, Month.AddMonths(1));
        (Units, Trouble) = outcome is UnitOutcome.Units units ? (units.All, "") : ([], PlanWords.Of(outcome, planning, Holidays));
        return true;
    }
}
