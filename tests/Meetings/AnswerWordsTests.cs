using Xunit;
using Zaitaku.Bot.Meetings;

namespace Zaitaku.Tests.Meetings;

/// <summary>What is plainly one's own answer, and what only sounds like it.</summary>
public sealed class AnswerWordsTests
{
    [Theory]
    [InlineData("出席します")]
    [InlineData("参加させていただきます")]
    [InlineData("今回は欠席で")]
    [InlineData("申し訳ありませんが参加できません")]
    [InlineData("やっぱり行けなくなりました")]
    [InlineData("行けません")]
    [InlineData("都合がつきません")]
    [InlineData("今回は見送ります")]
    [InlineData("すみません、当日は夜勤なので行けません")]
    [InlineData("伺います、よろしくお願いします")]
    [InlineData("ぜひ行きます！")]
    [InlineData("体調不良のため欠席します")]
    [InlineData("研修に参加できません")]
    [InlineData("オンラインで参加します")]
    [InlineData("3人で行きます")]
    public void OnesOwnAnswer(string words) => Assert.True(AnswerWords.ArePlain(words, namesMeeting: words.Contains("3人", StringComparison.Ordinal)));

    [Theory]
    [InlineData("書類の提出が間に合いません")]
    [InlineData("足が痛くて買い物に行けません")]
    [InlineData("夫の足が悪くて通院に行けません")]
    [InlineData("今から行きます")]
    [InlineData("これから伺います")]
    [InlineData("リハビリに参加できません")]
    [InlineData("うちの佐藤は欠席です")]
    [InlineData("田中先生は参加できません")]
    [InlineData("欠席者の名簿を送ってください")]
    [InlineData("欠席しません、必ず伺います")]
    [InlineData("木曜は行けますが金曜は行けません")]
    [InlineData("お風呂に入れてもらえないので行けません")]
    [InlineData("役所まで行けません")]
    [InlineData("父の入院は見送りました")]
    [InlineData("")]
    [InlineData("\ud83d")]
    public void AnotherMatter(string words) => Assert.False(AnswerWords.ArePlain(words, namesMeeting: false));

    /// <summary>Also where a meeting is named beside it.</summary>
    [Theory]
    [InlineData("18日の研修、田中先生は参加できません")]
    [InlineData("研修の欠席者の名簿をください")]
    [InlineData("研修は欠席しません")]
    [InlineData("研修に出席と言いましたが、欠席します")]
    public void OfAMeeting_ButNotAnAnswer(string words) => Assert.False(AnswerWords.ArePlain(words, namesMeeting: true));
}
