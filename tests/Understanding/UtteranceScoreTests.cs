using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Understanding;

/// <summary>How well the reader understands: the goals on the development set, floors on our own.</summary>
public sealed class UtteranceScoreTests
{
    [SkippableFact]
    public void TheDevelopmentSet_ReachesItsGoals()
    {
        ReadingScore score = UtteranceSets.ScoreOf(UtteranceSets.Dev());
        string misses = UtteranceSets.MissesOf(score);
        Assert.True(score is { Intent: >= 97, Services: >= 97, Capabilities: >= 97, Conditions: >= 95, Place: >= 95 }, $"{score}\n{misses}");
        Assert.Equal(100, score.EmergencyRecall);
    }

    [Fact]
    public void OurOwnSet_StaysAboveItsFloors()
    {
        IReadOnlyList<AnnotatedUtterance> own = UtteranceSets.Own();
        ReadingScore score = UtteranceSets.ScoreOf(own);
        Assert.True(own.Count >= 400);
        Assert.True(score is { Intent: >= 97, Services: >= 97, Capabilities: >= 97, Conditions: >= 97, Place: >= 97, FalseAlarms: <= 2 }, UtteranceSets.MissesOf(score));
        Assert.Equal(100, score.EmergencyRecall);
    }

    [Fact]
    public void TheLaterSets_StayAboveTheirFloors()
    {
        IReadOnlyList<AnnotatedUtterance> unseen = UtteranceSets.Unseen();
        ReadingScore score = UtteranceSets.ScoreOf(unseen);
        Assert.True(unseen.Count >= 400);
        Assert.True(score is { Intent: >= 98, Services: >= 98, Capabilities: >= 98, Conditions: >= 98, Place: >= 98, FalseAlarms: <= 2 }, UtteranceSets.MissesOf(score));
        Assert.Equal(100, score.EmergencyRecall);
    }

    [Fact]
    public void PartSix_StaysAboveItsFloors()
    {
        IReadOnlyList<AnnotatedUtterance> six = UtteranceSets.Part6();
        ReadingScore score = UtteranceSets.ScoreOf(six);
        Assert.True(six.Count >= 200);
        Assert.True(score is { Intent: >= 98, Services: >= 98, Capabilities: >= 98, Conditions: >= 98, Place: >= 98, FalseAlarms: <= 2 }, UtteranceSets.MissesOf(score));
        Assert.Equal(100, score.EmergencyRecall);
    }

    [Fact]
    public void CoversOfDuties_StayAboveTheirFloors()
    {
        IReadOnlyList<AnnotatedUtterance> covers = UtteranceSets.Covers();
        ReadingScore score = UtteranceSets.ScoreOf(covers);
        Assert.True(covers.Count >= 50);
        Assert.True(score is { Intent: >= 94, Services: 100, Capabilities: 100, Conditions: >= 98, Place: >= 98, FalseAlarms: 0 }, UtteranceSets.MissesOf(score));
    }

    /// <summary>The words before matter only to words that lean on them: no line of the sets that stands alone changes its meaning.</summary>
    [Theory]
    [InlineData("鶴岡市の訪問看護を探しています")]
    [InlineData("今夜の当番の先生は？")]
    public void AWholeUtterance_MeansTheSameAfterAnything(string previous)
    {
        IEnumerable<AnnotatedUtterance> alone = UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Concat(UtteranceSets.Covers()).Where(utterance => utterance.Previous is null);
        List<string> bent = [.. alone.Where(utterance => UtteranceSets.Reader.Read(utterance.Text, null).Intent != UtteranceSets.Reader.Read(utterance.Text, previous).Intent).Select(utterance => utterance.Text)];
        Assert.True(bent.Count == 0, string.Join('\n', bent));
    }

