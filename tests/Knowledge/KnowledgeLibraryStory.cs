using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Knowledge;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Meetings.MeetingChat;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Knowledge;

/// <summary>The hub's own entries in chat: written, reworded, taken out and put back, each at once; and what was taught of them.</summary>
public sealed class KnowledgeLibraryStory
{
    private const string Asked = "みなと市の配食サービスの申し込み先はどこですか";
    private const string Shipped = "往診と訪問診療の違いは？";
    private static readonly Guid Writer = Guid.Parse("00000000-0000-7000-8000-000000000016");
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task AnEntryOfTheHub_AnswersAtOnce_UntilItIsWithdrawn()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await WriteAsync(world, Meals());
        await world.SaysAsync("栄太", Asked);
        HeardMessage card = world.Hears("栄太", "配食サービスはどこに申し込みますか", "高齢福祉課の窓口", "出典 みなと市「配食サービスのご案内」")[^1];
        await world.SaysAsync(Mihara, Asked);
        world.Hears(Mihara, "アセスメント票");
        await WriteAsync(world, Meals(), isWithdrawn: true);
        await world.SaysAsync("栄太", Asked);
        Assert.DoesNotContain("高齢福祉課の窓口", world.HearsText("栄太"), StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Presses("栄太", "faq:hub-1"));
        world.Hears("栄太", "いまは載っていません");
        await WriteAsync(world, Meals());
        await world.SaysAsync("栄太", Asked);
        world.Hears("栄太", "高齢福祉課の窓口");
        Assert.NotEmpty(card.QuickReplies);
    }

    /// <summary>A question that sounds like a search, or like nothing, is answered once somebody has written just that; danger and what a question of ours waits for are not.</summary>
    [Fact]
    public async Task TheVeryWordsOfAnEntry_AreAnswered_WhateverTheySoundLike()
    {
        const string Search = "みなと市の訪問看護";
        await using StoryWorld world = await StartAsync(_clock);
        await WriteAsync(world, Meals() with { Variants = [Search, "ぴよぴよ号って", "息をしていない", "ありがとう"] });
        foreach (string words in (string[])[Search, "みなと市の　訪問看護？", "ぴよぴよ号って"])
        {
            await world.SaysAsync("栄太", words);
            world.Hears("栄太", "高齢福祉課の窓口");
        }

        await world.SaysAsync("栄太", "息をしていない");
        world.Hears("栄太", "119");
        foreach (string words in (string[])["ありがとう", "ぴよぴよ丸", "きょうのお昼は何を食べよう"])
        {
            await world.SaysAsync("栄太", words);
            Assert.DoesNotContain("高齢福祉課の窓口", world.HearsText("栄太"), StringComparison.Ordinal);
        }
    }

    /// <summary>The button of a card shown before the change names the entry, not its words.</summary>
    [Fact]
    public async Task TheHubsWordingOfACarriedEntry_TakesItsPlace_OnOldCardsToo()
    {
        await using StoryWorld world = await StartAsync(_clock);
        string id = KnowledgeShelf.Own.Index.Search(Shipped, 1)[0].Entry.Id;
        await world.SaysAsync("栄太", Shipped);
        HeardMessage old = world.Hears("栄太", "出典")[^1];
        await WriteAsync(world, KnowledgeShelf.Own.Find(id)! with { ForResidents = "みなと市では、往診は主治医の医院へお電話ください。" });
        await world.SaysAsync("栄太", Shipped);
        world.Hears("栄太", "みなと市では、往診は主治医の医院へ");
        await world.DoesAsync(world.Line.Presses("栄太", $"faq:{id}"));
        world.Hears("栄太", "みなと市では、往診は主治医の医院へ");
        await world.DoesAsync(world.Line.Taps("栄太", old, "この答えではない"));
        world.Hears("栄太", "残しました");
        await WriteAsync(world, KnowledgeShelf.Own.Find(id)!, isWithdrawn: true);
        await world.DoesAsync(world.Line.Presses("栄太", $"faq:{id}"));
        world.Hears("栄太", "いまは載っていません");
    }

    [Fact]
    public async Task WhatWasTaught_IsAnsweredWithItsEntry_UntilItIsUndone()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await WriteAsync(world, Meals());
        KnowledgeLibrary library = world.Services.GetRequiredService<KnowledgeLibrary>();
        const string Words = "ほかほか亭みたいなお昼の弁当を毎日たのめるか";
        await TeachAsync(world, Words, "hub-1");
        await TeachAsync(world, "行き先のない言い方", "no-such-entry");
        Assert.True(await library.FollowAsync(CancellationToken.None));
        Assert.Contains(Words, library.Current.Find("hub-1")!.Variants);
        Assert.Equal("hub-1", library.Current.Index.Search(Words, 1)[0].Entry.Id);
        Assert.False(await library.FollowAsync(CancellationToken.None));
        await world.AskAsync(async db =>
        {
            (await db.Lessons.SingleAsync(lesson => lesson.Words == Words)).UndoneAt = _clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        Assert.True(await library.FollowAsync(CancellationToken.None));
        Assert.DoesNotContain(Words, library.Current.Find("hub-1")!.Variants);
    }

    /// <summary>Another program at the same database, a start, and a row that nobody can read.</summary>
    [Fact]
    public async Task AnotherProgram_FollowsAtItsNextLook_AndABrokenRowSpoilsNothing()
    {
        await using StoryWorld world = await StartAsync(_clock);
        using KnowledgeLibrary other = new(world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>(), NullLogger<KnowledgeLibrary>.Instance);
        Assert.False(await other.FollowAsync(CancellationToken.None));
        Assert.Same(KnowledgeShelf.Own, other.Current);
        await WriteAsync(world, Meals());
        foreach (KnowledgeVersion broken in (KnowledgeVersion[])[Broken("hub-2", sources: "出典\tjavascript:alert(1)\t2026-05-01"), Broken("hub-3", sources: ""), Broken("hub-4", review: "いつか"), Broken("../etc"), Broken(FaqReplies.Other), Broken("hub-5", question: " ")])
        {
            await world.AskAsync(db => { db.KnowledgeVersions.Add(broken); return db.SaveChangesAsync(); });
        }

        Assert.Null(other.Current.Find("hub-1"));
        Assert.True(await other.FollowAsync(CancellationToken.None));
        Assert.Equal(KnowledgeShelf.Own.Entries.Count + 1, other.Current.Entries.Count);
        Assert.Equal(Meals().ForResidents, other.Current.Find("hub-1")!.ForResidents);
    }

    /// <summary>A database that is away at the start or later: the carried entries, or what was read last.</summary>
    [Fact]
    public async Task WithTheDatabaseAway_PeopleAreAnsweredFromWhatWasReadLast()
    {
        Databases away = new() { IsAway = true };
        using KnowledgeLibrary library = new(away, NullLogger<KnowledgeLibrary>.Instance);
        using TaughtWords taught = new(away);
        using KnowledgePump pump = new(library, taught, _clock, NullLogger<KnowledgePump>.Instance);
        await pump.LookAsync(CancellationToken.None);
        Assert.Same(KnowledgeShelf.Own, library.Current);
        await using StoryWorld world = await StartAsync(_clock);
        await WriteAsync(world, Meals());
        (away.Real, away.IsAway) = (world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>(), false);
        await pump.LookAsync(CancellationToken.None);
        Assert.NotNull(library.Current.Find("hub-1"));
        away.IsAway = true;
        await pump.LookAsync(CancellationToken.None);
        Assert.NotNull(library.Current.Find("hub-1"));
    }

    [Fact]
    public void ARow_GivesBackTheEntryItWasWrittenOf()
    {
        foreach (KnowledgeEntry entry in KnowledgeShelf.Own.Entries.Append(Meals()))
        {
            KnowledgeEntry read = KnowledgeRowRules.Read(KnowledgeRowRules.Write(entry, 1, isWithdrawn: false, Writer, _clock.GetUtcNow()))!;
            Assert.Equivalent(entry, read, strict: true);
        }
    }

    /// <summary>A later program has other words: a version that means the program's is answered with these, one of the hub's own words stays.</summary>
    [Fact]
    public void AVersionAsTheProgramHasIt_FollowsTheProgram()
    {
        KnowledgeEntry old = KnowledgeShelf.Own.Entries[0], mended = old with { ForResidents = "新しい年度の金額です。" };
        KnowledgeVersion row = KnowledgeRowRules.AsCarried(old.Id, 2, isWithdrawn: false, Writer, _clock.GetUtcNow());
        Assert.Same(old, KnowledgeRowRules.Read(row, old));
        KnowledgeEntry read = KnowledgeRowRules.Read(row, mended)!;
        Assert.Equal(mended.ForResidents, Assert.Single(KnowledgeRowRules.Overlay([mended], [(read, false)], [])).ForResidents);
        Assert.Null(KnowledgeRowRules.Read(row, carried: null));
        Assert.Equal(old.ForResidents, KnowledgeRowRules.Read(KnowledgeRowRules.Write(old, 2, isWithdrawn: false, Writer, _clock.GetUtcNow()), mended)!.ForResidents);
    }

    private static KnowledgeEntry Meals() => new()
    {
        Id = "hub-1", Question = "配食サービスはどこに申し込みますか", Variants = ["配食の申し込み先", "お弁当を届けてもらう市のサービス"], Topics = ["meal_delivery"],
        ForResidents = "高齢福祉課の窓口で申し込めます。", ForProfessionals = "アセスメント票を添えて高齢福祉課へ。", Owner = "高齢福祉課",
        Sources = [new KnowledgeSource("みなと市「配食サービスのご案内」", new Uri("https://city.example/haishoku"), new DateOnly(2026, 6, 1))], ReviewedOn = new DateOnly(2026, 6, 1), ReviewOn = new DateOnly(2027, 4, 1),
    };

    private static KnowledgeVersion Broken(string key, string sources = "出典\thttps://city.example/\t2026-05-01", string review = "2027-04-01", string question = "質問") => new()
    {
        Key = key, Number = 1, Question = question, Variants = "", Topics = "", ForResidents = "あ", ForProfessionals = "い", Sources = sources, Owner = "拠点", ReviewedOn = "2026-05-01", ReviewOn = review,
    };

    private async Task WriteAsync(StoryWorld world, KnowledgeEntry entry, bool isWithdrawn = false)
    {
        await world.AskAsync(async db =>
        {
            int number = await db.KnowledgeVersions.CountAsync(row => row.Key == entry.Id) + 1;
            db.KnowledgeVersions.Add(KnowledgeRowRules.Write(entry, number, isWithdrawn, Writer, _clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await world.Services.GetRequiredService<KnowledgeLibrary>().ReloadAsync(CancellationToken.None);
    }

    private Task<int> TeachAsync(StoryWorld world, string words, string means) => world.AskAsync(db =>
    {
        db.Lessons.Add(new Lesson { Kind = LessonKind.Answer, Words = words, Means = means, TaughtAt = _clock.GetUtcNow(), TaughtBy = Writer });
        return db.SaveChangesAsync();
    });

    private sealed class Databases : IDbContextFactory<ZaitakuDb>
    {
        public bool IsAway { get; set; }

        public IDbContextFactory<ZaitakuDb>? Real { get; set; }

        public ZaitakuDb CreateDbContext() => IsAway ? throw new InvalidOperationException("away") : Real!.CreateDbContext();
    }
}
