using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Covers;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Somebody takes a night, and in the same moment a coordinator gives it to another.</summary>
public sealed class TakeAndPublishTests
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ATablePublishedAfterItWasRead_StopsTheTaking()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "土曜の当番代わってほしい");
        Guid id = (await OnlyOneAsync(world)).Id;
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, scope.ServiceProvider.GetRequiredService<IOptions<StorageOptions>>().Value);
        builder.AddInterceptors(new AfterTheTableIsRead(() => world.AskAsync(async db =>
        {
            await PublishAsync(db, 1, _clock.GetUtcNow(), Night("広瀬 一郎", "2026-06-06"));
            return 0;
        })));
        await using ZaitakuDb mine = new(builder.Options);
        CoverBook book = new(mine, scope.ServiceProvider.GetRequiredService<CoverNotices>());
        CoverRequest request = (await book.FindAsync(id, CancellationToken.None))!;
        DutyHolder miki = await mine.DutyHolders.SingleAsync(holder => holder.Name == "三木 一郎");
        Assert.IsType<CoverOutcome.Done>(await book.TakeAsync(request, miki, null, null, _clock.GetUtcNow(), CancellationToken.None));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.SaveChangesAsync());
        Assert.Equal("広瀬 一郎", await OnAsync(world, "2026-06-06"));
        Array.ForEach(CoverTown.Doctors, (string name) => { world.Line.Heard(name); });
    }

    private sealed class AfterTheTableIsRead(Func<Task> act) : DbCommandInterceptor
    {
        private bool _isDone;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!_isDone && command.CommandText.Contains("FROM \"duty_shift\"", StringComparison.Ordinal))
            {
                _isDone = true;
                await act();
            }

            return result;
        }
    }
}
