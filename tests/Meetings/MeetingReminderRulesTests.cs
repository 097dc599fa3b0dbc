using System.Globalization;
using Xunit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Meetings.MeetingTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>Who hears what of a meeting on Thursday June 18, 19:00, and when.</summary>
public sealed class MeetingReminderRulesTests
{
    [Theory]
    [InlineData("2026-06-01 09:00", MeetingAnswer.None, "Invite 06-04 10:00, Nudge 06-13 10:00")]
    [InlineData("2026-06-04 10:00", MeetingAnswer.None, "Invite 06-04 10:00, Nudge 06-13 10:00")] // To the minute.
    [InlineData("2026-06-10 15:00", MeetingAnswer.None, "Invite 06-10 15:00, Nudge 06-13 10:00")] // Late: at once.
    [InlineData("2026-06-13 10:00", MeetingAnswer.None, "Invite 06-13 10:00")] // The nudge's hour has come: nobody is asked twice at once.
    [InlineData("2026-06-18 18:59", MeetingAnswer.None, "Invite 06-18 18:59")]
    [InlineData("2026-06-18 19:00", MeetingAnswer.None, "")] // Begun.
    [InlineData("2026-06-01 09:00", MeetingAnswer.Yes, "Day 06-17 17:00, Soon 06-18 17:00")]
    [InlineData("2026-06-17 17:00", MeetingAnswer.Yes, "Soon 06-18 17:00")]
    [InlineData("2026-06-18 17:00", MeetingAnswer.Yes, "")]
    [InlineData("2026-06-01 09:00", MeetingAnswer.No, "")]
    [InlineData("2026-06-01 09:00", MeetingAnswer.Waiting, "")] // Asked in its own words.
    [InlineData("2026-06-01 09:00", MeetingAnswer.Offered, "")]
    [InlineData("2026-06-01 09:00", MeetingAnswer.SendsDeputy, "")]
    public void WhoHearsWhat(string now, MeetingAnswer answer, string expected) => Assert.Equal(expected, Of(Meeting(), new MeetingInvitee { Answer = answer }, now));

    [Theory]
    [InlineData(InviteeKind.Contact, MeetingAnswer.None, "Invite 06-04 10:00, Nudge 06-13 10:00")] // Asked to name who comes,
    [InlineData(InviteeKind.Contact, MeetingAnswer.Yes, "")] // and not reminded to come.
    [InlineData(InviteeKind.Applicant, MeetingAnswer.None, "")]
    [InlineData(InviteeKind.Deputy, MeetingAnswer.Yes, "Day 06-17 17:00, Soon 06-18 17:00")]
    public void ByKind(InviteeKind kind, MeetingAnswer answer, string expected) => Assert.Equal(expected, Of(Meeting(), new MeetingInvitee { Kind = kind, Answer = answer }, "2026-06-01 09:00"));

