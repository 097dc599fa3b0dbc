using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Unanswered.TaughtTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>What is taught closes no question it does not answer and no door of the chat, and goes with the words of whoever asked.</summary>
public sealed class TaughtCarefullyStory
{
    private const string Patent = "ゲノム編集の特許の期間って何年ですか？";
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task QuestionsThatNameTheSameKnownTown_AreNotOne_AndALessonClosesItsOwn()
    {
        const string Meals = "鶴岡市で紙おむつの支給を受けるには", Online = "鶴岡市のオンライン診療の補助金は";
        await using StoryWorld world = await StartAsync(_clock);
        await GivenAsync(world, Meals, Online, "ふれあいバスセンターの近くの訪看", "ふれあいバスセンターの近くの訪問診療");
        IReadOnlyList<QuestionGroup> groups = await GroupsAsync(world);
        Assert.Equal(["ふれあいバスセンター", "", ""], groups.Select(group => group.Unknown));
        Assert.Equal("", (await TeachAsync(world, LessonKind.OutOfScope, Meals)).Problem);
        Assert.Equal([Meals], (await NotesAsync(world)).Where(note => note.SeenAt is not null).Select(note => note.Text));
        Teaching place = await TeachAsync(world, LessonKind.PlaceName, "ふれあいバスセンター", "みなと市");
        Assert.Equal("", place.Problem);
        Assert.Equal(2, (await NotesAsync(world)).Count(note => note.LessonId == place.Lesson));
        Assert.Equal([Online], (await GroupsAsync(world)).SelectMany(group => group.Lines).Select(line => line.Text));
    }

    [Theory]
    [InlineData(LessonKind.OutOfScope, "相談したい", LessonReplies.Door)]
    [InlineData(LessonKind.OutOfScope, "人と話したい", LessonReplies.Door)]
    [InlineData(LessonKind.Answer, "やめる", LessonReplies.Door)]
    [InlineData(LessonKind.OutOfScope, "無事です", LessonReplies.Door)]
    [InlineData(LessonKind.OutOfScope, "2", LessonReplies.Empty)]
    [InlineData(LessonKind.OutOfScope, "みなと市の訪問看護", LessonReplies.Search)]
    [InlineData(LessonKind.Answer, "訪問看護を教えて", "「訪問看護を教えて」は、もう「訪問看護」として読まれています。")]
    [InlineData(LessonKind.OutOfScope, Patent, "")]
    public void AQuestion_ClosesNoDoor(LessonKind kind, string words, string problem) => Assert.Equal(problem, LessonRules.ProblemOf(kind, words, new UtteranceReader(), new DateOnly(2026, 6, 4)));

