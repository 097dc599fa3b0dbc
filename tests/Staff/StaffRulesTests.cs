using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Staff;

public sealed class StaffRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 20, 0, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Sato", "sato")]
    [InlineData(" ｓａｔｏ．ｍ ", "sato.m")]
    [InlineData(null, "")]
    public void FoldName_NeitherWidthNorCaseMatter(string? typed, string folded) => Assert.Equal(folded, StaffRules.FoldName(typed));

    [Theory]
    [InlineData("sa", false)]
    [InlineData("sat", true)]
    [InlineData("sato.m-2_x", true)]
    [InlineData("佐藤さん", false)]
    [InlineData("sato m", false)]
    public void NameProblem_Boundary(string name, bool isGood) => Assert.Equal(isGood, StaffRules.NameProblem(name) is null);

    [Theory]
    [InlineData("", "", false)]
    [InlineData("みじかいもの", "みじかいもの", false)]
    [InlineData("十一文字のあいことばだ", "十一文字のあいことばだ", false)]
    [InlineData("十二文字のあいことばだよ", "十二文字のあいことばだよ", true)]
    [InlineData("十二文字のあいことばだよ", "十二文字のあいことばだね", false)] // Not the same twice.
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", false)]
    [InlineData("this-is-SATO-here", "this-is-SATO-here", false)]            // Holds the name.
    public void PasswordProblem_LengthCounts(string password, string again, bool isGood) => Assert.Equal(isGood, StaffRules.PasswordProblem(password, again, "sato") is null);

    [Theory]
    [InlineData(0, 16, null, null, true)]
    [InlineData(479, 16, null, null, true)]   // A minute before eight hours without a page.
    [InlineData(480, 16, null, null, false)]
    [InlineData(0, 0, null, null, false)]     // The end is not included.
    [InlineData(0, 16, -1, null, false)]      // Ended.
    [InlineData(0, 16, null, -1, false)]      // The account was closed.
    public void Holds_Boundary(int minutesSince, int hoursLeft, int? revoked, int? disabled, bool holds) =>
        Assert.Equal(holds, StaffRules.Holds(Now.AddMinutes(-minutesSince), Now.AddHours(hoursLeft), revoked is { } r ? Now.AddHours(r) : null, disabled is { } d ? Now.AddHours(d) : null, Now));

    [Theory]
    [InlineData(Role.Coordinator, Role.Doctor, true)]
    [InlineData(Role.Coordinator, Role.Coordinator, false)]
    [InlineData(Role.Coordinator, Role.Admin, false)]
    [InlineData(Role.Admin, Role.Admin, true)]
    [InlineData(Role.Admin, Role.Resident, false)]
    public void MayInvite_NobodyAboveOneself(Role staff, Role wanted, bool may) => Assert.Equal(may, StaffRules.MayInvite(staff, wanted));

    [Theory]
    [InlineData(null, "/console/consultations")]
    [InlineData("/console/notes?p=2", "/console/notes?p=2")]
    [InlineData("https://evil.example/console", "/console/consultations")]
    [InlineData("//evil.example", "/console/consultations")]
    [InlineData("/console\\evil", "/console/consultations")]
    [InlineData("/console/sign-out", "/console/consultations")]
    public void SafeReturn_LeadsNowhereElse(string? to, string address) => Assert.Equal(address, ConsoleNotice.SafeReturn(to));
}
