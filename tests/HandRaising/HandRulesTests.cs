using Xunit;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.HandRaising;

public sealed class HandRulesTests
{
    private static readonly DateTimeOffset Sent = At("2026-05-29", 10);
    private static readonly string[] Hub = ["みなと市", "さざなみ町", "北市"];

    [Theory]
    [InlineData("みなと市", "みなと市", Fit.Yes)]
    [InlineData("みなと市", "みなと", Fit.Yes)] // as people say it
    [InlineData("みなと", "みなと市 北市", Fit.Yes)]
    [InlineData("みなと市中央", "みなと市", Fit.Yes)]
    [InlineData("架空県みなと市", "みなと市", Fit.Yes)]
    [InlineData("横浜市青葉区", "青葉区", Fit.Yes)]
    [InlineData("みなと市", "", Fit.Unknown)] // nobody wrote it down
    [InlineData("みなと市", "みなと市中央", Fit.Unknown)] // a part of it
    [InlineData("みなと市", "中央", Fit.Unknown)] // a town of we know not where
    [InlineData("中央", "みなと市", Fit.Unknown)]
    [InlineData("名古屋市", "港区", Fit.Unknown)] // may lie in it
    [InlineData("みなと市", "北市", Fit.No)]
    [InlineData("みなと市", "さざなみ町", Fit.No)] // both the hub's
    [InlineData("さざなみ町", "北市", Fit.No)]
    [InlineData("みなと市中央", "北市 さざなみ町", Fit.No)]
    [InlineData("青葉区", "緑区", Fit.No)]
    [InlineData("大山崎町", "大山", Fit.Unknown)] // not the beginning of another name
    [InlineData("みなと市", "遠山町", Fit.Unknown)] // a town of we know not where
    public void Area_Fits(string area, string areas, Fit fit) => Assert.Equal(fit, HandAreaRules.Of(area, areas, Hub));

    [Theory]
    [InlineData("", "", Fit.Yes)] // needs none
    [InlineData("ventilator", "", Fit.Unknown)]
    [InlineData("ventilator", "ventilator suction", Fit.Yes)]
    [InlineData("ventilator suction", "suction", Fit.No)]
    [InlineData("ventilator", "of_another_version", Fit.Unknown)]
    public void Procedures_Fit(string needed, string able, Fit fit) => Assert.Equal(fit, HandFitRules.ProceduresOf(needed, able).Fit);

    [Theory]
    [InlineData("みなと市", "ventilator", true, true, HandBar.None)]
    [InlineData("", "", true, true, HandBar.None)] // unknown is asked
    [InlineData("北市", "ventilator", true, true, HandBar.OtherArea)]
    [InlineData("みなと市", "suction", true, true, HandBar.CannotDo)]
    [InlineData("みなと市", "ventilator", false, true, HandBar.NotADoctor)]
    [InlineData("みなと市", "ventilator", null, false, HandBar.NotLinked)]
    [InlineData("みなと市", "ventilator", true, false, HandBar.NoChannel)]
    [InlineData("北市", "ventilator", null, false, HandBar.OtherArea)] // no need to call
    public void Candidate_IsAskedOrNot(string areas, string procedures, bool? isDoctor, bool isReached, HandBar bar)
    {
        HandCandidate candidate = HandFitRules.Of(new HandCase { Area = "みなと市", Procedures = "ventilator" }, new DutyHolder { Name = "医師", NameKey = "医師", Areas = areas, Procedures = procedures }, isDoctor, isReached, Hub);
        Assert.Equal(bar, candidate.Bar);
        Assert.Equal(bar == HandBar.None && areas.Length == 0, candidate.IsUnsure);
    }

    [Theory]
    [InlineData(0, 40)] // half of 80 hours
    [InlineData(1, 60)]
    [InlineData(2, 72)]
    [InlineData(3, 80)] // the deadline
    public void Chasers_ComeCloserAsTheDeadlineNears(int step, int hours) => Assert.Equal(Sent.AddHours(hours), HandRules.NextChase(Sent, Sent.AddHours(80), step));

