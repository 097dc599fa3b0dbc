using Xunit;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.WebConsole;

/// <summary>April has 30 days; readings are of noon unless said otherwise.</summary>
public sealed class QuotaForecastRulesTests
{
    private static QuotaFigure After(int day, long? limit, long used, int minute = 12 * 60) => QuotaForecastRules.Of(new QuotaReading
    {
        Channel = "line", Day = new DateOnly(2026, 4, day), ReadAt = OfficeTime.At(new DateOnly(2026, 4, day), minute), Limit = limit, Used = used,
    });

    [Theory]
    [InlineData(16, 0, 500, 1000)] // Half of the month, half of the messages.
    [InlineData(11, 0, 100, 300)]
    [InlineData(30, 24 * 60, 777, 777)] // The last minute: nothing more comes.
    [InlineData(1, 0, 6, 186)] // The first minute counts as a whole day: 6 a day for 30 more days, no thousands.
    [InlineData(1, 12 * 60, 10, 305)]
    [InlineData(20, 0, 0, 0)]
    public void Of_GoesStraightOn(int day, int minute, long used, long forecast) => Assert.Equal(forecast, After(day, 5_000, used, minute).Forecast);

    [Theory]
    [InlineData(1_000, 500, null)] // Just enough.
    [InlineData(999, 500, "2026-04-30")]
    [InlineData(600, 500, "2026-04-19")]
    [InlineData(500, 500, "2026-04-16")] // Spent already.
    [InlineData(0, 500, "2026-04-16")]
    [InlineData(null, 500, null)]
    public void Of_NamesTheDayItIsUsedUp(int? limit, long used, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), After(16, limit, used, 0).SpentOn);

    [Theory]
    [InlineData(200, 199, 995, false)]
    [InlineData(200, 200, 1000, true)]
    [InlineData(200, 450, 1000, true)]
    [InlineData(0, 0, 1000, true)]
    [InlineData(null, 450, 0, false)]
    public void Share_NeverSaysAllWhileSomeIsLeft(int? limit, long used, int permille, bool isSpent) =>
        Assert.Equal((permille, isSpent), (After(16, limit, used).Permille, After(16, limit, used).IsSpent));
}
