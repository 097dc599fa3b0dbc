using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

public sealed class WishRulesTests
{
    private static readonly PlaceFacts Nothing = new();
    private static readonly PlaceFacts SupportClinic = new() { HomeCareClass = HomeCareClass.ClinicOrdinary };

    /// <summary>Friday 20 November 2026, three in the afternoon; Monday the 23rd is a holiday.</summary>
    private static readonly DateTimeOffset Friday = OpeningRulesTests.Tokyo("2026-11-20T15:00");

    [Theory]
    [InlineData(CapabilityLevel.Possible, Certainty.Confirmed, "在宅酸素: 対応可能・対応中")]
    [InlineData(CapabilityLevel.PossibleWithoutRecord, Certainty.Likely, "在宅酸素: 対応可能・実績なし")]
    [InlineData(CapabilityLevel.Consult, Certainty.Consult, "在宅酸素: 要相談")]
    [InlineData(CapabilityLevel.No, Certainty.No, "在宅酸素: 対応不可")]
    [InlineData(CapabilityLevel.Unknown, Certainty.Unknown, "在宅酸素: 未確認")]
    public void TheFiveAnswersOfTheSurvey(CapabilityLevel level, Certainty certainty, string text)
    {
        PlaceFacts facts = new() { Capabilities = new Dictionary<CapabilityKind, CapabilityLevel> { [CapabilityKind.HomeOxygen] = level } };
        Assert.Equal(new WishMatch("home_oxygen", certainty, text), One(facts, [CapabilityKind.HomeOxygen], []));
    }

    [Theory]
    [InlineData(true, Certainty.Confirmed, "看取り: 対応")]
    [InlineData(false, Certainty.No, "看取り: 対応不可")]
    [InlineData(null, Certainty.Unknown, "ターミナルケア・看取り: 未確認")]
    public void EndOfLifeCare_IsAFactOfItsOwn(bool? care, Certainty certainty, string text) =>
        Assert.Equal(new WishMatch("end_of_life", certainty, text), One(new PlaceFacts { EndOfLifeCare = care }, [CapabilityKind.EndOfLife], []));

    [Fact]
    public void ADutyByStandard_StandsBelowConfirmed_AndAboveUnknown()
    {
        WishMatch confirmed = One(new PlaceFacts { Answers24h = true }, [], [ConditionKind.Open24h]);
        WishMatch standard = One(SupportClinic, [], [ConditionKind.Open24h]);
        WishMatch unknown = One(Nothing, [], [ConditionKind.Open24h]);
        Assert.Equal(["24時間対応", "届出上24時間", "24時間対応: 未確認"], [confirmed.Text, standard.Text, unknown.Text]);
        Assert.True(confirmed.Certainty > standard.Certainty && standard.Certainty > unknown.Certainty);
    }

    [Fact]
    public void APlaceThatSaysItDoesNotAnswer_IsBelieved_WhateverItsClass() =>
        Assert.Equal(Certainty.No, One(SupportClinic with { Answers24h = false }, [], [ConditionKind.Open24h]).Certainty);

    [Fact]
    public void ABackupHospital_IsBoundToItsRegisteredPatientsOnly() =>
        Assert.Equal(Certainty.Unknown, One(new PlaceFacts { HomeCareClass = HomeCareClass.BackupHospital }, [], [ConditionKind.Open24h]).Certainty);

    [Theory]
    [InlineData("月-日 24時間", Certainty.Confirmed)]
    [InlineData("月-金 24時間", Certainty.Unknown)] // Round the clock on weekdays is not round the clock.
    [InlineData("月-金 9:00-18:00", Certainty.Unknown)] // Hours of the door do not say who answers the phone.
    public void HoursRoundTheClock(string hours, Certainty certainty) =>
        Assert.Equal(certainty, One(Nothing with { Hours = hours }, [], [ConditionKind.Open24h]).Certainty);

    [Theory]
    [InlineData("月-金 9:00-19:00", Certainty.No)] // Night begins as it closes.
    [InlineData("月-金 9:00-19:30", Certainty.Confirmed)]
    [InlineData("金 22:00-翌6:00", Certainty.Confirmed)]
    [InlineData("月-金 5:00-9:00", Certainty.No)] // And ends at five.
    [InlineData("月-金 営業", Certainty.Unknown)]
    [InlineData(null, Certainty.Unknown)]
    public void OpenAtNight_IsOpenAtSomeTimeBetween19And5(string? hours, Certainty certainty) =>
        Assert.Equal(certainty, One(Nothing with { Hours = hours }, [], [ConditionKind.Night]).Certainty);

    [Fact]
    public void AnOfficeClosedAtNight_DoesNotSayTheNurseDoesNotCome()
    {
        PlaceFacts office = new() { Hours = "月-金 8:30-17:30" };
        Assert.Equal(Certainty.Unknown, One(office, [], [ConditionKind.Night], comes: true).Certainty);
        Assert.Equal(Certainty.Confirmed, One(office with { Answers24h = true }, [], [ConditionKind.Night], comes: true).Certainty);
        Assert.Equal("夜間: 届出上24時間", One(office with { HomeCareClass = HomeCareClass.ClinicEnhancedJoint }, [], [ConditionKind.Night], comes: true).Text);
        Assert.Equal(Certainty.No, One(office with { Answers24h = false }, [], [ConditionKind.Night], comes: true).Certainty);
    }

