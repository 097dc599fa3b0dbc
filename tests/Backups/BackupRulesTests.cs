using Xunit;
using Zaitaku.Scheduler.Backups;

namespace Zaitaku.Tests.Backups;

public sealed class BackupRulesTests
{
    private static readonly TimeSpan At = new(3, 10, 0);

    private static DateTimeOffset Tokyo(int day, int hour, int minute = 0) => new DateTimeOffset(2026, 4, day, hour, minute, 0, TimeSpan.FromHours(9)).ToUniversalTime();

    [Theory]
    [InlineData(2, 3, 9, false)] // Last night's is from the 1st, 3:10.
    [InlineData(2, 3, 10, true)]
    [InlineData(2, 12, 0, true)] // The machine was off at night.
    public void ACopyIsDueOnceANight(int day, int hour, int minute, bool isDue) => Assert.Equal(isDue, BackupRules.IsDue(Tokyo(1, 3, 10), At, Tokyo(day, hour, minute)));

    [Fact]
    public void TheFirstCopyIsDueAtOnce_AndOneMadeByDayCountsUntilTheNextNight()
    {
        Assert.True(BackupRules.IsDue(null, At, Tokyo(1, 12)));
        Assert.False(BackupRules.IsDue(Tokyo(1, 12), At, Tokyo(2, 3)));
        Assert.True(BackupRules.IsDue(Tokyo(1, 12), At, Tokyo(2, 3, 10)));
    }

    [Fact]
    public void After26Hours_ItIsLate_AndANewHouseHasItsFirstNight()
    {
        Assert.False(BackupRules.IsLate(Tokyo(1, 3, 10), Tokyo(1, 0), Tokyo(2, 5, 10)));
        Assert.True(BackupRules.IsLate(Tokyo(1, 3, 10), Tokyo(1, 0), Tokyo(2, 5, 11)));
        Assert.False(BackupRules.IsLate(null, Tokyo(1, 12), Tokyo(2, 14)));
        Assert.True(BackupRules.IsLate(null, Tokyo(1, 12), Tokyo(2, 14, 1)));
    }

    /// <summary>The machine's clock stood a month ahead for a night.</summary>
    [Fact]
    public void ACopyFromTheFuture_IsNoReasonNotToMakeOne_AndGoesFirst()
    {
        string[] names = ["zaitaku-20260501-0310.zip", "zaitaku-20260401-0310.zip", "zaitaku-20260402-0310.zip"];
        Assert.Equal(Tokyo(2, 3, 10), BackupRules.LastMadeAt(names, Tokyo(2, 12)));
        Assert.Equal(Tokyo(2, 3, 10), BackupRules.LastMadeAt(names[1..], Tokyo(2, 2, 10))); // A clock that was set back by an hour.
        Assert.Null(BackupRules.LastMadeAt(names[..1], Tokyo(2, 12)));
        Assert.Equal(["zaitaku-20260501-0310.zip"], BackupRules.PastTheirTime(names, 2, Tokyo(2, 12)));
        Assert.Equal(["zaitaku-20260401-0310.zip", "zaitaku-20260501-0310.zip"], BackupRules.PastTheirTime(names, 1, Tokyo(2, 12)));
    }

    [Theory]
    [InlineData("zaitaku-20260401-0310.zip.part", true)]
    [InlineData("zaitaku-20260401-0310.zip.part-db", true)]
    [InlineData("zaitaku-20260401-0310.zip.part-db-wal", true)]
    [InlineData("zaitaku-20260401-0310.zip", false)]
    [InlineData("family.zip.part", false)]
    [InlineData(".part", false)]
    public void OnlyOursIsLeftOver(string name, bool isLeftOver) => Assert.Equal(isLeftOver, BackupRules.IsLeftOver(name));

    [Fact]
    public void NamesTellTheTime_AndOnlyOursArePastTheirTime()
    {
        Assert.Equal("zaitaku-20260401-0310.zip", BackupRules.NameOf(Tokyo(1, 3, 10)));
        Assert.Equal(Tokyo(1, 3, 10), BackupRules.MadeAt("zaitaku-20260401-0310.zip"));
        string[] names = ["zaitaku-20260403-0310.zip", "zaitaku-20260401-0310.zip", "family.zip", "zaitaku-20260402-0310.zip", "zaitaku-20260399-0310.zip", "zaitaku-20260404-0310.zip.part"];
        Assert.Equal(["zaitaku-20260401-0310.zip"], BackupRules.PastTheirTime(names, 2, Tokyo(4, 12)));
    }
}
