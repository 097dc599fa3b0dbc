using Xunit;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>Who has a seat, who is next, until when. Letters: y comes, n does not, w waits (in this order), o is offered one, a silent, x was taken off, c an association's contact who comes.</summary>
public sealed class SeatRulesTests
{
    private static readonly DateTimeOffset Start = At("2026-06-18", 19);

    [Theory]
    [InlineData("yyn", 3, 1)]
    [InlineData("yyo", 3, 0)] // Offered is held.
    [InlineData("yyy", 2, -1)] // Lowered afterwards: nobody loses theirs.
    [InlineData("yx", 1, 0)]
    [InlineData("xa", 1, 1)] // Taken off: the seat is free.
    [InlineData("cy", 2, 1)] // A contact holds none.
    public void Free(string list, int capacity, int free) => Assert.Equal(free, SeatRules.Free(Of(capacity), List(list)));

    [Fact]
    public void NoLimit_NothingIsCounted() => Assert.Null(SeatRules.Free(Of(null), List("yyy")));

    [Theory]
    [InlineData("ya", 2, 1, MeetingAnswer.Yes)]
    [InlineData("ya", 1, 1, MeetingAnswer.Waiting)]
    [InlineData("ywa", 2, 2, MeetingAnswer.Waiting)] // One seat, and one waits for it: nobody passes.
    [InlineData("ywa", 3, 2, MeetingAnswer.Yes)] // A second seat is free behind them.
    [InlineData("yw", 2, 1, MeetingAnswer.Yes)] // Who waits, and says yes once more, and is first.
    [InlineData("yo", 1, 1, MeetingAnswer.Yes)] // Takes what is offered, though by now there are fewer.
    [InlineData("yyc", 1, 2, MeetingAnswer.Yes)] // A contact needs none.
    [InlineData("ya", null, 1, MeetingAnswer.Yes)]
    public void Yes(string list, int? capacity, int who, MeetingAnswer answer)
    {
        MeetingInvitee[] all = List(list);
        Assert.Equal(answer, SeatRules.YesOf(Of(capacity), all[who], all));
    }

    [Theory]
    [InlineData("ywww", 3, -24, "1 2")] // In order.
    [InlineData("yww", 1, -24, "")]
    [InlineData("yyww", 1, -24, "")] // Below zero is not "all".
    [InlineData("yww", null, -24, "1 2")] // The limit went: everybody.
    [InlineData("yw", 2, -2, "")] // Two hours before, to the minute: nobody.
    [InlineData("yw", 2, -2.49, "")] // Nor where less than half an hour is left to answer.
    [InlineData("yw", 2, -2.5, "1")]
    public void ToOffer(string list, int? capacity, double hours, string offered)
    {
        MeetingInvitee[] all = List(list);
        Assert.Equal(offered, string.Join(' ', SeatRules.ToOffer(Of(capacity), all, Start.AddHours(hours)).Select(who => Array.IndexOf(all, who))));
    }

    [Fact]
    public void Cancelled_NothingIsOffered()
    {
        Meeting meeting = Of(5);
        meeting.CancelledAt = Start.AddDays(-3);
        Assert.Empty(SeatRules.ToOffer(meeting, List("yw"), Start.AddDays(-2)));
    }

    [Theory]
    [InlineData(24, -72, -48)]
    [InlineData(24, -10, -2)] // Never past the last moment somebody else could use it.
    [InlineData(0, -72, -71)] // No meeting asks for an answer at once.
    public void OfferUntil(int offerHours, int nowHours, int untilHours)
    {
        Meeting meeting = Of(1);
        meeting.OfferHours = offerHours;
        Assert.Equal(Start.AddHours(untilHours), SeatRules.OfferUntil(meeting, Start.AddHours(nowHours)));
    }

    [Fact]
    public void Lapsed_FromTheInstantOn()
    {
        MeetingInvitee[] list = List("oy");
        list[0].OfferUntil = Start.AddDays(-2);
        Assert.Empty(SeatRules.Lapsed(list, Start.AddDays(-2).AddTicks(-1)));
        Assert.Same(list[0], Assert.Single(SeatRules.Lapsed(list, Start.AddDays(-2))));
    }

    [Fact]
    public void TheQueue_IsByTimeThenNumber()
    {
        MeetingInvitee early = new() { Id = 9, Answer = MeetingAnswer.Waiting, WaitingSince = Start.AddDays(-9) }, same = new() { Id = 3, Answer = MeetingAnswer.Waiting, WaitingSince = Start.AddDays(-8) }, later = new() { Id = 4, Answer = MeetingAnswer.Waiting, WaitingSince = Start.AddDays(-8) };
        Assert.Equal([early, same, later], SeatRules.Queue([later, same, early]));
    }

    private static Meeting Of(int? capacity) => new() { Id = 1, Title = "会議", StartsAt = Start, Capacity = capacity, Inviting = MeetingInviting.Audience };

    private static MeetingInvitee[] List(string letters) => [.. letters.Select((letter, index) => new MeetingInvitee
    {
        Id = index + 1,
        Kind = letter == 'c' ? InviteeKind.Contact : InviteeKind.Person,
        Answer = letter switch { 'y' or 'c' or 'x' => MeetingAnswer.Yes, 'n' => MeetingAnswer.No, 'w' => MeetingAnswer.Waiting, 'o' => MeetingAnswer.Offered, _ => MeetingAnswer.None },
        WaitingSince = letter is 'w' or 'o' ? Start.AddDays(-10).AddMinutes(index) : null,
        OfferUntil = letter == 'o' ? Start.AddDays(-1) : null,
        RemovedAt = letter == 'x' ? Start.AddDays(-5) : null,
    })];
}
