using System.Globalization;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>A month of one rota with all that is needed to show it.</summary>
public sealed record RotaMonthPage(RotaView View, RotaMonth Month, HolidayCalendar Holidays, DateTimeOffset Now)
{
    /// <summary>touban-3-2026-11.csv: a name that survives every mail program.</summary>
    public string FileOf(string ending) => string.Create(CultureInfo.InvariantCulture, $"touban-{View.Rota.Id}-{Month.First:yyyy-MM}.{ending}");
}

/// <summary>Reads months of rotas for page, print, CSV and workbook.</summary>
public sealed class RotaMonths(ZaitakuDb db, LiveDirectory directory, TimeProvider clock)
{
    private const int YearMin = 2000, YearMax = 2199;

    /// <param name="month">yyyy-MM; anything else is the present month in Tokyo.</param>
    /// <returns>Null when there is no such rota.</returns>
    public async Task<RotaMonthPage?> ReadAsync(int rota, string? month, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly today = OfficeTime.DayOf(now);
        DateOnly first = DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly asked) && asked.Year is >= YearMin and <= YearMax
            ? asked : new DateOnly(today.Year, today.Month, 1);
        (DateTimeOffset from, DateTimeOffset until) = (OfficeTime.At(first, 0), OfficeTime.At(first.AddMonths(1), 0));
        if (await RotaReads.OneAsync(db, rota, from, until + RotaRules.ShiftLengthMax, cancellationToken) is not { } view)
        {
            return null;
        }

        return new RotaMonthPage(view, RotaMonth.Of(view, first, from, until), directory.Current().Holidays, now);
    }
}
