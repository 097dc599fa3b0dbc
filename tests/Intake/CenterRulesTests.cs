using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Intake;

public sealed class CenterRulesTests
{
    [Theory]
    [InlineData("みなと市北町1丁目", "北", false)]        // the closest
    [InlineData("みなと市南町", "南 南第二", false)]      // two share the area: neither is left out, and asking again tells nothing
    [InlineData("みなと市", "北 南 南第二", true)]        // inside of it
    [InlineData("よその町", "北 南 南第二 東", true)]     // not known: all
    [InlineData("", "北 南 南第二 東", true)]
    public void Meant_ByArea(string area, string names, bool isAreaNeeded)
    {
        DeskOptions policy = new() { ResidentsGoTo = "community_support_center" };
        foreach ((string of, string name) in new[] { ("みなと市北町", "北"), ("みなと市南町", "南"), ("みなと市南町", "南第二"), ("うみべ町東", "東") })
        {
            policy.Centers.Add(new DeskCenter { Area = of, Name = name, Phone = "0000-33-0000" });
        }

        Reception.GoesTo goes = Assert.IsType<Reception.GoesTo>(RoutingRules.ReceptionOf(policy, Role.Resident, area));
        IReadOnlyList<DeskCenter> meant = CenterRules.Meant(goes.Centers, policy.Centers, area);
        Assert.Equal(names, string.Join(' ', meant.Select(center => center.Name)));
        Assert.Equal(isAreaNeeded, CenterRules.IsAreaNeeded(meant));
    }
}
