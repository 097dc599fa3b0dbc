using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Fakes;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Unanswered.TaughtTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>Words that tell of abuse lead to the right desk, also where somebody tied them to an entry of the knowledge base.</summary>
public sealed class TaughtAbuseStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task WordsOfAbuse_ThatWereTaughtAnAnswer_StillLeadToTheDesk()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "ぽよぽよ");
        KnowledgeEntry entry = KnowledgeShelf.Own.Find("kaigo-tsukare")!;
        Assert.Equal("", (await TeachAsync(world, LessonKind.Answer, "年金を息子に取られています", entry.Id)).Problem);
        string heard = await AsksAsync(world, "年金を息子に取られています");
        Assert.Contains("証拠はいりません", heard, StringComparison.Ordinal);
        Assert.Contains(entry.Question, heard, StringComparison.Ordinal);
        Assert.True(heard.IndexOf("証拠はいりません", StringComparison.Ordinal) < heard.IndexOf(entry.Question, StringComparison.Ordinal));
    }
}
