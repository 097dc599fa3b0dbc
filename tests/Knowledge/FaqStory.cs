using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Meetings.MeetingChat;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Knowledge;

/// <summary>Common questions about home care in chat: each reads the answer written for them; what is not sure is asked back, and kept.</summary>
public sealed class FaqStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task AFamilyAndACareManager_ReadTheirOwnAnswer()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("栄太", "往診と訪問診療の違いは？");
        HeardMessage plain = world.Hears("栄太", "往診と訪問診療は何が違いますか", "臨時に来る診療", "主治医・訪問看護・薬剤師にお尋ねください", "出典")[^1];
        Assert.Contains("この答えではない", plain.QuickReplies);
        await world.SaysAsync(Mihara, "往診と訪問診療の違いは？");
        world.Hears(Mihara, "往診と訪問診療は何が違いますか", "算定も別");
        Assert.Empty(await world.AskAsync(db => db.KeptNotes.ToListAsync()));
    }

    [Fact]
    public async Task NotThisAnswer_OffersTheNearest_AndKeepsTheQuestion()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("栄太", "往診と訪問診療の違いは？");
        HeardMessage answer = world.Hears("栄太", "出典")[^1];
        await world.DoesAsync(world.Line.Taps("栄太", answer, "この答えではない"));
        HeardMessage near = world.Hears("栄太", "お尋ねは、次のどれかでしょうか", "残しました")[^1];
        KeptNote note = Assert.Single(await world.AskAsync(db => db.KeptNotes.ToListAsync()));
        Assert.Equal((NoteKind.Unanswered, "往診と訪問診療の違いは？"), (note.Kind, note.Text));
        await world.DoesAsync(world.Line.Taps("栄太", near, "1 の答えを見る"));
        world.Hears("栄太", "出典");
    }

    /// <summary>The one refused is not offered again, also where it was not the nearest; and nothing is said to be kept that is not.</summary>
    [Fact]
    public async Task NotThisAnswer_OfAnotherThanTheNearest_OffersTheOthers_AndSaysKeptOnlyOnce()
    {
        const string Asked = "往診と訪問診療の違いは？";
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("栄太", Asked);
        string nearest = KnowledgeShelf.Own.Index.Search(Asked, 1)[0].Entry.Question;
        await world.DoesAsync(world.Line.Taps("栄太", world.Hears("栄太", nearest)[^1], "この答えではない"));
        HeardMessage near = world.Hears("栄太", "残しました")[^1];
        Assert.DoesNotContain(nearest, near.Words, StringComparison.Ordinal);
        string second = KnowledgeShelf.Own.Index.Search(Asked, 2)[1].Entry.Question;
        await world.DoesAsync(world.Line.Taps("栄太", near, "1 の答えを見る"));
        await world.DoesAsync(world.Line.Taps("栄太", world.Hears("栄太", second)[^1], "この答えではない"));
        string others = world.HearsText("栄太");
        Assert.Contains(nearest, others, StringComparison.Ordinal);
        Assert.DoesNotContain(second, others, StringComparison.Ordinal);
        Assert.DoesNotContain("残しました", others, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(31));
        await world.DoesAsync(world.Line.Taps("栄太", near, "1 の答えを見る"));
        await world.DoesAsync(world.Line.Taps("栄太", world.Hears("栄太", "出典")[^1], "この答えではない"));
        Assert.DoesNotContain("残しました", world.HearsText("栄太"), StringComparison.Ordinal);
        Assert.Single(await world.AskAsync(db => db.KeptNotes.ToListAsync()));
    }

    [Fact]
    public async Task WhatNobodyWrote_IsSaidToBeThat()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("栄太", "ゲノム編集の特許の期間って何年ですか？");
        world.Hears("栄太", "残しました");
        Assert.Single(await world.AskAsync(db => db.KeptNotes.ToListAsync()));
        foreach (string data in (string[])["faq:no-such-entry", "faq", "faq:", "faq:a:b", "faq:other", "faq:other:x", "faq:other:x:y", "faq:../../etc/passwd"])
        {
            await world.DoesAsync(world.Line.Presses("栄太", data));
            world.Hears("栄太");
        }
    }

    [Fact]
    public async Task DangerNow_IsNoQuestionOfKnowledge()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("栄太", "気管カニューレが抜けて息ができていない、どうすればいいですか");
        world.Hears("栄太", "119");
    }
}
