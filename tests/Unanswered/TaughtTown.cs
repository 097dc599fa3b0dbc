using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Microsoft.EntityFrameworkCore;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Unanswered;

/// <summary>みなと市 with a few places, in whose chat people ask what nobody knows, and a coordinator who teaches.</summary>
internal static class TaughtTown
{
    public const string Nurses = "みなと訪問看護ステーション", Hall = "みなと総合病院";

    public static readonly Guid Teacher = Guid.Parse("00000000-0000-7000-8000-000000000016");

    /// <summary>Thursday 2026-06-04, 10:00 in Tokyo.</summary>
    public static FakeClock Clock() => FakeClock.InTokyo(2026, 6, 4, 10);

    public static async Task<StoryWorld> StartAsync(FakeClock clock, Role role = Role.Resident)
    {
        StoryWorld world = await StoryWorld.StartAsync(clock);
        await world.GivenAsync(StoryWorld.Town(Nurses, ServiceKind.VisitingNurse), StoryWorld.Town(Hall, ServiceKind.Hospital, 900));
        await world.IsAsync("栄太", role);
        return world;
    }

    public static Task<List<KeptNote>> NotesAsync(StoryWorld world) => world.AskAsync(db => db.KeptNotes.AsNoTracking().Where(note => note.Kind == NoteKind.Unanswered).OrderBy(note => note.Id).ToListAsync());

    /// <summary>Taught from every question that is open.</summary>
    public static async Task<Teaching> TeachAsync(StoryWorld world, LessonKind kind, string words, string means = "")
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        int[] open = await QuestionReads.Open(scope.ServiceProvider.GetRequiredService<ZaitakuDb>()).Select(note => note.Id).ToArrayAsync();
        return await scope.ServiceProvider.GetRequiredService<LessonDesk>().TeachAsync(kind, words, means, open, Teacher, world.Clock.GetUtcNow(), CancellationToken.None);
    }

    public static async Task<string?> UndoAsync(StoryWorld world, int lesson)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LessonDesk>().UndoAsync(lesson, Teacher, world.Clock.GetUtcNow(), CancellationToken.None);
    }

    public static async Task<string> AsksAsync(StoryWorld world, string words)
    {
        await world.SaysAsync("栄太", words);
        return world.HearsText("栄太");
    }
}
