using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage.Duties;
using Zaitaku.Tests.Erasure;
using Zaitaku.Tests.Intake;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>How long words of a handover are kept.</summary>
public sealed class HandoverKeptTests
{
    [Fact]
    public async Task WordsGo_ThirtyDaysAfterTheyWereShown_OfAnErasedWriterAtOnce_AndFromTheDiskToo()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 6, 1, 10);
        await using StoryWorld world = await StoryWorld.StartAsync(clock);
        DateTimeOffset now = clock.GetUtcNow();
        await world.ChangeAsync(db =>
        {
            db.HandoverNotes.AddRange(Note(now, 1, "木原が書いた夜のこと", member: Guid.CreateVersion7(now)), Note(now, 2, "消えた人が書いた夜のこと"), Note(now, null, "拠点が書いた夜のこと", staff: Guid.CreateVersion7(now)), Note(now.AddDays(1), 3, "まだ見せている夜のこと"));
            return Task.CompletedTask;
        });
        Assert.Equal(["", "まだ見せている夜のこと", "拠点が書いた夜のこと", "木原が書いた夜のこと"], await AfterAsync(now));
        Assert.Equal(["", "", "拠点が書いた夜のこと", "木原が書いた夜のこと"], await AfterAsync(now.AddDays(30)));
        Assert.Equal(["", "", "", ""], await AfterAsync(now.AddDays(30).AddSeconds(1)));
        Assert.False(ErasureStory.HasBytes(world, "夜のこと"));
        Assert.Equal(4, await world.AskAsync(db => db.HandoverNotes.CountAsync())); // That there were some stays.

        async Task<IEnumerable<string>> AfterAsync(DateTimeOffset at)
        {
            clock.AdvanceTo(at);
            await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<HousekeepingJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
            return (await world.AskAsync(db => db.HandoverNotes.Select(note => note.Text).ToListAsync())).Order(StringComparer.Ordinal);
        }
    }

    private static HandoverNote Note(DateTimeOffset shownUntil, long? duty, string text, Guid? member = null, Guid? staff = null) =>
        new() { Id = Guid.CreateVersion7(shownUntil), RotaId = 1, DutyId = duty, MemberId = member, StaffId = staff, Text = text, WrittenAt = shownUntil, ShownUntil = shownUntil };
}
