using System.Globalization;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <param name="Address">Where it is mended.</param>
/// <param name="IsNear">It begins within a day, or has begun.</param>
public sealed record GapPlace(GapLine Line, string Address, bool IsNear);

/// <summary>Weak places of the rotas, each with a way to mend it.</summary>
public sealed class RotaGapsModel(ZaitakuDb db, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    /// <summary>By rota, the one with the nearest gap first.</summary>
    public IReadOnlyList<IGrouping<int, GapPlace>> Rotas { get; private set; } = [];

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<GapLine> open = await GapReads.OpenAsync(db, now, cancellationToken);
        IReadOnlyList<RotaView> views = open.Count == 0 ? [] : await RotaReads.OpenAsync(db, open.Min(line => line.Gap.StartsAt), GapRules.UntilOf(now) + GapRules.After, cancellationToken);
        Dictionary<int, IReadOnlyList<DutySpan>> spans = views.SelectMany(view => view.Timelines(now - GapRules.Before, GapRules.UntilOf(now) + GapRules.After)).ToDictionary(one => one.Seat.Id, one => one.Spans);
        Rotas = [.. open.Select(line => new GapPlace(line, AddressOf(line.Gap, spans), line.Gap.Cause is not (GapCause.TableEnds or GapCause.PatternsCollide) && line.Gap.StartsAt < now + GapNotices.NowWithin)).GroupBy(place => place.Line.Gap.RotaId)];
        Holidays = directory.Current().Holidays;
    }

    /// <summary>The row that stands there, where one does; else the form for a new duty in its month.</summary>
    private static string AddressOf(DutyGap gap, Dictionary<int, IReadOnlyList<DutySpan>> spans)
    {
        string rota = string.Create(CultureInfo.InvariantCulture, $"/console/rota/{gap.RotaId}");
        DutySpan? there = spans.GetValueOrDefault(gap.SeatId, []).FirstOrDefault(span => span.StartsAt <= gap.StartsAt && gap.StartsAt < span.EndsAt);
        return gap.Cause switch
        {
            GapCause.NoChannel => string.Create(CultureInfo.InvariantCulture, $"/console/rota/holders?holder={gap.HolderId}#chat"),
            GapCause.TableEnds => $"{rota}#table",
            GapCause.PatternsCollide => $"{rota}/patterns",
            _ when there?.Said is { } said => string.Create(CultureInfo.InvariantCulture, $"{rota}/shift/{said.Id}?from={gap.StartsAt.UtcTicks}&until={gap.EndsAt.UtcTicks}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{rota}?month={OfficeTime.DayOf(gap.StartsAt):yyyy-MM}#duty"),
        };
    }
}
