using Xunit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.Meetings;

/// <summary>Who came, counted as the yearly report asks for it.</summary>
public sealed class AttendanceRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 19, 10, 0, 0, TimeSpan.Zero);

    private static Meeting MeetingOf(int id, MeetingKind kind = MeetingKind.Professionals, bool administrators = false, bool cancelled = false) => new()
    {
        Id = id, Title = $"第{id}回", Kind = kind, HasAdministrators = administrators, StartsAt = Start.AddDays(30 * (id - 1)), CancelledAt = cancelled ? Start : null,
    };

    private static MeetingInvitee Who(int meeting, string name, bool came, string profession = "医師", string organisation = "", InviteeKind kind = InviteeKind.Person, Guid? member = null) => new()
    {
        Id = (meeting * 100) + name.Length, MeetingId = meeting, Name = name, MemberId = member, Profession = profession, Organisation = organisation, Kind = kind, AttendedAt = came ? Start : null,
    };

    [Fact]
    public void PeopleAndCounts_AreOneTable_InTheOrderOfTheReport()
    {
        Meeting[] meetings = [MeetingOf(1), MeetingOf(2)];
        IReadOnlyList<Attendee> came = AttendanceRules.Came(
            [Who(1, "木原", came: true), Who(1, "三木", came: false), Who(2, "木原", came: true), Who(2, "青木", came: true, "料理長")],
            [new MeetingHeadcount { MeetingId = 2, Profession = "看護師", Organisation = "みお", Count = 12 }, new MeetingHeadcount { MeetingId = 2, Profession = "医師", Count = 0 }]);
        Assert.Equal(["医師 1 1", "看護師 0 12", "その他 0 1"], AttendanceRules.ByProfession(meetings, came).Select(line => $"{line.Name} {string.Join(' ', line.ByMeeting)}")); // A profession nobody knows is "other", and stays counted.
        Assert.Equal(["みお 12", "なし 3"], AttendanceRules.ByOrganisation(meetings, came, "なし").Select(line => $"{line.Name} {line.Total}"));
    }

    [Theory]
    [InlineData("木原 先生", "木原医院", "木原先生", "木原医院", true)] // spaces
    [InlineData("木原先生", "木原医院", "木原", "木原医院", true)] // honorific
    [InlineData("キハラ", "ﾐｵ", "ｷﾊﾗ", "ミオ", true)] // half-width
    [InlineData("木原", "木原医院", "木原", "三木医院", false)] // another of the same name
    public void KeyOf_KnowsAPersonAgain(string name, string place, string otherName, string otherPlace, bool same) =>
        Assert.Equal(same, AttendanceRules.KeyOf(Who(1, name, true, organisation: place)) == AttendanceRules.KeyOf(Who(2, otherName, true, organisation: otherPlace)));

    [Fact]
    public void KeyOf_AMember_IsTheMember_WhateverTheirNameIs()
    {
        Guid member = Guid.CreateVersion7(Start);
        Assert.Equal(AttendanceRules.KeyOf(Who(1, "旧姓", true, member: member)), AttendanceRules.KeyOf(Who(2, "新姓", true, organisation: "ほか", member: member)));
        Assert.Equal("", AttendanceRules.KeyOf(Who(1, "", true, organisation: "みお"))); // Nobody is not somebody.
    }

    [Fact]
    public void FirstTimers_AreOfThoseKnownByName()
    {
        IReadOnlyList<Attendee> came = AttendanceRules.Came([Who(2, "木原", true), Who(2, "三木", true)], [new MeetingHeadcount { MeetingId = 2, Profession = "医師", Count = 9 }]);
        Assert.Equal((1, 2), AttendanceRules.FirstTimers(came, new HashSet<string> { AttendanceRules.KeyOf(Who(1, "木原", true)) }));
    }

    [Fact]
    public void NotSeen_CountsMeetingsInARow_ToWhichTheyWereInvited()
    {
        Meeting[] held = [MeetingOf(3), MeetingOf(1), MeetingOf(2), MeetingOf(4)];
        MeetingInvitee[] lists =
        [
            Who(1, "木原", true), Who(2, "木原", false), Who(3, "木原", false), Who(4, "木原", false),
            Who(1, "三木", false), Who(2, "三木", false), Who(3, "三木", true), Who(4, "三木", false),
            Who(2, "新人さ", false), Who(4, "新人さ", false), // twice only
            Who(1, "代わり", false, kind: InviteeKind.Deputy), Who(2, "代わり", false, kind: InviteeKind.Deputy), Who(3, "代わり", false, kind: InviteeKind.Deputy),
            Who(1, "いつも来ない", false), Who(2, "いつも来ない", false), Who(3, "いつも来ない", false), Who(4, "いつも来ない", false),
            Who(9, "別の会議", false),
            .. held.Select(meeting => Who(meeting.Id, "かならず来る方", true)), // Else nobody would know who came.
        ];
        Assert.Equal([("いつも来ない", 4, null), ("木原", 3, (DateTimeOffset?)Start)], AttendanceRules.NotSeenFor(3, held, lists).Select(one => (one.Who.Name, one.Missed, one.LastSeen)));
    }

    [Fact]
    public void NotSeen_WhereNobodyIsKnownToHaveCome_OrADeputyCame_NobodyIsMissed()
    {
        Meeting[] held = [MeetingOf(1), MeetingOf(2), MeetingOf(3), MeetingOf(4)];
        MeetingInvitee kihara = Who(3, "木原", false), deputy = Who(3, "山田", true, kind: InviteeKind.Deputy);
        deputy.ForId = kihara.Id;
        MeetingInvitee[] lists =
        [
            Who(1, "木原", false), Who(2, "木原", false), kihara, deputy, Who(4, "木原", false), // 2 and 4 were counted on paper, to 3 somebody came for them.
            Who(1, "三木", true), Who(2, "三木", false), Who(4, "三木", false),
        ];
        Assert.Equal([("木原", 1)], AttendanceRules.NotSeenFor(1, held, lists).Select(one => (one.Who.Name, one.Missed)));
    }

    [Fact]
    public void FirstTimers_EnteredTwice_AreOnePerson() =>
        Assert.Equal((1, 1), AttendanceRules.FirstTimers(AttendanceRules.Came([Who(1, "木原 先生", true), Who(1, "木原", true)], []), new HashSet<string>()));

    [Theory]
    [InlineData(MeetingInviting.Audience, 0, true)]
    [InlineData(MeetingInviting.ByHand, 0, true)]
    [InlineData(MeetingInviting.Nobody, 0, false)] // only listed for another organiser
    [InlineData(MeetingInviting.Nobody, 1, true)] // asked on paper, and the hub wrote down who came
    public void IsOurs_WhomTheHubAsked_OrWhoCame(MeetingInviting inviting, int came, bool ours)
    {
        Meeting meeting = MeetingOf(1);
        meeting.Inviting = inviting;
        Assert.Equal(ours, AttendanceRules.IsOurs(meeting, came));
    }

    [Theory]
    [InlineData(4, 1, true, true)]
    [InlineData(3, 1, false, true)] // one is missing
    [InlineData(4, 0, true, false)] // none with administrators
    public void YearlyDuty_IsThereOrMissing(int meetings, int administrators, bool hasMeetings, bool hasAdministrators)
    {
        Meeting[] held = [.. Enumerable.Range(1, meetings).Select(id => MeetingOf(id, administrators: id <= administrators)), MeetingOf(8, MeetingKind.Training, administrators: true)]; // A training is counted elsewhere.
        YearlyDuty duty = AttendanceRules.YearlyDutyOf(held);
        Assert.Equal((hasMeetings, hasAdministrators), (duty.HasMeetings, duty.HasAdministrators));
    }

    [Theory]
    [InlineData(false, 0, true)]
    [InlineData(false, -1, false)] // not begun
    [InlineData(true, 5, false)] // called off
    public void WasHeld_BegunAndNotCalledOff(bool cancelled, int minutes, bool held) => Assert.Equal(held, AttendanceRules.WasHeld(MeetingOf(1, cancelled: cancelled), Start.AddMinutes(minutes)));

    [Theory]
    [InlineData("訪問看護師", "看護師")]
    [InlineData("歯科衛生士", "歯科衛生士")]
    [InlineData("主任介護支援専門員", "介護支援専門員")]
    [InlineData("PT", "リハビリ職")]
    [InlineData("ＭＳＷ", "医療ソーシャルワーカー")]
    [InlineData("地域包括支援センター職員", "地域包括支援センター")]
    [InlineData("", "その他")]
    public void ProfessionOf_ReadsPeoplesWords(string words, string profession) => Assert.Equal(profession, MeetingTerms.ProfessionOf(words, null));
}
