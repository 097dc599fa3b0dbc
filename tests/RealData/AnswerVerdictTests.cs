using Xunit;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.RealData;

/// <summary>The judge must be able to say no. Four invented places, 1, 2, 3 and 9 km away; the third lies anywhere from 1.9 to 3.1 km.</summary>
public sealed class AnswerVerdictTests
{
    private static readonly Expectation FourPlaces = new()
    {
        Id = "0",
        CardsMin = 3,
        Phones = true,
        Places =
        [
            Place("あおい診療所", 1.0, 1.0, 1, 1) with { Phones = ["0000000001"] },
            Place("しろい診療所", 2.0, 2.0, 2, 3),
            Place("あかい診療所", 1.9, 3.1, 2, 3),
            Place("とおい診療所", 9.0, 9.0, 4, 4),
        ],
    };

    [Fact]
    public void Of_RightPlacesInAnyDefensibleOrder_IsAccepted()
    {
        Assert.Empty(Verdict(Card("医療法人 あおい診療所", "約1.0km", "0000-00-0001"), Card("しろい診療所", "約2.0km"), Card("あかい　診療所", "約2.4km")));
        Assert.Empty(Verdict(Card("あおい診療所", "約1km", "0000-00-0001"), Card("あかい診療所", "約1900m"), Card("しろい診療所", "町の中心から約2.0km"), Card("とおい診療所", "約9.0km")));
    }

    [Fact]
    public void Of_Stranger_IsRefused() =>
        Assert.Contains(Verdict(Card("あおい診療所", "約1.0km", "0000-00-0001"), Card("しろい診療所", "約2.0km"), Card("みどり診療所", "約2.4km")),
            problem => problem.Contains("みどり診療所", StringComparison.Ordinal));

    [Fact]
    public void Of_TheSamePlaceTwice_IsRefused() =>
        Assert.Contains(Verdict(Card("あおい診療所", "約1.0km", "0000-00-0001"), Card("あおい診療所", "約1.0km", "0000-00-0001"), Card("しろい診療所", "約2.0km")),
            problem => problem.Contains("shown already", StringComparison.Ordinal));

    [Fact]
    public void Of_WrongOrder_IsRefused() =>
        Assert.Contains(Verdict(Card("しろい診療所", "約2.0km"), Card("あおい診療所", "約1.0km", "0000-00-0001"), Card("あかい診療所", "約2.4km")),
            problem => problem.Contains("comes first", StringComparison.Ordinal));

    [Fact]
    public void Of_NearPlaceLeftOut_AndFarOneShown_IsRefused()
    {
        IReadOnlyList<string> problems = Verdict(Card("しろい診療所", "約2.0km"), Card("あかい診療所", "約2.4km"), Card("とおい診療所", "約9.0km"));
        Assert.Contains(problems, problem => problem.StartsWith("leaves out あおい診療所", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("shows とおい診療所 among the first 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("約1.2km")]
    [InlineData("約100m")]
    [InlineData("不明")]
    public void Of_WrongDistance_IsRefused(string distance) =>
        Assert.Contains(Verdict(Card("あおい診療所", distance, "0000-00-0001"), Card("しろい診療所", "約2.0km"), Card("あかい診療所", "約2.4km")),
            problem => problem.Contains("km away", StringComparison.Ordinal));

    [Fact]
    public void Of_MissingPhone_IsRefused() =>
        Assert.Contains(Verdict(Card("あおい診療所", "約1.0km"), Card("しろい診療所", "約2.0km"), Card("あかい診療所", "約2.4km")),
            problem => problem.Contains("phone", StringComparison.Ordinal));

    [Fact]
    public void Of_TooFewPlaces_IsRefused() =>
        Assert.Contains(Verdict(Card("あおい診療所", "約1.0km", "0000-00-0001")), problem => problem.Contains("at least 3", StringComparison.Ordinal));

    [Fact]
    public void Of_NothingFound_MustBeSaid_AndNothingElseOffered()
    {
        Expectation nothing = new() { Id = "0", None = true, Says = "見つかりません|ありません", Elsewhere = ["となりの診療所"] };
        Assert.Empty(AnswerVerdict.Of(nothing, [new TextReply("澪原市には見つかりませんでした。")]));
        Assert.Empty(AnswerVerdict.Of(nothing, [new TextReply("澪原市にはありません。近いのはこちらです。"), Cards(Card("となりの診療所", "約9km"))]));
        Assert.Single(AnswerVerdict.Of(nothing, [new TextReply("こちらはいかがですか。")]));
        Assert.Single(AnswerVerdict.Of(nothing, [new TextReply("ありません。"), Cards(Card("しろい診療所", "約2km"))]));
    }

    private static IReadOnlyList<string> Verdict(params Card[] cards) => AnswerVerdict.Of(FourPlaces, [Cards(cards)]);

    private static CardReply Cards(params Card[] cards) => new("見つかりました", cards);

    private static Card Card(string title, string distance, string? phone = null) => new()
    {
        Title = title,
        Rows = [new CardRow("距離", distance)],
        Buttons = phone is null ? [] : [new CardButton("電話する", new ReplyAction.Call(phone))],
    };

    private static ExpectedPlace Place(string name, double least, double most, int bestRank, int worstRank) => new()
    {
        Names = [AnswerVerdict.Fold(name)],
        Copies = 1,
        Sure = true,
        Low = least * 1000,
        High = most * 1000,
        Kilometres = [least, most],
        BestRank = bestRank,
        WorstRank = worstRank,
    };
}
