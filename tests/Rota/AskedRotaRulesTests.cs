using Xunit;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>Which rota is meant.</summary>
public sealed class AskedRotaRulesTests
{
    [Theory]
    [InlineData("港区", "港区", true)]
    [InlineData("港北区", "港区", false)]      // another ward whose name begins alike
    [InlineData("東山町", "東区", false)]
    [InlineData("板橋区", "板橋", true)]       // people leave the ending out
    [InlineData("北町", "北区", false)]        // endings differ
    [InlineData("横浜市青葉区", "青葉区", true)]
    [InlineData("青葉区", "横浜市青葉区", true)]
    [InlineData("若葉区", "葉区", false)]      // no name begins there
    public void IsSameArea_Edges(string kept, string said, bool isSame) => Assert.Equal(isSame, AskedRotaRules.IsSameArea(kept, said));

    [Theory]
    [InlineData("今夜の当番は？", "在宅当番医 訪看当番 救急輪番")]
    [InlineData("当番の先生は", "在宅当番医")]
    [InlineData("救急の当番の先生は", "救急輪番")]
    [InlineData("当番医と訪看の当番", "在宅当番医 訪看当番")]
    [InlineData("救急輪番のいまの当番は？", "救急輪番")]
    public void Of_ByPurposeAndName(string text, string names) => Assert.Equal(names.Split(' '), Found(Rotas(), text));

    [Fact]
    public void Of_ARotaNamedAsItsPurposeIsAskedFor_HidesNoOther()
    {
        DutyRota plain = Rota(1, "当番医", RotaPurpose.Doctor, "北町"), south = Rota(2, "南の当番医", RotaPurpose.Doctor, "南町");
        Assert.Equal(["南の当番医"], Found([plain, south], "南町の当番医は", "南町"));
    }

    [Fact]
    public void Of_DoctorsAreMeant_WhereTheWordBesideThemHasNoRota()
    {
        DutyRota doctors = Rota(1, "在宅当番医", RotaPurpose.Doctor);
        Assert.Equal(["在宅当番医"], Found([doctors], "救急のとき当番の先生は"));
        Assert.IsType<AskedRotas.NotKept>(AskedRotaRules.Of([doctors], "当番薬局は", Words()));
    }

    [Fact]
    public void Of_AKindOfSeat_LeavesOutTheRotasWithoutIt_AndASignIsNoKind()
    {
        DutyRota children = Rota(1, "休日当番", RotaPurpose.Hospital), others = Rota(2, "救急輪番", RotaPurpose.Hospital);
        children.Seats.Add(new DutySeat { Id = 1, Group = "小児科" });
        others.Seats.Add(new DutySeat { Id = 2, Group = "――" });
        AskedRotas.Found named = Assert.IsType<AskedRotas.Found>(AskedRotaRules.Of([children, others], "今日の小児科の当番", Words()));
        Assert.Equal(("小児科", 1), (named.Group, named.Rotas.Single().Id));
        Assert.Equal("", Assert.IsType<AskedRotas.Found>(AskedRotaRules.Of([children, others], "今日の当番", Words())).Group);
    }

    [Fact]
    public void Of_AnAreaNobodyServes_IsSaid_AndTheWholeHubsRotaAnswersForAny()
    {
        Assert.IsType<AskedRotas.OtherArea>(AskedRotaRules.Of([Rota(1, "北の当番", RotaPurpose.Doctor, "北町")], "板橋の当番医", Words("板橋")));
        Assert.True(Assert.IsType<AskedRotas.Found>(AskedRotaRules.Of([Rota(1, "当番表", RotaPurpose.Doctor)], "板橋の当番医", Words("板橋"))).IsForWholeHub);
    }

    private static DutyRota[] Rotas() => [Rota(1, "在宅当番医", RotaPurpose.Doctor), Rota(2, "訪看当番", RotaPurpose.VisitingNurse), Rota(3, "救急輪番", RotaPurpose.Hospital)];

    private static DutyRota Rota(int id, string name, RotaPurpose purpose, string area = "") => new() { Id = id, Name = name, Purpose = purpose, Area = area };

    private static IEnumerable<string> Found(DutyRota[] rotas, string text, string? place = null) => Assert.IsType<AskedRotas.Found>(AskedRotaRules.Of(rotas, text, Words(place))).Rotas.Select(rota => rota.Name);

    private static Understood Words(string? place = null) => new() { Intent = Intents.AskOncall, Place = place };
}
