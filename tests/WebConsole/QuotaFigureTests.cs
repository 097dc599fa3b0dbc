using Xunit;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.WebConsole;

/// <summary>The forecast itself is of QuotaRules.</summary>
public sealed class QuotaFigureTests
{
    private static QuotaFigure After(int day, long? limit, long used) => new(new QuotaReading { Channel = "line", Day = new DateOnly(2026, 4, day), Limit = limit, Used = used });

    [Theory]
    [InlineData(200, 199, 995, false)]
    [InlineData(200, 200, 1000, true)]
    [InlineData(200, 450, 1000, true)]
    [InlineData(0, 0, 1000, true)]
    [InlineData(null, 450, 0, false)]
    public void Share_NeverSaysAllWhileSomeIsLeft(int? limit, long used, int permille, bool isSpent) =>
        Assert.Equal((permille, isSpent), (After(16, limit, used).UsedPermille, After(16, limit, used).IsSpent));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void OnTheFirstDaysOfAMonth_NothingIsForetold(int day, bool hasForecast) => Assert.Equal(hasForecast, After(day, 200, 10).HasForecast);

    [Fact]
    public void TheBarOfTheForecast_EndsWithThePlan() => Assert.Equal((500, 1000), (After(10, 200, 100).UsedPermille, After(10, 200, 100).ForecastPermille));
}
