using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>Which role a holder of duties is offered, and who may use a code for one.</summary>
public sealed class HolderLinkRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Me = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(Role.Staff)] // no duties yet
    [InlineData(Role.Doctor, RotaPurpose.Doctor)]
    [InlineData(Role.Doctor, RotaPurpose.EndOfLife)]
    [InlineData(Role.Doctor, RotaPurpose.Hospital)]
    [InlineData(Role.Nurse, RotaPurpose.VisitingNurse)]
    [InlineData(Role.Pharmacist, RotaPurpose.Pharmacy)]
    [InlineData(Role.Dentist, RotaPurpose.Dentist)]
    [InlineData(Role.Staff, RotaPurpose.Other)]
    [InlineData(Role.Nurse, RotaPurpose.Other, RotaPurpose.Other, RotaPurpose.VisitingNurse)] // the one that says something
    [InlineData(Role.Nurse, RotaPurpose.Doctor, RotaPurpose.VisitingNurse, RotaPurpose.VisitingNurse)] // what most are for
    [InlineData(Role.Doctor, RotaPurpose.VisitingNurse, RotaPurpose.Doctor)] // of two as many, always the same
    public void TheRoleOffered_IsThatOfTheirRotas(Role expected, params RotaPurpose[] purposes) => Assert.Equal(expected, HolderLinkRules.RoleFor(purposes));

    [Theory]
    [InlineData(Role.Resident, Role.Nurse, Role.Nurse)] // a newcomer
    [InlineData(Role.Nurse, Role.Nurse, Role.Nurse)]
    [InlineData(Role.Staff, Role.Nurse, Role.Nurse)] // of no certain kind until now
    [InlineData(Role.Doctor, Role.Nurse, Role.Doctor)] // answers for a station as well
    [InlineData(Role.Coordinator, Role.Doctor, Role.Coordinator)] // loses nothing, and the code is used
    public void ACodeForDuties_TakesNoRoleAway(Role own, Role offered, Role after)
    {
        Member member = new() { Id = Me, Role = own, RoleGrantedAt = Now.AddDays(-9), Phone = "0000-01-0000", Organisation = own == Role.Resident ? "" : "木原医院" };
        InvitationCode code = CodeFor(offered);
        CodeAnswer answer = MemberRules.Try(member, code, Now, Holder());
        MemberRules.Apply(member, code, answer, Now);
        Assert.Equal(new CodeAnswer.Good(after), answer);
        Assert.Equal((after, own == after ? Now.AddDays(-9) : Now), (member.Role, member.RoleGrantedAt));
        Assert.Equal(own == Role.Resident ? ("0000-41-1111", "みなと訪問看護") : ("0000-01-0000", "木原医院"), (member.Phone, member.Organisation)); // The station's number is not the doctor's.
        Assert.Equal((Now, Me, ""), (code.UsedAt, code.UsedBy, code.Phone));
    }

    [Fact]
    public void ACodeWhoseHolderIsSomebodyElses_OrGone_IsNotUsed_AndCountsAsNoWrongTry()
    {
        foreach (DutyHolder? holder in (DutyHolder?[])[null, Holder(Guid.Parse("0197a000-0000-7000-8000-000000000002")), Holder(closed: true)])
        {
            Member member = new() { Id = Me, WrongCodeTries = 4 };
            InvitationCode code = CodeFor(Role.Nurse);
            CodeAnswer answer = MemberRules.Try(member, code, Now, holder);
            MemberRules.Apply(member, code, answer, Now);
            Assert.IsType<CodeAnswer.HolderTaken>(answer);
            Assert.Equal((Role.Resident, 4, (DateTimeOffset?)null), (member.Role, member.WrongCodeTries, code.UsedAt));
        }

        Assert.IsType<CodeAnswer.Good>(MemberRules.Try(new Member { Id = Me }, CodeFor(Role.Nurse), Now, Holder(Me))); // A coordinator was faster.
        Assert.IsType<CodeAnswer.Bad>(MemberRules.Try(new Member { Id = Me }, CodeFor(Role.Nurse), Now.AddDays(7), Holder())); // Too old, as any other.
        Assert.IsType<CodeAnswer.Bad>(MemberRules.Try(new Member { Id = Me, ErasedAt = Now }, CodeFor(Role.Nurse), Now, Holder()));
    }

    private static DutyHolder Holder(Guid? member = null, bool closed = false) => new() { Id = 7, Name = "みなと訪問看護", NameKey = "k", MemberId = member, ClosedAt = closed ? Now : null };

    private static InvitationCode CodeFor(Role role) =>
        new() { CodeHash = "h", Role = role, HolderId = 7, Phone = "0000-41-1111", Organisation = "みなと訪問看護", CreatedAt = Now, ExpiresAt = Now + MemberRules.CodeLife };
}
