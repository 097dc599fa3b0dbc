using Xunit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Meetings;

/// <summary>Whom a meeting is for.</summary>
public sealed class AudienceRulesTests
{
    [Theory]
    [InlineData("", "", "", Role.Nurse, "", null, true)] // All who are no residents,
    [InlineData("", "", "", Role.Coordinator, "", null, true)]
    [InlineData("", "", "", Role.Resident, "", null, false)]
    [InlineData("resident", "", "", Role.Resident, "", null, true)] // unless they are named.
    [InlineData("resident", "", "", Role.Nurse, "", null, false)]
    [InlineData("doctor nurse", "", "", Role.Nurse, "", null, true)]
    [InlineData("doctor", "", "", Role.Nurse, "", null, false)]
    [InlineData("doctor", "看護師", "", Role.Nurse, "", null, true)] // A profession besides the roles,
    [InlineData("", "看護師", "", Role.Doctor, "", null, false)] // or alone.
    [InlineData("", "リハビリ職", "", Role.Staff, "理学療法士", null, true)] // In their own words.
    [InlineData("", "住民", "", Role.Resident, "", null, false)] // Residents are invited as a role only.
    [InlineData("", "", "みなと市", Role.Nurse, "", "架空県みなと市中央1丁目", true)]
    [InlineData("", "", "みなと市", Role.Nurse, "", "架空県やま町", false)]
    [InlineData("", "", "みなと市 やま町", Role.Nurse, "", "架空県やま町", true)]
    [InlineData("", "", "みなと市", Role.Nurse, "", null, true)] // Unknown is not "elsewhere".
    [InlineData("", "", "みなと市", Role.Nurse, "", "", true)]
    public void IsFor(string roles, string professions, string areas, Role role, string profession, string? area, bool isFor) => Assert.Equal(
        isFor, AudienceRules.IsFor(new Meeting { Title = "会議", AudienceRoles = roles, AudienceProfessions = professions, AudienceAreas = areas }, new Member { Role = role, Profession = profession }, area));

    [Theory]
    [InlineData(MeetingInviting.Audience, true)]
    [InlineData(MeetingInviting.Nobody, true)]
    [InlineData(MeetingInviting.ByHand, false)]
    public void PeoplePickedByHand_MeetAmongThemselves(MeetingInviting inviting, bool isOpen) =>
        Assert.Equal(isOpen, AudienceRules.IsOpenTo(new Meeting { Title = "会議", Inviting = inviting }, new Member { Role = Role.Nurse }, null));

    [Fact]
    public void WhoWasErased_IsInvitedToNothing() => Assert.False(AudienceRules.IsFor(new Meeting { Title = "会議" }, new Member { Role = Role.Nurse, ErasedAt = DateTimeOffset.UnixEpoch }, null));
}
