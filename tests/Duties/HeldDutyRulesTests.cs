using Xunit;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Duties;

public sealed class HeldDutyRulesTests
{
    private static readonly QuietSpan Nights = new(21 * 60, 7 * 60);
    private static readonly QuietSpan Never = new(0, 0);
    private static readonly DutyTimes Usual = new(7, 17 * 60, AtStart: true);

    [Fact]
    public void Follow_WritesWhatIsNew_EndsWhatIsGone_AndReopensWhatNobodyHeardWasGone()
    {
        HeldDuty kept = Row(1, "2026-06-01"), gone = Row(2, "2026-06-02"), back = Row(3, "2026-06-03"), heard = Row(4, "2026-06-04");
        back.End(At("2026-05-30", 9));
        heard.End(At("2026-05-30", 9));
        DutyChanges changes = HeldDutyRules.Follow([Stretch("2026-06-01"), Stretch("2026-06-03"), Stretch("2026-06-04"), Stretch("2026-06-05")], [kept, gone, back, heard], row => row == heard);
        Assert.Equal([Stretch("2026-06-04"), Stretch("2026-06-05")], changes.Added);
        Assert.Equal([back], changes.Reopened);
        Assert.Equal([gone], changes.Ended);
    }

    [Fact]
    public void Stretches_OfTwoLinesInARow_AreTwo_AndOneUnderWhichAnotherNumberWasWritten_IsOne()
    {
        DutyRota rota = new() { Id = 1, Name = "当番" };
        rota.Seats.Add(new DutySeat { Id = 1, RotaId = 1, Group = "" });
        DutyShift[] shifts =
        [
            Shift(1, At("2026-06-06", 0), At("2026-06-06", 24), id: 1), Shift(1, At("2026-06-06", 24), At("2026-06-06", 48), id: 2), // Saturday and Sunday
            Shift(2, At("2026-06-08", 17), At("2026-06-08", 32), id: 3), Shift(2, At("2026-06-08", 20), At("2026-06-08", 22), DutyLayer.Override, id: 4), // the same person
            Shift(3, At("2026-06-10", 17), At("2026-06-10", 32), id: 5), Shift(4, At("2026-06-10", 20), At("2026-06-10", 22), DutyLayer.Swap, id: 6), // somebody else for two hours
        ];
        IReadOnlyList<DutyStretch> all = DutyStretch.Of(new RotaView(rota, shifts), At("2026-06-01", 0), At("2026-06-30", 0));
        Assert.Equal(
            [
                (1, At("2026-06-06", 0), At("2026-06-06", 24)), (1, At("2026-06-06", 24), At("2026-06-06", 48)), (2, At("2026-06-08", 17), At("2026-06-08", 32)),
                (3, At("2026-06-10", 17), At("2026-06-10", 20)), (4, At("2026-06-10", 20), At("2026-06-10", 22)), (3, At("2026-06-10", 22), At("2026-06-10", 32)),
            ],
            all.Select(one => (one.HolderId, one.StartsAt, one.EndsAt)));
    }

    [Theory]
    [InlineData("2026-05-01 9:00", "Week 05-25 17:00|Day 05-31 17:00|Start 06-01 17:30|End 06-02 08:00")]
    [InlineData("2026-05-26 9:00", "Day 05-31 17:00|Start 06-01 17:30|End 06-02 08:00")] // entered less than a week before
    [InlineData("2026-05-31 17:01", "Start 06-01 17:30|End 06-02 08:00")] // a minute after the day before's
    [InlineData("2026-06-01 18:00", "End 06-02 08:00")] // while it runs: the news of it says so
    public void Reminders_AreThoseStillAhead(string known, string expected) =>
        Assert.Equal(expected, Said(HeldDutyRules.RemindersOf(Row(1, "2026-06-01", Instant(known)), Doctors(), Usual, Nights, Instant(known))));

    [Theory]
    [InlineData(1, -1, "Day 05-31 17:00")] // a day before, said in the field of days
    [InlineData(1, 720, "Day 05-31 12:00")] // once, where both say it
    [InlineData(2, -1, "Week 05-30 17:00")]
    [InlineData(0, -1, "")]
    public void Reminders_ADayBefore_CanBeSaidInEitherField(int days, int minute, string expected)
    {
        DutyRota unasked = Doctors();
        unasked.ConfirmByMinute = -1;
        Assert.Equal(expected, Said(HeldDutyRules.RemindersOf(Row(1, "2026-06-01", At("2026-05-01", 9)), unasked, new DutyTimes(days, minute, AtStart: false), Nights, At("2026-05-02", 9))));
    }

