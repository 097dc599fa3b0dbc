using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Unanswered.TaughtTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>Which questions are written down for the coordinators, why, and without whom.</summary>
public sealed class UnansweredStory
{
    private readonly FakeClock _clock = Clock();

    [Theory]
    [InlineData("ふれあいバスセンターの近くの訪問看護")]
    [InlineData("あゆみ号の電話番号")]
    [InlineData("ゲノム編集の特許の期間って何年ですか？")]
    [InlineData("ぽよぽよ")]
    public async Task WhatHasNoAnswer_IsOneLine(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, words);
        KeptNote note = Assert.Single(await NotesAsync(world));
        Assert.Equal((NoteReason.Unsure, words, _clock.GetUtcNow()), (note.Reason, note.Text, note.SaidAt));
    }

    [Theory]
    [InlineData("みなと市の訪問看護")]
    [InlineData("明日の天気は？")]
    [InlineData("ありがとう")]
    [InlineData("息をしていません")]
    [InlineData("母が息をしていないぽよ")]
    public async Task WhatIsAnswered_OrDangerous_IsNone(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, words);
        Assert.Empty(await NotesAsync(world));
    }

    [Theory]
    [InlineData("山田花子さんのぽよぽよ", "山田")]
    [InlineData("山田さんちのぽよぽよ", "山田")]
    [InlineData("佐藤先生のぽよぽよ", "佐藤")]
    [InlineData("ぽよぽよ 0000-11-2222", "2222")]
    [InlineData("ぽよぽよ S12.3.4", "S12")]
    [InlineData("山　田　さ　ん のぽよぽよ", "山")]
    public async Task Nobody_StandsInIt(string words, string secret)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, words);
        Assert.All(await NotesAsync(world), note => Assert.DoesNotContain(secret, note.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("往診と訪問診療はどう違うか知りたい", 1, NoteReason.Rephrased)]
    [InlineData("往診と訪問診療の違いは?", 1, null)] // The same once more.
    [InlineData("みなと市の訪問看護", 1, null)]
    [InlineData("違う", 4, NoteReason.GaveUp)]
    [InlineData("もういいです", 1, NoteReason.GaveUp)]
    [InlineData("わからない", 1, NoteReason.GaveUp)]
    [InlineData("担当の方と話したいです", 1, NoteReason.GaveUp)]
    [InlineData("違う", 6, null)]
    [InlineData("ありがとう", 1, null)]
    public async Task WhatComesAfterAnAnswer_TellsWhatItWasWorth(string then, int minutes, NoteReason? reason)
    {
        await using StoryWorld world = await StartAsync(_clock);
        DateTimeOffset asked = _clock.GetUtcNow();
        await AsksAsync(world, "往診と訪問診療の違いは？");
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        await AsksAsync(world, then);
        KeptNote[] told = [.. (await NotesAsync(world)).Where(note => note.Reason is not null and not NoteReason.Unsure)];
        Assert.Equal(reason is null ? [] : [(reason, "往診と訪問診療の違いは？", asked)], told.Select(note => (note.Reason, note.Text, note.SaidAt)));
        Assert.DoesNotContain(await NotesAsync(world), note => note.Reason is not null && reason == NoteReason.GaveUp && note.Text == then);
    }

    [Fact]
    public async Task ASearchThatIsNarrowed_IsNotAskedAgain_TheSameInOtherWordsIs()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "みなと市の訪問看護");
        await AsksAsync(world, "みなと市の訪問看護で24時間のところ");
        await AsksAsync(world, "その中で土日も来てくれるところは");
        Assert.Empty(await NotesAsync(world));
        await AsksAsync(world, "みなと市の病院");
        await AsksAsync(world, "みなと市にある病院はどこですか");
        Assert.Equal((NoteReason.Rephrased, "みなと市の病院"), ((await NotesAsync(world)).Single().Reason, (await NotesAsync(world)).Single().Text));
    }

    [Fact]
    public async Task NotThisAnswer_IsOneLine_HoweverOftenItIsPressed_AndAnUnsendEmptiesIt()
    {
        await using StoryWorld world = await StartAsync(_clock);
        SignedWebhook asked = world.Line.Says("栄太", "往診と訪問診療の違いは？");
        await world.DoesAsync(asked);
        HeardMessage answer = world.Hears("栄太", "出典")[^1];
        for (int times = 0; times < 2; times++)
        {
            await world.DoesAsync(world.Line.Taps("栄太", answer, "この答えではない"));
            world.Hears("栄太", "お尋ねは、次のどれかでしょうか");
        }

        await AsksAsync(world, "違う");
        KeptNote note = Assert.Single(await NotesAsync(world), note => note.Reason is not null);
        Assert.Equal((NoteReason.NotThis, "往診と訪問診療の違いは？"), (note.Reason, note.Text));
        await world.DoesAsync(world.Line.Unsends("栄太", asked.Events[0]["message"]!["id"]!.GetValue<string>()));
        Assert.Equal("", (await NotesAsync(world)).Single(one => one.Id == note.Id).Text);
    }

    [Fact]
    public async Task AConsultationUnderWay_IsNoQuestion()
    {
        await using StoryWorld world = await StartAsync(_clock, Role.CareManager);
        await AsksAsync(world, "往診と訪問診療の違いは？");
        await AsksAsync(world, "相談したい");
        await AsksAsync(world, "ぽよぽよ");
        await AsksAsync(world, "もういい");
        Assert.DoesNotContain(await NotesAsync(world), note => note.Reason is not null);
    }
}