    /// <summary>A lesson of before, or one that another program kept.</summary>
    [Fact]
    public async Task ADoorThatWasTaughtAway_OpensAllTheSame()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            db.Lessons.Add(new Lesson { Kind = LessonKind.OutOfScope, Words = "人と話したい", Means = "", TaughtAt = _clock.GetUtcNow(), TaughtBy = Teacher });
            return await db.SaveChangesAsync();
        });
        await LookAsync(world);
        Assert.DoesNotContain("このチャットでは分かりません", await AsksAsync(world, "人と話したい"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoAsksForAThing_DoesNotAskAboutIt() => Assert.NotEqual(QuestionKeyRules.KeyOf("ぽよ号のことを教えてください"), QuestionKeyRules.KeyOf("ぽよ号のことをお願いします"));

    [Theory]
    [InlineData("みなと市")]
    [InlineData(Hall)]
    public async Task ANameOnTheMap_IsNoOtherWord(string name)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await GivenAsync(world, "ぽよぽよ");
        Assert.Contains("として知られています", (await TeachAsync(world, LessonKind.Synonym, name, "visiting_nurse")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameCutInTwo_IsNotKept()
    {
        string asked = $"{"みなと市の訪問看護を探しています。".PadRight(Bot.Turns.Dialogue.PreviousTextMax - 2, '。')}山田花子さんのことです";
        await using StoryWorld world = await StartAsync(_clock);
        await AsksAsync(world, asked);
        await AsksAsync(world, "もういいです");
        KeptNote note = Assert.Single(await NotesAsync(world), note => note.Reason == NoteReason.GaveUp);
        Assert.StartsWith("みなと市の訪問看護", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoPrograms_TeachOnce()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await GivenAsync(world, Patent);
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, scope.ServiceProvider.GetRequiredService<IOptions<StorageOptions>>().Value);
        builder.AddInterceptors(new BeforeItIsKept(() => TeachAsync(world, LessonKind.Answer, Patent, KnowledgeShelf.Own.Entries[0].Id)));
        await using ZaitakuDb mine = new(builder.Options);
        using TaughtWords theirs = new(scope.ServiceProvider.GetRequiredService<IDbContextFactory<ZaitakuDb>>());
        LessonDesk desk = new(mine, new UtteranceReader(), theirs, scope.ServiceProvider.GetRequiredService<KnowledgeLibrary>(), scope.ServiceProvider.GetRequiredService<PlaceNames>(), scope.ServiceProvider.GetRequiredService<IOptions<HubOptions>>());
        Teaching taught = await desk.TeachAsync(LessonKind.OutOfScope, Patent, null, [(await NotesAsync(world)).Single().Id], Teacher, _clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal((LessonReplies.Overtaken, 0), (taught.Problem, taught.Lesson));
        Assert.Equal(LessonKind.Answer, (await world.AskAsync(db => db.Lessons.SingleAsync())).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatSomebodyTakesBack_IsTaughtNoMore(bool isUnsent)
    {
        await using StoryWorld world = await StartAsync(_clock);
        SignedWebhook asked = world.Line.Says("栄太", Patent);
        await world.DoesAsync(asked);
        world.HearsText("栄太");
        Assert.Equal("", (await TeachAsync(world, LessonKind.OutOfScope, Patent)).Problem);
        if (isUnsent)
        {
            await world.DoesAsync(world.Line.Unsends("栄太", asked.Events[0]["message"]!["id"]!.GetValue<string>()));
        }
        else
        {
            StorageOptions storage = world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            Guid member = (await NotesAsync(world)).Single().MemberId;
            Assert.True(await world.AskAsync(db => PersonErasure.EraseAsync(db, storage, member, null, _clock.GetUtcNow(), CancellationToken.None)));
        }

        Lesson lesson = await world.AskAsync(db => db.Lessons.SingleAsync());
        Assert.Equal(("", _clock.GetUtcNow()), (lesson.Words, lesson.UndoneAt));
        Assert.DoesNotContain("この拠点では答えない", LessonReplies.Of(lesson, ""), StringComparison.Ordinal);
        await LookAsync(world);
        Assert.True(world.Services.GetRequiredService<TaughtWords>().Current.IsEmpty);
    }

    [Fact]
    public async Task WhatOthersAskedToo_StaysTaught()
    {
        await using StoryWorld world = await StartAsync(_clock);
        SignedWebhook asked = world.Line.Says("栄太", Patent);
        await world.DoesAsync(asked);
        world.HearsText("栄太");
        await GivenAsync(world, Patent);
        await TeachAsync(world, LessonKind.OutOfScope, Patent);
        await world.DoesAsync(world.Line.Unsends("栄太", asked.Events[0]["message"]!["id"]!.GetValue<string>()));
        Assert.Equal((Patent, null), await world.AskAsync(async db => (await db.Lessons.Select(one => new { one.Words, one.UndoneAt }).SingleAsync()) is var one ? (one.Words, one.UndoneAt) : default));
    }

    private Task<int> GivenAsync(StoryWorld world, params string[] questions) => world.AskAsync(async db =>
    {
        db.KeptNotes.AddRange(questions.Select((text, at) => new KeptNote { Kind = NoteKind.Unanswered, Reason = NoteReason.Unsure, MemberId = Teacher, SaidAt = _clock.GetUtcNow().AddMinutes(-at), Text = text, ChannelMessageId = $"given-{at}" }));
        return await db.SaveChangesAsync();
    });

    private static async Task<IReadOnlyList<QuestionGroup>> GroupsAsync(StoryWorld world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<QuestionReads>().ReadAsync(CancellationToken.None)).Groups;
    }

    private static Task LookAsync(StoryWorld world) => world.Services.GetRequiredService<KnowledgePump>().LookAsync(CancellationToken.None);

    private sealed class BeforeItIsKept(Func<Task> act) : DbTransactionInterceptor
    {
        private bool _isDone;

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (!_isDone)
            {
                _isDone = true;
                await act();
            }

            return result;
        }
    }
}