    [Theory]
    [InlineData("2026-06-15", "Invite 06-01 10:00, Nudge 06-10 10:00")] // Monday's takes it along.
    [InlineData("2026-06-14", "Invite 06-04 10:00, Nudge 06-13 10:00")] // Sunday is another week.
    [InlineData("2026-06-19", "Invite 06-04 10:00, Nudge 06-13 10:00")] // A later day does not wait.
    public void OneWeek_OneMessage(string first, string expected) =>
        Assert.Equal(expected, Of(Meeting(), new MeetingInvitee(), "2026-05-20 09:00", DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-05-28 23:59", "Invite 05-14 10:00, Nudge 05-23 10:00")] // Three weeks before, as for most trainings: everything so much earlier.
    [InlineData("2026-06-04 12:00", "Invite 05-21 10:00, Nudge 05-30 10:00")] // Two hours are no time to answer.
    [InlineData("2026-06-05 10:00", "Invite 06-04 10:00")] // A day is.
    [InlineData("2026-06-10 17:00", "Invite 06-04 10:00, Nudge 06-09 10:00")] // Before the nudge's own day: the day before answers end.
    [InlineData("2026-06-15 17:00", "Invite 06-04 10:00, Nudge 06-13 10:00")]
    [InlineData("2026-05-05 17:00", "Invite 05-01 09:00")] // What would have been its day has passed: at once; nobody is asked twice in four days.
    public void AnswersEndEarly_TheyAreAskedBefore(string until, string expected)
    {
        Meeting meeting = Meeting();
        meeting.AnswersUntil = Instant(until);
        Assert.Equal(expected, Of(meeting, new MeetingInvitee(), "2026-05-01 09:00"));
    }

    [Theory]
    [InlineData("2026-06-01 09:00", null, "もう過ぎています")]
    [InlineData("2026-06-01 09:00", "2026-06-01 09:00", "")] // It has come meanwhile, and an edit of the room leaves it.
    [InlineData("2026-06-01 09:01", null, "")]
    public void ADeadlineThatHasPassed_IsRefused(string until, string? known, string problem)
    {
        Meeting meeting = Meeting();
        meeting.AnswersUntil = Instant(until);
        string said = MeetingRules.DeadlineProblem(meeting, known is null ? null : Instant(known), Instant("2026-06-01 09:00"));
        Assert.True(problem.Length == 0 ? said.Length == 0 : said.Contains(problem, StringComparison.Ordinal), said);
        meeting.Inviting = MeetingInviting.Nobody;
        Assert.Equal("", MeetingRules.DeadlineProblem(meeting, null, Instant("2026-06-01 09:00"))); // Another organiser takes the answers.
    }

    [Fact]
    public void CalledOff_TakenOff_ListedOnly_Nothing()
    {
        Meeting off = Meeting(), listed = Meeting();
        (off.CancelledAt, listed.Inviting) = (At("2026-06-01", 9), MeetingInviting.Nobody);
        Assert.Equal("", Of(off, new MeetingInvitee(), "2026-06-01 09:00"));
        Assert.Equal("", Of(listed, new MeetingInvitee(), "2026-06-01 09:00"));
        Assert.Equal("", Of(Meeting(), new MeetingInvitee { RemovedAt = At("2026-06-01", 8) }, "2026-06-01 09:00"));
    }

    [Fact]
    public void AsAsked_EachCanBeLeftOut()
    {
        Meeting meeting = Meeting();
        (meeting.InviteDays, meeting.NudgeDays, meeting.DayBeforeMinute, meeting.SoonMinutes) = (0, 0, -1, 0);
        Assert.Equal("Invite 06-01 09:00", Of(meeting, new MeetingInvitee(), "2026-06-01 09:00"));
        Assert.Equal("", Of(meeting, new MeetingInvitee { Answer = MeetingAnswer.Yes }, "2026-06-01 09:00"));
        meeting.AnswersUntil = At("2026-06-01", 9);
        Assert.Equal("", Of(meeting, new MeetingInvitee(), "2026-06-01 09:00")); // Nobody is asked whose answer is not taken.
    }

    [Theory]
    [InlineData(MeetingReminderKind.Day, "2026-06-17 16:59", MeetingAnswer.Yes, false)] // Moved to a later day meanwhile.
    [InlineData(MeetingReminderKind.Day, "2026-06-17 20:00", MeetingAnswer.Yes, true)] // Late, after their quiet hours.
    [InlineData(MeetingReminderKind.Day, "2026-06-18 08:00", MeetingAnswer.Yes, true)]
    [InlineData(MeetingReminderKind.Day, "2026-06-17 20:00", MeetingAnswer.No, false)]
    [InlineData(MeetingReminderKind.Soon, "2026-06-18 16:59", MeetingAnswer.Yes, false)]
    [InlineData(MeetingReminderKind.Soon, "2026-06-18 18:00", MeetingAnswer.Yes, true)]
    [InlineData(MeetingReminderKind.Soon, "2026-06-18 19:00", MeetingAnswer.Yes, false)]
    [InlineData(MeetingReminderKind.Nudge, "2026-06-13 11:00", MeetingAnswer.None, true)]
    [InlineData(MeetingReminderKind.Nudge, "2026-06-13 11:00", MeetingAnswer.No, false)]
    [InlineData(MeetingReminderKind.Invite, "2026-06-18 19:00", MeetingAnswer.None, false)]
    public void StillSaid(MeetingReminderKind kind, string now, MeetingAnswer answer, bool isSaid) => Assert.Equal(isSaid, MeetingReminderRules.IsStillSaid(kind, Meeting(), new MeetingInvitee { Answer = answer }, Instant(now)));

    private static Meeting Meeting() => new() { Id = 1, Title = "会議", StartsAt = At("2026-06-18", 19), Inviting = MeetingInviting.Audience };

    private static string Of(Meeting meeting, MeetingInvitee who, string now, DateOnly? weekFirst = null) => string.Join(", ", MeetingReminderRules.Of(meeting, who, weekFirst ?? OfficeTime.DayOf(meeting.StartsAt), Instant(now))
        .Select(one => $"{one.Kind} {OfficeTime.InTokyo(one.Due).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}"));

    private static DateTimeOffset Instant(string text) => new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(9)).ToUniversalTime();
}