    [Fact]
    public void Chasers_EndWithTheDeadline() => Assert.Null(HandRules.NextChase(Sent, Sent.AddHours(80), 4));

    [Fact]
    public void FirstCome_TheHandThatFitsAnOpenSeatGetsIt_AndNobodyBoth()
    {
        HandCase one = new() { WantsDeputy = true };
        Assert.Equal(HandSeatKind.Main, HandRules.SeatFor(one, Ask(1, HandAnswer.Either)));
        Assert.Equal(HandSeatKind.Deputy, HandRules.SeatFor(one, Ask(1, HandAnswer.Deputy)));
        Assert.Null(HandRules.SeatFor(one, Ask(1, HandAnswer.No)));
        one.Seats.Add(new HandSeat { Kind = HandSeatKind.Main, HolderId = 1 });
        Assert.Null(HandRules.SeatFor(one, Ask(1, HandAnswer.Deputy))); // has one
        Assert.Null(HandRules.SeatFor(one, Ask(2, HandAnswer.Main)));
        Assert.Equal(HandSeatKind.Deputy, HandRules.SeatFor(one, Ask(2, HandAnswer.Either)));
        one.WantsDeputy = false;
        Assert.Null(HandRules.SeatFor(one, Ask(2, HandAnswer.Either)));
    }

    [Fact]
    public void WhoIsAskedAgain_SaidNothing_AndNobodysHandIsUp()
    {
        HandCase one = new() { WantsDeputy = true };
        one.Asks.AddRange([Ask(1, HandAnswer.None), Ask(2, HandAnswer.No), Ask(3, HandAnswer.Down)]);
        Assert.Equal([1], HandRules.ToChase(one).Select(ask => ask.HolderId));
        one.Asks.Add(Ask(4, HandAnswer.Deputy));
        Assert.Empty(HandRules.ToChase(one));
        one.Seats.Add(new HandSeat { Kind = HandSeatKind.Deputy, HolderId = 4 });
        Assert.Equal([1], HandRules.ToChase(one).Select(ask => ask.HolderId)); // the main seat is open still
    }

    [Theory]
    [InlineData(80, 72)] // three days at most
    [InlineData(30, 30)]
    [InlineData(2, 12)] // half a day at least
    public void AReopenedCase_IsOpenForAsLongAsBefore(int before, int hours)
    {
        DateTimeOffset now = Sent.AddDays(10);
        Assert.Equal(now.AddHours(hours), HandRules.DeadlineAfter(new HandCase { SentAt = Sent, Deadline = Sent.AddHours(before) }, now));
    }

    [Fact]
    public void Times_AreMediansByAreaAndByMonthOfTokyo()
    {
        HandTime[] times =
        [
            Time("みなと市", At("2026-05-31", 23), 10, 100), Time("みなと市", At("2026-05-20", 9), 20, null), Time("北市", At("2026-06-01", 0), 31, 201), Time("", At("2026-06-02", 9), null, null),
        ];
        HandTimesRow all = HandTimesRules.All(times);
        Assert.Equal((4, 3, 2, 20, 150), (all.Cases, all.WithHand, all.Matched, all.FirstHandMinutes, all.MatchMinutes));
        Assert.Equal(["みなと市", "北市", HandTimesRules.NoArea], HandTimesRules.ByArea(times).Select(row => row.Name));
        Assert.Equal([("2026年6月", 2), ("2026年5月", 2)], HandTimesRules.ByMonth(times).Select(row => (row.Name, row.Cases)));
        Assert.Null(HandTimesRules.ByArea(times)[^1].FirstHandMinutes); // not zero
        Assert.Null(HandTimesRules.All([]).MatchMinutes);
    }

    private static HandAsk Ask(int holder, HandAnswer answer) => new() { HolderId = holder, Answer = answer };

    private static HandTime Time(string area, DateTimeOffset sent, int? first, int? match) =>
        new(1, area, sent, first is { } hand ? sent.AddMinutes(hand) : null, match is { } settled ? sent.AddMinutes(settled) : null, false, 5, 1);
}
