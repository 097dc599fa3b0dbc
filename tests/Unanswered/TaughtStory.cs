using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Fakes;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Unanswered.TaughtTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>What a coordinator teaches holds from the next message on, until it is undone.</summary>
public sealed class TaughtStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task APlaceNobodyKnew_IsFound_UntilItIsUndone()
    {
        const string Asked = "ふれあいバスセンターの近くの訪看";
        await using StoryWorld world = await StartAsync(_clock);
        Assert.Contains("「ふれあいバスセンター」という地名や駅名が見つかりませんでした", await AsksAsync(world, Asked), StringComparison.Ordinal);
        Teaching taught = await TeachAsync(world, LessonKind.PlaceName, "ふれあいバスセンター", "みなと市");
        Assert.Equal("", taught.Problem);
        Assert.Contains(Nurses, await AsksAsync(world, Asked), StringComparison.Ordinal);
        KeptNote line = Assert.Single(await NotesAsync(world));
        Assert.Equal((taught.Lesson, _clock.GetUtcNow()), (line.LessonId, line.SeenAt));

        Assert.Equal(LessonReplies.Undone, await UndoAsync(world, taught.Lesson));
        Assert.Equal(LessonReplies.UndoneAlready, await UndoAsync(world, taught.Lesson));
        Assert.Null(await UndoAsync(world, 999));
        Assert.Null((await NotesAsync(world)).Single().SeenAt);
        await AsksAsync(world, "やめる"); // Else it is refined.
        Assert.Contains("見つかりませんでした", await AsksAsync(world, Asked), StringComparison.Ordinal);
        Assert.Equal(["lesson.teach", "lesson.undo"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Subject == $"lesson:{taught.Lesson}").OrderBy(row => row.Id).Select(row => row.Action).ToListAsync()));
    }

    [Fact]
    public async Task ANameNobodyKnew_IsAPlaceOfTheDirectory()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "あゆみ号の電話番号");
        Assert.Equal(LessonReplies.NoPlace, (await TeachAsync(world, LessonKind.PlaceName, "あゆみ号", "どこにもない所")).Problem);
        Assert.Equal("", (await TeachAsync(world, LessonKind.PlaceName, "あゆみ号", Nurses)).Problem);
        Assert.Contains(Nurses, await AsksAsync(world, "アユミ号の電話番号を教えて"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASynonym_IsReadWhereverItStandsAsAWord()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "ぽよぽよ");
        Assert.Equal("", (await TeachAsync(world, LessonKind.Synonym, "お迎えナース", "visiting_nurse")).Problem);
        Assert.Contains(Nurses, await AsksAsync(world, "みなと市のお迎えナース"), StringComparison.Ordinal);
        Assert.Contains(Nurses, await AsksAsync(world, "お迎えﾅｰｽを探しています、みなと市です"), StringComparison.Ordinal);
        Assert.DoesNotContain(Nurses, await AsksAsync(world, "みなと市のお迎えナースコール"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestion_IsAnsweredWithItsEntry_WhateverItSoundsLike_ButNotDanger()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "ぽよぽよ");
        Assert.Equal(LessonReplies.NoEntry, (await TeachAsync(world, LessonKind.Answer, "みなと市の病院のこと", "no-such")).Problem);
        string entry = KnowledgeShelf.Own.Entries[0].Id;
        Assert.Equal("", (await TeachAsync(world, LessonKind.Answer, "みなと市の病院のこと", entry)).Problem);
        foreach (string words in (string[])["みなと市の病院のこと", "みなと市の、病院のことを教えてください。", "すみません、みなと市の病院のことですか"])
        {
            Assert.Contains(KnowledgeShelf.Own.Entries[0].Question, await AsksAsync(world, words), StringComparison.Ordinal);
        }

        Assert.Contains("119", await AsksAsync(world, "息をしていません"), StringComparison.Ordinal);
    }

    /// <summary>One wording is taught, or only the day of the next review is new: what the other carried wordings were read as, they stay.</summary>
    [Fact]
    public async Task ATaughtWording_TakesNoReportAndNoWorry_FromTheOtherWordings()
    {
        const string Report = "避難所に行けない家族がいる", Worry = "介護がつらい";
        await using StoryWorld world = await StartAsync(_clock);
        KnowledgeEntry tired = KnowledgeShelf.Own.Worded(Worry)!;
        await AsksAsync(world, "ぽよぽよ");
        Assert.Equal("", (await TeachAsync(world, LessonKind.Answer, "ぽよぽよ", "saigai-sonae")).Problem);
        await world.AskAsync(db =>
        {
            db.KnowledgeVersions.Add(KnowledgeRowRules.Write(tired with { ReviewOn = tired.ReviewOn.AddYears(1) }, 1, isWithdrawn: false, Teacher, _clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        await world.Services.GetRequiredService<KnowledgeLibrary>().ReloadAsync(CancellationToken.None);
        Assert.Contains(KnowledgeShelf.Own.Find("saigai-sonae")!.Question, await AsksAsync(world, "ぽよぽよ"), StringComparison.Ordinal);
        await AsksAsync(world, Report);
        Assert.Equal(Report, (await world.AskAsync(db => db.KeptNotes.SingleAsync(note => note.Kind == NoteKind.Safety))).Text);
        Assert.DoesNotContain(tired.Question, await AsksAsync(world, Worry), StringComparison.Ordinal);
    }

    /// <summary>The hub may give a question that sounds like a search its own answer, not a worry that is to be heard.</summary>
    [Theory]
    [InlineData("みなと市の訪問看護", true)]
    [InlineData("介護がつらい", false)]
    [InlineData("避難所に行けない家族がいる", false)]
    [InlineData("人と話したい", false)]
    public async Task AWordingOfTheHub_IsSeenByTheCheck_AsPeopleAreAnswered(string words, bool isTaken)
    {
        await using StoryWorld world = await StartAsync(_clock);
        KnowledgeEntry own = KnowledgeShelf.Own.Entries[0] with { Id = "hub-1", Question = "ぴよぴよ号とは", Variants = [words], ForResidents = "拠点のことばです。" };
        await world.AskAsync(db =>
        {
            db.KnowledgeVersions.Add(KnowledgeRowRules.Write(own, 1, isWithdrawn: false, Teacher, _clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        KnowledgeLibrary library = world.Services.GetRequiredService<KnowledgeLibrary>();
        await library.ReloadAsync(CancellationToken.None);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        AnswerSeen seen = scope.ServiceProvider.GetRequiredService<LessonCheck>().Seen(words, world.Services.GetRequiredService<TaughtWords>().Current, library.Current);
        Assert.Equal((isTaken, isTaken), (seen.Entry == "hub-1", (await AsksAsync(world, words)).Contains("拠点のことばです。", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OutOfScope_IsSaidSo_AndIsNotKeptAgain()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "ゲノム編集の特許の期間って何年ですか？");
        Teaching taught = await TeachAsync(world, LessonKind.OutOfScope, "ゲノム編集の特許の期間って何年ですか？");
        string answer = await AsksAsync(world, "ゲノム編集の特許の期間って何年");
        Assert.Contains("このチャットでは分かりません", answer, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", answer, StringComparison.Ordinal);
        Assert.Equal(taught.Lesson, Assert.Single(await NotesAsync(world)).LessonId);
    }

    [Fact]
    public async Task DangerIsHeard_AsWrittenAndAsMeant()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "ぽよぽよ");
        foreach (string words in (string[])["息をしていない", "意識がない", "119"])
        {
            Assert.True((await TeachAsync(world, LessonKind.Synonym, words, "visiting_nurse")).Problem.Length > 0, words);
        }

        Assert.Equal("", (await TeachAsync(world, LessonKind.Synonym, "まっしろ号", "home_oxygen")).Problem);
        Assert.Contains("119", await AsksAsync(world, "まっしろ号なのに息をしていません"), StringComparison.Ordinal);
    }

    /// <summary>Another program beside this one teaches; this one looks every few seconds.</summary>
    [Fact]
    public async Task WhatAnotherProgramTaught_HoldsHereToo()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            db.Lessons.Add(new Lesson { Kind = LessonKind.Synonym, Words = "お迎えナース", Means = "visiting_nurse", TaughtAt = _clock.GetUtcNow(), TaughtBy = Teacher });
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain(Nurses, await AsksAsync(world, "みなと市のお迎えナース"), StringComparison.Ordinal);
        await world.Services.GetRequiredService<KnowledgePump>().LookAsync(CancellationToken.None);
        Assert.Contains(Nurses, await AsksAsync(world, "みなと市のお迎えナース"), StringComparison.Ordinal);
        await world.AskAsync(async db =>
        {
            (await db.Lessons.SingleAsync()).UndoneAt = _clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        await world.Services.GetRequiredService<KnowledgePump>().LookAsync(CancellationToken.None);
        Assert.True(world.Services.GetRequiredService<TaughtWords>().Current.IsEmpty);
    }

    [Fact]
    public async Task TwoAtOnce_OneTeaches()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, "お迎えナース");
        Teaching[] both = await Task.WhenAll(TeachAsync(world, LessonKind.Synonym, "お迎えナース", "visiting_nurse"), TeachAsync(world, LessonKind.Synonym, "お迎えナース", "home_help"));
        Assert.Equal([LessonReplies.Overtaken], both.Select(one => one.Problem).Where(problem => problem.Length > 0));
        Assert.Equal(1, await world.AskAsync(db => db.Lessons.CountAsync()));
    }
}
