using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Rota;

/// <summary>What a table changes in the plan.</summary>
public sealed class RotaDraftRulesTests
{
    [Fact]
    public void Differences_OneOfEachKind_AndDaysTheTableDoesNotNameStay()
    {
        StandingShift[] standing =
        [
            Standing(Night("木原病院", "2026-04-01")), Standing(Night("三木病院", "2026-04-02")), Standing(Night("広瀬病院", "2026-04-03")), Standing(Night("今治第一病院", "2026-04-04")),
            Standing(Duty("あおい小児科", At("2026-04-05", 9), At("2026-04-05", 12), "小児科")), Standing(Duty("あおい小児科", At("2026-04-05", 14), At("2026-04-05", 17), "小児科")),
            Standing(Night("瀬戸内海病院", "2026-04-30")),
        ];
        DraftShift[] draft =
        [
            Night("木原病院", "2026-04-01"), Night("済生会病院", "2026-04-02"), Duty("広瀬病院", At("2026-04-03", 18), At("2026-04-03", 32)), Night("今治第一病院", "2026-04-04", phone: "0000-11-1111"),
            Duty("あおい小児科", At("2026-04-05", 9), At("2026-04-05", 12), "小児科"), Duty("みぶ小児科", At("2026-04-06", 9), At("2026-04-06", 12), "小児科"),
        ];
        Assert.Equal(
            [
                (DutyChange.Same, "木原病院", "木原病院"), (DutyChange.OtherHolder, "三木病院", "済生会病院"), (DutyChange.OtherHours, "広瀬病院", "広瀬病院"), (DutyChange.OtherDetails, "今治第一病院", "今治第一病院"),
                (DutyChange.Same, "あおい小児科", "あおい小児科"), (DutyChange.Gone, "あおい小児科", null), (DutyChange.New, null, "みぶ小児科"),
            ],
            RotaDraftRules.Differences(standing, draft).Select(one => (one.Change, one.Before?.Holder, one.After?.Holder)));
    }

    [Fact]
    public void Differences_AnotherSpellingOfAName_IsNobodyNew() =>
        Assert.Equal(DutyChange.Same, Assert.Single(RotaDraftRules.Differences([Standing(Night("さいとう　内科", "2026-04-01"))], [Night("サイトウ内科", "2026-04-01")])).Change);

    [Fact]
    public void Differences_TwoOnAtOnce_AreNotTakenForEachOther()
    {
        DraftShift island = Duty("喜多嶋診療所", At("2026-04-05", 9), At("2026-04-05", 17), "指定なし"), city = Duty("市民病院", At("2026-04-05", 8, 30), At("2026-04-05", 32, 30), "指定なし");
        Assert.All(RotaDraftRules.Differences([Standing(city), Standing(island)], [island, city]), one => Assert.Equal(DutyChange.Same, one.Change));
    }

    [Fact]
    public void DoubleDuties_FindsEveryOverlapOfOneHolder_AndNoneThatOnlyTouch()
    {
        DraftShift day = Duty("佐藤", At("2026-04-01", 8, 30), At("2026-04-01", 17, 30)), night = Night("佐藤", "2026-04-01"), late = Duty("佐藤", At("2026-04-01", 22), At("2026-04-01", 23), "内科");
        Assert.Empty(RotaDraftRules.DoubleDuties([day, night, Night("鈴木", "2026-04-01")]));
        Assert.Equal(new DoubleDuty(night, late), Assert.Single(RotaDraftRules.DoubleDuties([late, night, day])));
    }

    [Fact]
    public void SeatFor_TakesTheFirstFreeSeatOfTheGroup_AndNoneOfAnother()
    {
        DutySeat first = new() { Group = "内科", Position = 1 }, second = new() { Group = "内科", Position = 2 }, other = new() { Group = "小児科", Position = 0 };
        (DutySeat, DateTimeOffset, DateTimeOffset)[] taken = [(first, At("2026-04-01", 9), At("2026-04-01", 17))];
        Assert.Equal(second, RotaDraftRules.SeatFor(Duty("佐藤", At("2026-04-01", 16), At("2026-04-01", 18), "内科"), [other, second, first], taken));
        Assert.Equal(first, RotaDraftRules.SeatFor(Duty("佐藤", At("2026-04-01", 17), At("2026-04-01", 18), "内科"), [other, second, first], taken)); // It ends when this one begins.
        Assert.Null(RotaDraftRules.SeatFor(Duty("佐藤", At("2026-04-01", 16), At("2026-04-01", 18), "外科"), [other, second, first], taken));
    }

    private static StandingShift Standing(DraftShift shift) =>
        new(new DutyShift { SeatId = 1, HolderId = 1, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, Phone = shift.Phone, Note = shift.Note }, shift.Group, shift.Holder, NameRules.KeyOf(shift.Holder));
}
