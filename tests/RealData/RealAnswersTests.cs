using Xunit;

namespace Zaitaku.Tests.RealData;

/// <summary>The questions themselves: enough of each kind, and each with an answer the raw files give.</summary>
public sealed class RealAnswersTests
{
    [Fact]
    public void Questions_AreForty_AndEnoughOfEachKind()
    {
        int Count(string kind) => RealAnswers.Questions.Count(question => question.Kinds.Contains(kind));
        Assert.Equal(40, RealAnswers.Questions.Count);
        Assert.Equal(40, RealAnswers.Questions.Select(question => question.Id).Distinct().Count());
        Assert.True(Count("distance") >= 10 && Count("merge") >= 8 && Count("hours") >= 6 && Count("none") >= 4);
    }

    [SkippableFact]
    public async Task Script_AnswersEveryQuestion()
    {
        foreach (RealQuestion question in RealAnswers.Questions)
        {
            Expectation expected = await RealAnswers.ForAsync(question.Id);
            Assert.Equal(question.Kinds.Contains("none"), expected.None);
            Assert.True(expected.None || (expected.Places.Count > 0 && expected.CardsMin > 0), question.ToString());
            Assert.All(expected.Places, place => Assert.True(place.BestRank <= place.WorstRank && place.Low <= place.High, question.ToString()));
            Assert.Equal(question.Kinds.Contains("distance"), expected.Places.Any(place => place.Kilometres is not null));
        }
    }
}
