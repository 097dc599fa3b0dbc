using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Channels.Line.Menus;

public sealed class RichMenuRulesTests
{
    private static readonly RichMenuDesign Resident = RichMenuDesigns.Of(Role.Resident);
    private static readonly RichMenuShelf Empty = new([], new Dictionary<string, string>(), null);

    [Fact]
    public void EveryRoleHasOneMenu_OfSixAreas_WithinLinesLimits()
    {
        Assert.Equal(Roles.All.Order(), RichMenuDesigns.All.SelectMany(design => design.Roles).Order());
        Assert.All(RichMenuDesigns.All, design => Assert.Empty(RichMenuRules.FaultsOf(design)));
        Assert.Equal(RichMenuDesigns.All.Count, RichMenuDesigns.All.Select(design => design.AliasId).Distinct().Count());
    }

    [Fact]
    public void TheAreasCoverThePictureBelowItsBand_AndDoNotOverlap()
    {
        long covered = 0;
        JsonArray areas = RichMenuRules.RequestOf(Resident, "x")["areas"]!.AsArray();
        (int X, int Y, int Width, int Height)[] bounds = [.. areas.Select(area => area!["bounds"]!).Select(one => ((int)one["x"]!, (int)one["y"]!, (int)one["width"]!, (int)one["height"]!))];
        foreach ((int x, int y, int width, int height) in bounds)
        {
            covered += (long)width * height;
            Assert.Equal(1, bounds.Count(other => x < other.X + other.Width && other.X < x + width && y < other.Y + other.Height && other.Y < y + height));
        }

        Assert.Equal((long)RichMenuDesign.Width * (RichMenuDesign.Height - RichMenuDesign.BandHeight), covered);
    }

    [Fact]
    public void TheName_ChangesWithWhatPeopleSee_AndOnlyThen()
    {
        string name = RichMenuRules.NameOf(Resident, [1, 2, 3]);
        Assert.Matches("^zaitaku-bot/resident/[0-9a-f]{16}$", name);
        Assert.Equal(name, RichMenuRules.NameOf(Resident with { Roles = [Role.Staff] }, [1, 2, 3]));
        Assert.NotEqual(name, RichMenuRules.NameOf(Resident, [1, 2, 4]));
        Assert.NotEqual(name, RichMenuRules.NameOf(Resident with { ChatBarText = "開く" }, [1, 2, 3]));
        Assert.NotEqual(name, RichMenuRules.NameOf(Resident with { Areas = [.. Resident.Areas.Reverse()] }, [1, 2, 3]));
    }

    [Theory]
    [InlineData("none", false, true)]            // Nothing set, nothing wished for.
    [InlineData("none wished", true, false)]
    [InlineData("ours of now wished", false, true)]
    [InlineData("ours of now", false, true)]
    [InlineData("ours of before", true, false)]  // A default of ours is kept up to date without being asked.
    [InlineData("another's", false, true)]
    [InlineData("another's wished", true, false)]
    public void Plan_Default(string state, bool sets, bool changesNothing)
    {
        (RichMenuDesign, string)[] drawn = [(Resident, "zaitaku-bot/resident/now")];
        RichMenuShelf shelf = new(
            [new("now", "zaitaku-bot/resident/now"), new("other", "市"), .. state == "ours of before" ? [new KnownMenu("before", "zaitaku-bot/resident/before")] : Array.Empty<KnownMenu>()],
            new Dictionary<string, string> { [Resident.AliasId] = "now" },
            state.Split(" wished")[0] switch { "ours of now" => "now", "ours of before" => "before", "another's" => "other", _ => null });
        RichMenuPlan plan = RichMenuRules.Plan(drawn, shelf, makeDefault: state.EndsWith("wished", StringComparison.Ordinal));
        Assert.Equal((sets, changesNothing), (plan.SetsDefault, plan.ChangesNothing));
    }

    [Fact]
    public void Plan_AMenuWithoutItsAlias_WasNeverFinished_AndIsMadeAnew()
    {
        RichMenuPlan plan = RichMenuRules.Plan([(Resident, "zaitaku-bot/resident/now")], Empty with { Menus = [new("begun", "zaitaku-bot/resident/now")] }, makeDefault: false);
        Assert.Null(Assert.Single(plan.Places).InstalledId);
        Assert.Equal(["begun"], plan.Old);
    }

    [Fact]
    public void Plan_AnAliasOfADesignThatIsGone_Goes_AndAnothersStays()
    {
        RichMenuPlan plan = RichMenuRules.Plan([(Resident, "n")], Empty with { Aliases = new Dictionary<string, string> { ["zaitaku-doctor"] = "a", ["city"] = "b" } }, makeDefault: false);
        Assert.Equal(["zaitaku-doctor"], plan.OldAliases);
    }

    [Theory]
    [InlineData(1, 1.0, 2)]
    [InlineData(1, 0.0, 1.5)]
    [InlineData(4, 1.0, 16)]
    [InlineData(50, 1.0, 900)]
    public void WaitAfter_Doubles_UpToAQuarterOfAnHour(int failures, double jitter, double seconds) =>
        Assert.Equal(seconds, RichMenuRules.WaitAfter(failures, jitter).TotalSeconds, 3);

    [Theory]
    [InlineData("U00112233445566778899aabbccddeeff", true)]
    [InlineData("C00112233445566778899aabbccddeeff", false)]
    [InlineData("U00112233445566778899AABBCCDDEEFF", false)]
    [InlineData("U0", false)]
    [InlineData("", false)]
    public void IsPerson_Shape(string id, bool isPerson) => Assert.Equal(isPerson, RichMenuRules.IsPerson(id));

    [Fact]
    public void Stopped_TellsWhatToDo()
    {
        Assert.Contains("1時間ほど", RichMenuWords.Stopped("x", new LineAnswer(429, "", "", [], null, CallFault.None)), StringComparison.Ordinal);
        Assert.Contains("トークン", RichMenuWords.Stopped("x", new LineAnswer(401, "", "", [], null, CallFault.None)), StringComparison.Ordinal);
        Assert.Contains("つながりません", RichMenuWords.Stopped("x", LineAnswer.Failed(CallFault.NotSent, "no")), StringComparison.Ordinal);
    }
}
