using Xunit;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.RealData;

/// <summary>
/// Forty questions about real cities, put to the whole conversation over the whole country, held against answers a script worked
/// out from the raw files. The derived class says how a question is asked.
/// </summary>
public abstract class RealQuestionsStory(Func<RealQuestion, Task<IReadOnlyList<ReplyContent>>> ask)
{
    public static TheoryData<string> Ids => [.. RealAnswers.Questions.Select(question => question.Id)];

    [SkippableTheory]
    [MemberData(nameof(Ids))]
    public async Task TheAnswer_IsOneTheRawFilesAllow(string id)
    {
        RealQuestion question = RealAnswers.Questions.Single(one => one.Id == id);
        Expectation expected = await RealAnswers.ForAsync(id);
        IReadOnlyList<string> problems = AnswerVerdict.Of(expected, await ask(question));
        Assert.True(problems.Count == 0, $"{question}\n- {string.Join("\n- ", problems)}");
    }
}