    [Theory]
    [InlineData("じゃあ夜は？", Intents.RefineSearch)]
    [InlineData("土日は？", Intents.RefineSearch)]
    [InlineData("その中で胃ろうの人も診てくれるところ", Intents.RefineSearch)]
    [InlineData("やっぱり訪問リハビリで", Intents.RefineSearch)]
    [InlineData("電話番号は？", Intents.ResourceDetail)]
    [InlineData("もう大丈夫です", Intents.Cancel)]
    public void AFragment_LeansOnTheWordsBefore(string text, string intent) =>
        Assert.Equal(intent, UtteranceSets.Reader.Read(text, "鶴岡市の訪問看護を探しています").Intent);

    [Fact]
    public void DangerIsHeard_AndWhatOnlySoundsLikeItIsNot()
    {
        ILookup<bool, string> wrong = UtteranceSets.Danger().Where(row => (UtteranceSets.Reader.Read(row.Text, null).Intent == Intents.Emergency) != row.IsNow).ToLookup(row => row.IsNow, row => row.Text);
        Assert.Empty(wrong[true]);
        Assert.Empty(wrong[false]);
    }

    [Fact]
    public void OurOwnSet_NamesEveryIntentServiceNeedAndLimit()
    {
        IReadOnlyList<AnnotatedUtterance> own = UtteranceSets.Own();
        Assert.Empty(Intents.All.Except(own.Select(utterance => utterance.Intent)));
        Assert.Empty(ServiceKinds.All.Select(kind => kind.Id()).Except(own.SelectMany(utterance => utterance.Services.Split(','))));
        Assert.Empty(CapabilityKinds.All.Select(kind => kind.Id()).Except(own.SelectMany(utterance => utterance.Capabilities.Split(','))));
        Assert.Empty(ConditionKinds.All.Select(kind => kind.Id()).Except(own.SelectMany(utterance => utterance.Conditions.Split(','))));
    }

    [Theory]
    [InlineData("2番目の電話番号", "鶴岡の薬局", 2)]
    [InlineData("三番目のところの住所は？", "鶴岡の薬局", 3)]
    [InlineData("最初のところの営業時間", "鶴岡の薬局", 1)]
    public void ANumberInTheLastList_IsRead(string text, string previous, int ordinal)
    {
        Understood read = UtteranceSets.Reader.Read(text, previous);
        Assert.Equal((Intents.ResourceDetail, ordinal), (read.Intent, read.Ordinal));
    }

    [Theory]
    [InlineData("もっと遠くても", 1)]
    [InlineData("もっと近く", -1)]
    [InlineData("24時間のところだけ", 0)]
    public void TheReach_IsRead(string text, int reach)
    {
        Understood read = UtteranceSets.Reader.Read(text, "鶴岡市の訪問看護");
        Assert.Equal((Intents.RefineSearch, reach), (read.Intent, read.Reach));
    }

    [Theory]
    [InlineData("招待コード ABCD-1234", "ABCD-1234")]
    [InlineData("ｓｈｏｕｔａｉ コードは wxyz 0987 です", "WXYZ-0987")]
    [InlineData("登録したい", null)]
    public void AnInvitationCode_IsFolded(string text, string? code)
    {
        Understood read = UtteranceSets.Reader.Read(text, null);
        Assert.Equal((Intents.Register, code), (read.Intent, read.Code));
    }

    [Fact]
    public void TheNameAskedAbout_IsKeptAsWritten()
    {
        Assert.Equal("さくら薬局", UtteranceSets.Reader.Read("さくら薬局の電話番号", null).Subject);
        Assert.Equal("ｻｶﾀ", UtteranceSets.Reader.Read("ｻｶﾀまで広げて", "鶴岡市の薬局").Place);
    }

    [Fact]
    public void WordsNobodyKnows_AreUnsure()
    {
        Assert.True(UtteranceSets.Reader.Read("ぴろぴろぽん", null).IsUnsure);
        Assert.False(UtteranceSets.Reader.Read("訪問看護", null).IsUnsure);
    }
}