    [Fact]
    public void Reminders_AfterDaysWithTheMachineOff_SayOnlyTheLast() =>
        Assert.Equal("Day 05-31 17:00|Start 06-01 17:30|End 06-02 08:00", Said(HeldDutyRules.RemindersOf(Row(1, "2026-06-01", At("2026-05-01", 9)), Doctors(), Usual, Nights, At("2026-06-01", 6))));

    [Fact]
    public void ADutyThatBeginsInTheQuietHours_IsAnnouncedBeforeThem()
    {
        HeldDuty night = new() { StartsAt = At("2026-06-02", 0), EndsAt = At("2026-06-02", 24), CreatedAt = At("2026-05-01", 9) };
        Assert.Contains("Start 06-01 20:30", Said(HeldDutyRules.RemindersOf(night, Doctors(), Usual, Nights, At("2026-05-31", 18))), StringComparison.Ordinal);
        Assert.Contains("Start 06-02 00:00", Said(HeldDutyRules.RemindersOf(night, Doctors(), Usual, Never, At("2026-05-31", 18))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-05-01 9:00", "05-31 20:00")] // told in time: the evening before
    [InlineData("2026-05-31 19:30", "05-31 20:30")] // told half an hour before the limit: an hour to answer
    [InlineData("2026-05-31 23:00", "06-01 07:00")] // nobody is rung at night for the next evening
    [InlineData("2026-06-01 17:00", "06-01 17:15")] // half of what is left
    [InlineData("2026-06-01 17:25", "06-01 17:35")] // ten minutes at least
    [InlineData("2026-06-01 22:00", "06-01 22:10")] // while it runs, also at night
    public void FirstStep_LeavesTimeToAnswer(string told, string expected) =>
        Assert.Equal(expected, Said(HeldDutyRules.FirstStepAt(Row(1, "2026-06-01"), Doctors(), Instant(told), Nights)!.Value));

    [Theory]
    [InlineData(0, -1, "2026-05-01 9:00", 1200, "Day 05-31 17:00|Start 06-01 17:30|End 06-02 08:00")] // They want no reminder, but to be confirmed it must be asked.
    [InlineData(14, -1, "2026-05-01 9:00", 1200, "Week 05-18 17:00|Day 05-31 17:00|Start 06-01 17:30|End 06-02 08:00")] // Two weeks before is too early to confirm.
    [InlineData(7, -1, "2026-05-01 9:00", 1200, "Week 05-25 17:00|Start 06-01 17:30|End 06-02 08:00")] // A week before asks.
    [InlineData(0, -1, "2026-05-01 9:00", 720, "Day 05-31 11:00|Start 06-01 17:30|End 06-02 08:00")] // An hour before the limit.
    [InlineData(0, -1, "2026-05-28 9:00", 1200, "Start 06-01 17:30|End 06-02 08:00")] // The news of it asked.
    [InlineData(0, -1, "2026-05-01 9:00", -1, "Start 06-01 17:30|End 06-02 08:00")] // Nobody wants to know.
    public void WhoIsToConfirm_IsAskedOnceNearTheStart(int weekDays, int dayMinute, string known, int confirmBy, string expected)
    {
        DutyRota rota = Doctors();
        rota.ConfirmByMinute = confirmBy;
        Assert.Equal(expected, Said(HeldDutyRules.RemindersOf(Row(1, "2026-06-01", Instant(known)), rota, Usual with { WeekBeforeDays = weekDays, DayBeforeMinute = dayMinute }, Nights, Instant(known))));
    }

    [Theory]
    [InlineData(1, "2026-06-01 22:10", "06-01 22:25")] // Waits of four hours, a duty that runs: a quarter of an hour.
    [InlineData(1, "2026-06-01 15:00", "06-01 17:30")] // Before it begins: at its start at the latest.
    [InlineData(1, "2026-05-31 12:00", "05-31 16:00")]
    public void Waits_AreShort_OnceADutyRuns(int taken, string now, string expected)
    {
        DutyRota rota = Doctors();
        (rota.NextInLineAfterMinutes, rota.EveryoneAfterMinutes) = (240, 240);
        Assert.Equal(expected, Said(HeldDutyRules.StepOf(Row(1, "2026-06-01"), rota, taken - 1, Nights, Instant(now))!.Value.Next!.Value));
    }

    [Theory]
    [InlineData(1, "05-31 21:30", true)] // The wait goes on from the step that was taken; what is past is due now.
    [InlineData(2, "06-01 07:00", true)]
    [InlineData(1, "05-31 21:30", false)] // Also where nobody can be asked any more.
    [InlineData(3, null, true)]
    public void AChainThatWasInterrupted_GoesOn(int taken, string? expected, bool isLinked)
    {
        DutyStep[] steps = [.. Enum.GetValues<DutyStepKind>().Take(taken).Select((kind, at) => new DutyStep { Kind = kind, At = Instant("2026-05-31 20:00").AddMinutes(at * 30) })];
        DateTimeOffset? next = HeldDutyRules.NextStepAt(Row(1, "2026-06-01"), Doctors(), steps, isLinked, Nights, Instant("2026-05-31 21:30"));
        Assert.Equal(expected, next is { } at ? Said(at) : null);
    }

    [Fact]
    public void FirstStep_IsNone_WhereNobodyIsAsked()
    {
        DutyRota silent = Doctors(), unasked = Doctors();
        (silent.TellsHolders, unasked.ConfirmByMinute) = (false, -1);
        HeldDuty sure = Row(1, "2026-06-01"), gone = Row(2, "2026-06-01");
        sure.Confirm(ConfirmedVia.Chat, null, At("2026-05-31", 18));
        gone.End(At("2026-05-31", 18));
        Assert.All(new[] { (Row(3, "2026-06-01"), silent), (Row(4, "2026-06-01"), unasked), (sure, Doctors()), (gone, Doctors()) }, one => Assert.Null(HeldDutyRules.FirstStepAt(one.Item1, one.Item2, At("2026-05-31", 18), Nights)));
    }

    [Fact]
    public void Confirm_MonthsBefore_IsNoted_AndAskedAgain()
    {
        HeldDuty duty = Row(1, "2026-12-01");
        duty.NextStepAt = At("2026-11-30", 20);
        Assert.True(duty.Confirm(ConfirmedVia.Chat, null, At("2026-06-01", 9)));
        Assert.False(duty.Confirm(ConfirmedVia.Chat, null, At("2026-06-02", 9)));
        Assert.Equal((At("2026-06-01", 9), null, At("2026-11-30", 20)), (duty.SeenAt!.Value, duty.ConfirmedAt, duty.NextStepAt));
        Assert.True(duty.Confirm(ConfirmedVia.Chat, null, At("2026-11-24", 9)));
        Assert.Equal((At("2026-06-01", 9), At("2026-11-24", 9), null), (duty.SeenAt!.Value, duty.ConfirmedAt!.Value, duty.NextStepAt));
    }

    [Fact]
    public void NextInLine_IsWhoeverSitsBeside_ElseWhoComesAfter()
    {
        HeldDuty duty = Row(1, "2026-06-01");
        DutyStretch beside = Stretch("2026-06-01") with { SeatId = 2, HolderId = 2 }, after = Stretch("2026-06-02") with { HolderId = 3 }, own = Stretch("2026-06-03");
        Assert.Equal(beside, HeldDutyRules.NextInLine(duty, [own, after, beside], _ => true));
        Assert.Equal(after, HeldDutyRules.NextInLine(duty, [own, after], _ => true));
        Assert.Equal(after, HeldDutyRules.NextInLine(duty, [own, after, beside], holder => holder != 2)); // The clinic of the one who is silent.
        Assert.Null(HeldDutyRules.NextInLine(duty, [own], _ => true));
    }

    private static HeldDuty Row(long id, string day, DateTimeOffset? known = null) => new() { Id = id, RotaId = 1, SeatId = 1, HolderId = 1, StartsAt = At(day, 17, 30), EndsAt = At(day, 32, 30), CreatedAt = known ?? At("2026-05-01", 9) };

    private static DutyStretch Stretch(string day) => new(1, 1, 1, At(day, 17, 30), At(day, 32, 30));

    private static DateTimeOffset Instant(string tokyo) => new(DateTime.ParseExact(tokyo, "yyyy-MM-dd H:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(9));

    private static string Said(IEnumerable<Reminder> reminders) => string.Join('|', reminders.Select(one => $"{one.Kind} {Said(one.Due)}"));

    private static string Said(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(9)).ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
