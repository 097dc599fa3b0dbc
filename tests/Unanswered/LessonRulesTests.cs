using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Tests.Unanswered;

public sealed class LessonRulesTests
{
    private static readonly UtteranceReader Reader = new();
    private static readonly DateOnly Today = new(2026, 6, 4);

    [Theory]
    [InlineData("", LessonReplies.Empty)]
    [InlineData("  。", LessonReplies.Empty)]
    [InlineData("号", LessonReplies.TooShort)]
    [InlineData("119", LessonReplies.Empty)]
    [InlineData("息をしていない", LessonReplies.Danger)]
    [InlineData("山田さん号", LessonReplies.Personal)]
    [InlineData("［お名前］の車", LessonReplies.Personal)]
    [InlineData(CaseWordsRules.Withheld, LessonReplies.Personal)]
    [InlineData("お迎えナース", "")]
    [InlineData(@"(.*)+\d{9}[ナース", "")] // Letters like any others.
    public void WordsAreLookedThrough(string words, string problem) => Assert.Equal(problem, LessonRules.ProblemOf(LessonKind.Synonym, LessonRules.Tidied(words), Reader, Today));

    [Fact]
    public void LongWords_AreRefused()
    {
        Assert.Equal("100文字までで書いてください。", LessonRules.ProblemOf(LessonKind.Synonym, new string('ぽ', 101), Reader, Today));
        Assert.Equal("500文字までで書いてください。", LessonRules.ProblemOf(LessonKind.OutOfScope, new string('ぽ', 501), Reader, Today));
    }

    [Theory]
    [InlineData("訪問看護", "もう「訪問看護」として読まれています")]
    [InlineData("訪看", "もう「訪問看護」として読まれています")]
    [InlineData("在宅酸素", "もう「在宅酸素」として読まれています")]
    [InlineData("ありがとう", "あいさつや言い回し")]
    [InlineData("お迎えナース", "")]
    public void AKnownWord_KeepsItsMeaning(string words, string problem)
    {
        string said = LessonRules.ProblemOfWord(words, "訪問介護", "訪問介護", Reader);
        Assert.True(problem.Length == 0 ? said.Length == 0 : said.Contains(problem, StringComparison.Ordinal), said);
    }

    [Fact]
    public void AWordInItsOwnMeaning_WouldNotEnd() => Assert.Equal(LessonReplies.Loop, LessonRules.ProblemOfWord("ぽよセンター", "みなとぽよセンター", "みなとぽよセンター", Reader));

    /// <summary>What is put in the place of a synonym is read as what it was taught for.</summary>
    [Fact]
    public void EveryMeaning_IsReadAsItself()
    {
        List<string> wrong = [];
        foreach (MeantWord word in MeantWords.All)
        {
            Understood read = Reader.Read(word.Group == "サービス" ? $"{word.Word}を探しています" : $"{word.Word}の訪問看護を探しています", null);
            string[] ids = [.. read.Services.Select(kind => Storage.DirectorySearch.ServiceKinds.Id(kind)), .. read.Capabilities.Select(kind => Storage.DirectorySearch.CapabilityKinds.Id(kind)), .. read.Conditions.Select(kind => Storage.DirectorySearch.ConditionKinds.Id(kind))];
            if (!ids.Contains(word.Id))
            {
                wrong.Add($"{word.Id} {word.Word}: {string.Join(',', ids)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("お迎えナースって何ですか？", "お迎えナースって何")]
    [InlineData("すみません、お迎えナースのことを教えてください。", "お迎えなーすのこと")]
    [InlineData("オムカエ", "おむかえ")]
    public void MannersMakeNoOtherQuestion(string one, string other) => Assert.Equal(QuestionKeyRules.KeyOf(other), QuestionKeyRules.KeyOf(one));

    [Fact]
    public void OfTwoWords_TheLongestIsReplaced_AndNothingTwice()
    {
        TaughtShelf shelf = new(
        [
            new Lesson { Kind = LessonKind.PlaceName, Words = "ぽよ", Means = "ぽよぽよ町" },
            new Lesson { Kind = LessonKind.PlaceName, Words = "ぽよ号", Means = "ぽよ駅" },
            new Lesson { Kind = LessonKind.Synonym, Words = "(a+)+$", Means = "visiting_nurse" },
            new Lesson { Kind = LessonKind.Synonym, Words = "昔のことば", Means = "no_such_service" },
        ]);
        Assert.Equal("ぽよ駅とぽよぽよ町へ", shelf.Meant("ﾎﾟﾖ号とぽよへ"));
        Assert.Equal("訪問看護！", shelf.Meant("（Ａ+)+$！"));
        Assert.Equal("昔のことば", shelf.Meant("昔のことば"));
        Assert.Null(shelf.Read(new string('あ', 10_000)));
    }
}
