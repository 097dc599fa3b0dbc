using Xunit;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Substitutes;

public sealed class SubstituteRulesTests
{
    private static readonly SubstitutePolicy Policy = new SubstituteOptions().Policy();

    [Theory]
    [InlineData("2016-06-04", 12, "2016-06-05", 24, "2016-06-05")] // 36 hours: the Sunday's
    [InlineData("2016-05-03", 0, "2016-05-03", 24, "2016-05-03")] // 24 hours of 連休
    [InlineData("2026-05-29", 17, "2026-05-29", 32, "2026-05-29")] // a night is of the day it begins on
    [InlineData("2026-05-29", 0, "2026-05-29", 12, "2026-05-29")]
    [InlineData("2026-05-30", 9, "2026-06-01", 9, "2026-05-31")] // the first whole day
    public void Day_IsTheFirstWholeOne(string from, int hour, string until, int end, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), SubstituteRules.DayOf(At(from, hour), At(until, end)));

    [Theory]
    [InlineData("2016-06-04", 11, 59, 59, true)] // before
    [InlineData("2016-06-04", 12, 0, 0, true)] // 12:00 itself
    [InlineData("2016-06-04", 12, 0, 59, true)] // clocks show 12:00 for a minute
    [InlineData("2016-06-04", 12, 1, 0, false)]
    [InlineData("2016-06-05", 9, 0, 0, false)]
    public void Cutoff_IsNoonOfTheDayBefore(string day, int hour, int minute, int second, bool isInTime)
    {
        DateTimeOffset cutoff = SubstituteRules.CutoffOf(Policy, At("2016-06-04", 12), At("2016-06-05", 24));
        Assert.Equal(At("2016-06-04", 12), cutoff);
        Assert.Equal(isInTime, SubstituteRules.IsInTime(cutoff, At(day, hour, minute).AddSeconds(second)));
    }

    [Theory]
    [InlineData(17, 0, 1, "2026-05-28", 17)]
    [InlineData(9, 30, 0, "2026-05-29", 9)] // on the day itself
    [InlineData(12, 0, 3, "2026-05-26", 12)]
    public void Cutoff_IsTheNetworksOwn(int hour, int minute, int days, string day, int at)
    {
        SubstitutePolicy policy = new SubstituteOptions { Cutoff = new TimeOnly(hour, minute), CutoffDaysBefore = days }.Policy();
        Assert.Equal(At(day, at, minute), SubstituteRules.CutoffOf(policy, At("2026-05-29", 17, 30), At("2026-05-29", 32, 30)));
    }

    [Fact]
    public void Missing_NamesAllThatTheRulesAskFor_AndEachCanBeSwitchedOff()
    {
        SubstituteRequest one = new();
        Assert.Equal(["代診依頼書", "患者情報", "参考死亡診断書", SubstituteRules.Consent, SubstituteRules.Nurse], SubstituteRules.Missing(Policy, one));
        SubstituteRules.SetPaper(Policy, one, "患者情報", isReady: true);
        SubstituteRules.SetPaper(Policy, one, "代診依頼書", isReady: true);
        SubstituteRules.SetPaper(Policy, one, "作り話", isReady: true); // of no rule
        SubstituteRules.SetPaper(Policy, one, "患者情報", isReady: false);
        one.ConsentAt = At("2026-05-29", 9);
        Assert.Equal("代診依頼書", one.Papers);
        Assert.Equal(["患者情報", "参考死亡診断書", SubstituteRules.Nurse], SubstituteRules.Missing(Policy, one));
        Assert.Empty(SubstituteRules.Missing(new SubstituteOptions { NeedsPapers = false, NeedsFamilyConsent = false, NeedsNurseInformed = false }.Policy(), new SubstituteRequest()));
        Assert.Equal(["連絡票"], SubstituteRules.Missing(new SubstituteOptions { Papers = { " 連絡票 " }, NeedsFamilyConsent = false, NeedsNurseInformed = false }.Policy(), new SubstituteRequest()));
    }

    [Fact]
    public void Parts_FollowTheRota_GapsToo()
    {
        DutyRota rota = new() { Id = 1, Name = "当番" };
        rota.Seats.Add(new DutySeat { Id = 1, RotaId = 1, Group = "" });
        RotaView view = new(rota, [Shift(1, At("2026-05-30", 12), At("2026-05-31", 24)), Shift(2, At("2026-05-31", 9), At("2026-05-31", 15), DutyLayer.Override, id: 1), Shift(0, At("2026-05-31", 22), At("2026-05-31", 24), DutyLayer.Override, id: 2)]);
        IReadOnlyList<SubstitutePart> parts = SubstituteRules.Parts(view, 1, At("2026-05-31", 0), At("2026-05-31", 24));
        Assert.Equal([1, 2, 1, null], parts.Select(part => part.HolderId));
    }

    [Fact]
    public void Choices_AreOthersDutiesOfTheDayNamed()
    {
        DutyStretch[] duties = [new(1, 1, 1, At("2026-05-30", 12), At("2026-05-31", 24)), new(1, 1, 2, At("2026-06-06", 12), At("2026-06-07", 24)), new(2, 2, 3, At("2026-05-31", 17), At("2026-05-31", 32))];
        DateTimeOffset now = At("2026-05-29", 9);
        (DateOnly, DateOnly)[] sunday = [(new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 1))], saturday = [(new DateOnly(2026, 5, 30), new DateOnly(2026, 5, 31))];
        Assert.Equal([1, 3], SubstituteRules.Choices(duties, 9, sunday, now).Select(duty => duty.HolderId));
        Assert.Equal([3], SubstituteRules.Choices(duties, 1, sunday, now).Select(duty => duty.HolderId)); // not one's own
        Assert.Equal([1], SubstituteRules.Choices(duties, 9, saturday, now).Select(duty => duty.HolderId)); // a part of the Sunday's
        Assert.Equal([1, 3, 2], SubstituteRules.Choices(duties, 9, [], now).Select(duty => duty.HolderId));
        Assert.Equal([2], SubstituteRules.Choices(duties, 9, [], At("2026-06-01", 9)).Select(duty => duty.HolderId)); // what is over is over
    }

    [Fact]
    public void State_IsTakenWhenAllWhoAreOnHaveTakenIt()
    {
        Assert.Equal(SubstituteState.Sent, StateOf(Given(SubstituteAnswer.Accepted, isGone: true)));
        Assert.Equal(SubstituteState.Accepted, StateOf(Given(SubstituteAnswer.Consult, isGone: true), Given(SubstituteAnswer.Accepted)));
        Assert.Equal(SubstituteState.Sent, StateOf(Given(SubstituteAnswer.Accepted, until: 18), Given(SubstituteAnswer.None, from: 18)));
        Assert.Equal(SubstituteState.Accepted, StateOf(Given(SubstituteAnswer.Accepted, until: 18), Given(SubstituteAnswer.Accepted, from: 18)));
        Assert.Equal(SubstituteState.Consulting, StateOf(Given(SubstituteAnswer.Accepted), Given(SubstituteAnswer.Consult), Given(SubstituteAnswer.None)));
        Assert.Equal(SubstituteState.Sent, StateOf()); // nobody is on at all
        Assert.Equal(SubstituteState.Sent, StateOf(Given(SubstituteAnswer.Accepted, until: 18))); // nobody is on from 18:00
        Assert.Equal(SubstituteState.Sent, StateOf(Given(SubstituteAnswer.Accepted, until: 12), Given(SubstituteAnswer.Accepted, from: 13)));
    }

    private static SubstituteState StateOf(params SubstituteGiven[] given)
    {
        SubstituteRequest one = new() { AbsentFrom = At("2026-05-31", 0), AbsentUntil = At("2026-05-31", 24) };
        one.Given.AddRange(given);
        return SubstituteRules.StateOf(one);
    }

    private static SubstituteGiven Given(SubstituteAnswer answer, int from = 0, int until = 24, bool isGone = false) =>
        new() { Answer = answer, StartsAt = At("2026-05-31", from), EndsAt = At("2026-05-31", until), EndedAt = isGone ? At("2026-05-29", 9) : null };

    [Theory]
    [InlineData("明日の日曜の代診をお願いしたい", true)]
    [InlineData("来週不在にするので訪問診療の代診をお願いできる先生を探しています", true)]
    [InlineData("学会で留守にする間 代診してくれる先生募集", true)]
    [InlineData("31日、出張で不在の間、患者さんを診ていただけますか", true)]
    [InlineData("だいしんお願いします", true)]
    [InlineData("土曜の当番代わってほしい", false)] // the duty itself
    [InlineData("副主治医を探しています", false)]
    [InlineData("代診のルールを教えて", false)]
    [InlineData("代診って何ですか", false)]
    [InlineData("昨日の代診はありがとうございました", false)]
    [InlineData("", false)]
    [InlineData("\uD800", false)]
    public void Words_AskForASubstitute(string words, bool asks) => Assert.Equal(asks, SubstituteWords.AsksForSubstitute(words));

    [Theory]
    [InlineData("", false)]
    [InlineData("とても長い名前の書類の写しの写し", false)]
    [InlineData("代診依頼書", true)]
    public void Options_RefuseNamesNoButtonBears(string paper, bool isFit) => Assert.Equal(isFit, new SubstituteOptionsCheck().Validate(null, new SubstituteOptions { Papers = { paper } }).Succeeded);
}
