using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Tests.Unanswered;

public sealed class QuestionGroupTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 4, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Of the carried examples so many may be read otherwise than they were when they were written: the reader learns.</summary>
    private const double ReadShare = 0.95;

    [Fact]
    public void WhatNamesTheSameUnknown_AndWhatIsAlike_StandsTogether()
    {
        IReadOnlyList<QuestionGroup> groups = QuestionGroupRules.Group(
        [
            Line(7, "ゲノム編集の特許は何年ですか"), Line(6, "ふれあいバスセンター 訪問診療", "ふれあいバスセンター"), Line(5, "ふれあいﾊﾞｽｾﾝﾀｰの近くの訪看", "ふれあいﾊﾞｽｾﾝﾀｰ"), Line(4, "みどり台の近くの訪看", "みどり台"),
            Line(3, "ゲノム編集の特許の期間は何年ですか？"), Line(2, "ゲノム編集の特許は何年ですか？"), Line(1, "犬小屋のペンキは塗ってもらえますか"),
        ]);
        Assert.Equal([[7, 3, 2], [6, 5], [4], [1]], groups.Select(group => group.Lines.Select(line => line.Id).ToArray()));
        Assert.Equal(["ゲノム編集の特許は何年ですか", "ゲノム編集の特許の期間は何年ですか？"], groups[0].Wordings);
        Assert.Equal((Now.AddMinutes(2), Now.AddMinutes(7)), (groups[0].First, groups[0].Last));
    }

    [Fact]
    public void ManyAndLongLines_AreGrouped()
    {
        OpenQuestion[] lines = [.. Enumerable.Range(1, QuestionReads.LinesMax).Select(at => Line(at, at % 3 == 0 ? new string((char)('一' + at), 5_000) : $"<b>{at}番</b>の質問{(char)('一' + at)}{(char)('三' + (at * 7))}"))];
        Assert.Equal(lines.Length, QuestionGroupRules.Group(lines).Sum(group => group.Lines.Count));
        Assert.Empty(QuestionGroupRules.Group([]));
    }

    [Fact]
    public void TheCarriedExamples_AreReadAsTheySay()
    {
        UtteranceReader reader = new();
        string[] lines = [.. LessonCheck.Lines()];
        List<string> other = [];
        foreach (string[] cells in lines.Select(line => line.Split('\t')))
        {
            Understood read = reader.Read(cells[0], null);
            string now = string.Join('\t', [cells[0], read.Intent, string.Join(',', read.Services.Select(kind => kind.Id())), string.Join(',', read.Capabilities.Select(kind => kind.Id())), string.Join(',', read.Conditions.Select(kind => kind.Id())), read.Place ?? ""]);
            if (now != string.Join('\t', cells))
            {
                other.Add(now);
            }
        }

        Assert.True(lines.Length > 230 && lines.Distinct().Count() == lines.Length);
        Assert.Equal(Intents.All.Count, lines.Select(line => line.Split('\t')[1]).Distinct().Count());
        Assert.True(other.Count <= lines.Length * (1 - ReadShare), string.Join("\n", other));
    }

    private static OpenQuestion Line(int id, string text, string unknown = "") => new(id, text, NoteReason.Unsure, Now.AddMinutes(id), false, unknown);
}