    [Theory]
    [InlineData("月-金 9:00-18:00; 土 9:00-12:00", Certainty.Confirmed, "土日: 土 09:00-12:00")]
    [InlineData("月-金 9:00-18:00", Certainty.No, "土日: 休み")]
    [InlineData("土日 営業", Certainty.Likely, "土日: 営業（時間は未確認）")]
    [InlineData(null, Certainty.Unknown, "土日: 未確認")]
    public void Weekends_OneOfTheTwoDaysIsEnough(string? hours, Certainty certainty, string text) =>
        Assert.Equal(new WishMatch("weekend", certainty, text), One(Nothing with { Hours = hours }, [], [ConditionKind.Weekend]));

    [Theory]
    [InlineData("月-金 9:00-18:00", Certainty.Unknown)] // 祝 not named is unknown.
    [InlineData("月-金 9:00-18:00; 祝 休", Certainty.No)]
    [InlineData("月-金祝 9:00-18:00", Certainty.Confirmed)]
    public void Holidays_NeedToBeNamed(string hours, Certainty certainty) =>
        Assert.Equal(certainty, One(Nothing with { Hours = hours }, [], [ConditionKind.Holiday]).Certainty);

    [Theory]
    [InlineData("金 9:00-18:00", "2026-11-20T17:00", Certainty.Confirmed)]
    [InlineData("金 9:00-18:00", "2026-11-20T18:00", Certainty.No)] // Today is over for it.
    [InlineData("木 22:00-翌6:00", "2026-11-20T01:00", Certainty.Confirmed)] // Last night's duty still runs.
    [InlineData("月-金 9:00-18:00", "2026-11-23T10:00", Certainty.Unknown)] // A holiday nobody said anything about.
    [InlineData("月-金 9:00-18:00; 祝 休", "2026-11-23T10:00", Certainty.No)]
    public void Today_IsFromNowOn(string hours, string now, Certainty certainty) =>
        Assert.Equal(certainty, One(Nothing with { Hours = hours }, [], [ConditionKind.Today], now: OpeningRulesTests.Tokyo(now)).Certainty);

    [Theory]
    [InlineData("金 9:00-20:00", "2026-11-20T15:00", Certainty.Confirmed)]
    [InlineData("金 9:00-20:00", "2026-11-20T20:30", Certainty.No)]
    [InlineData("木 9:00-20:00", "2026-11-20T15:00", Certainty.No)] // Open late, but not on Fridays.
    [InlineData("木 17:00-翌8:30", "2026-11-20T02:00", Certainty.Confirmed)] // At two in the morning tonight is the night going on.
    public void Tonight_IsOneWish_OfTodayAndNight(string hours, string now, Certainty certainty)
    {
        IReadOnlyList<WishMatch> matches = All(Nothing with { Hours = hours }, [], [ConditionKind.Today, ConditionKind.Night], false, OpeningRulesTests.Tokyo(now));
        WishMatch match = Assert.Single(matches);
        Assert.Equal(("night", certainty), (match.WishId, match.Certainty));
        Assert.StartsWith("今夜: ", match.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConditionKind.Tomorrow, "土 9:00-12:00", Certainty.Confirmed, "明日: 9:00〜12:00")]
    [InlineData(ConditionKind.Tomorrow, "金 9:00-12:00", Certainty.No, "明日: 休み")]
    [InlineData(ConditionKind.NextWeek, "火 9:00-12:00", Certainty.Confirmed, "来週: 11/24（火） 9:00〜12:00")]
    [InlineData(ConditionKind.ThisWeek, "火 9:00-12:00", Certainty.No, "今週: 休み")] // This week's Tuesday is past.
    [InlineData(ConditionKind.NextMonth, "第1火 9:00-12:00", Certainty.Confirmed, "来月: 12/1（火） 9:00〜12:00")]
    [InlineData(ConditionKind.ThisMonth, "第1火 9:00-12:00; 祝 休", Certainty.No, "今月: 休み")]
    [InlineData(ConditionKind.ThisMonth, "第1火 9:00-12:00", Certainty.Unknown, "今月: 未確認")] // The 23rd is a holiday nobody said anything about.
    public void DaysAhead(ConditionKind day, string hours, Certainty certainty, string text) =>
        Assert.Equal(new WishMatch(day.Id(), certainty, text), One(Nothing with { Hours = hours }, [], [day]));

    [Fact]
    public void ThisWeekend_IsOneWish()
    {
        WishMatch match = One(Nothing with { Hours = "日 9:00-12:00" }, [], [ConditionKind.ThisWeek, ConditionKind.Weekend]);
        Assert.Equal(new WishMatch("weekend", Certainty.Confirmed, "今週末: 11/22（日） 9:00〜12:00"), match);
    }

    [Fact]
    public void TheNearest_IsAnOrder_NotAWish() => Assert.Empty(All(Nothing, [], [ConditionKind.Nearest], false, Friday));

    [Fact]
    public void FactsNobodyStated_AreUnknown() => Assert.Equal(
        ["新規受け入れ: 未確認", "女性スタッフ: 未確認"],
        All(Nothing, [], [ConditionKind.AcceptingNew, ConditionKind.FemaleStaff], false, Friday).Select(match => match.Text));

    private static WishMatch One(PlaceFacts facts, CapabilityKind[] capabilities, ConditionKind[] conditions, bool comes = false, DateTimeOffset? now = null) =>
        Assert.Single(All(facts, capabilities, conditions, comes, now ?? Friday));

    private static IReadOnlyList<WishMatch> All(PlaceFacts facts, CapabilityKind[] capabilities, ConditionKind[] conditions, bool comes, DateTimeOffset now)
    {
        SearchColumns columns = SearchColumns.Parse(SearchColumns.Pack(facts));
        WeeklyHours? hours = WeeklyHours.FromStored(facts.Hours);
        return [.. WishList.Of(capabilities, conditions, now, HolidayCalendar.ByRule)
            .Select(wish => WishRules.Match(wish, columns, HoursFitRules.Of(wish, hours), comes))];
    }
}
