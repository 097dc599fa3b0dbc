using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>When a notice may ring. The hub's hours are 21:00 to 7:00.</summary>
public sealed class QuietRulesTests
{
    private static readonly TimeOnly HubFrom = new(21, 0);
    private static readonly TimeOnly HubTo = new(7, 0);

    private static DateTimeOffset At(string clock) => DateTimeOffset.Parse($"2026-04-{clock}:00+09:00", System.Globalization.CultureInfo.InvariantCulture);

    private static OutboxMessage Message(Urgency urgency = Urgency.Notice, string kind = "meeting", bool isToAPerson = true) => new()
    {
        Id = Guid.CreateVersion7(At("01T12:00")), MemberId = isToAPerson ? Guid.CreateVersion7(At("01T12:00")) : null,
        Kind = kind, Urgency = urgency, Body = "[]", UselessAfter = At("09T12:00"),
    };

    private static QuietHours Own(int from, int to, string kind = "") => new() { FromMinute = from, ToMinute = to, Kind = kind };

    [Theory]
    [InlineData("01T20:59", "01T20:59")] // The last minute before.
    [InlineData("01T21:00", "02T07:00")] // The first of silence.
    [InlineData("01T23:59", "02T07:00")]
    [InlineData("02T00:00", "02T07:00")] // Over midnight, the same morning.
    [InlineData("02T06:59", "02T07:00")]
    [InlineData("02T07:00", "02T07:00")] // The end is not included.
    [InlineData("02T08:59", "02T08:59")] // In UTC still the day before.
    public void Earliest_HoursOverMidnight(string now, string earliest) =>
        Assert.Equal(At(earliest), QuietRules.Earliest(Message(), [], HubFrom, HubTo, At(now)));

    [Theory]
    [InlineData("01T12:59", "01T12:59")]
    [InlineData("01T13:00", "01T14:00")]
    [InlineData("01T13:59", "01T14:00")]
    [InlineData("01T14:00", "01T14:00")]
    [InlineData("01T22:00", "01T22:00")] // The hub's night is not this person's.
    public void Earliest_OwnHoursWithinADay_HoldInsteadOfTheHubs(string now, string earliest) =>
        Assert.Equal(At(earliest), QuietRules.Earliest(Message(), [Own(13 * 60, 14 * 60)], HubFrom, HubTo, At(now)));

    [Theory]
    [InlineData(22 * 60, 0, "01T23:00", "02T00:00")] // Until midnight.
    [InlineData(22 * 60, 0, "02T00:00", "02T00:00")]
    [InlineData(0, 6 * 60, "02T00:00", "02T06:00")] // From midnight.
    [InlineData(0, 6 * 60, "01T23:59", "01T23:59")]
    [InlineData(1, 0, "02T00:00", "02T00:00")] // All but one minute.
    [InlineData(1, 0, "02T00:01", "03T00:00")]
    public void Earliest_HoursAtMidnight(int from, int to, string now, string earliest) =>
        Assert.Equal(At(earliest), QuietRules.Earliest(Message(), [Own(from, to)], HubFrom, HubTo, At(now)));

    [Theory]
    [InlineData(0)]
    [InlineData(22 * 60)]
    public void Earliest_EqualEnds_AreNoSilence(int minute) =>
        Assert.Equal(At("01T22:00"), QuietRules.Earliest(Message(), [Own(minute, minute)], HubFrom, HubTo, At("01T22:00")));

    [Fact]
    public void Earliest_HubWithoutQuietHours_RingsAtOnce() =>
        Assert.Equal(At("01T22:00"), QuietRules.Earliest(Message(), [], HubTo, HubTo, At("01T22:00")));

    [Theory]
    [InlineData("desk.arrived", "01T20:00", "02T09:00")] // Of the topic that has a row.
    [InlineData("consultation.reminder", "01T20:00", "02T09:00")]
    [InlineData("quota.warning", "01T20:00", "01T20:00")] // The general one: from 22:00 on.
    [InlineData("quota.warning", "01T22:00", "02T06:00")]
    [InlineData("", "01T22:00", "02T06:00")] // Of no topic at all.
    public void Earliest_TheRowOfTheTopic_WinsOverTheGeneralOne(string kind, string now, string earliest)
    {
        QuietHours[] own = [Own(22 * 60, 6 * 60), Own(18 * 60, 9 * 60, NoticeTopics.Consultation)];
        Assert.Equal(At(earliest), QuietRules.Earliest(Message(kind: kind), own, HubFrom, HubTo, At(now)));
        Assert.Equal(At(earliest), QuietRules.Earliest(Message(kind: kind), [.. own.Reverse()], HubFrom, HubTo, At(now)));
    }

    [Fact]
    public void Earliest_ATopicThatMayAlwaysRing_RingsInTheGeneralSilence() =>
        Assert.Equal(At("01T23:00"), QuietRules.Earliest(Message(kind: "phone.task"), [Own(21 * 60, 7 * 60), Own(0, 0, NoticeTopics.Operation)], HubFrom, HubTo, At("01T23:00")));

    [Fact]
    public void Earliest_ARowOfAnotherTopic_LeavesTheHubsHours() =>
        Assert.Equal(At("02T07:00"), QuietRules.Earliest(Message(kind: "quota.warning"), [Own(0, 0, NoticeTopics.Consultation)], HubFrom, HubTo, At("01T23:00")));

    [Theory]
    [InlineData(Urgency.Emergency, true)]
    [InlineData(Urgency.Page, true)]
    [InlineData(Urgency.Reply, true)]
    [InlineData(Urgency.Notice, false)]
    [InlineData(Urgency.Digest, false)]
    public void Earliest_PagesEmergenciesAndAnswers_RingAtAnyHour(Urgency urgency, bool ringsNow) =>
        Assert.Equal(ringsNow ? At("02T03:00") : At("02T07:00"), QuietRules.Earliest(Message(urgency), [Own(21 * 60, 7 * 60)], HubFrom, HubTo, At("02T03:00")));

    [Fact]
    public void Earliest_ToAConversation_KnowsNoHours() =>
        Assert.Equal(At("02T03:00"), QuietRules.Earliest(Message(isToAPerson: false), [], HubFrom, HubTo, At("02T03:00")));
}
