using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>Nothing can be written between two tries to one conversation. Found by storm 80724.</summary>
public sealed class HeldWhileSendingStory : OwedWorld
{
    private const int LooksMax = 3_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task ATryThatCannotBeWrittenDown_LeavesNoOtherToTheSamePersonHalfBegun()
    {
        await using StoryWorld world = await StartAsync(atHour: 2);
        string family = FakeLine.IdOf("家族");
        string token = (string)world.Line.Says("家族", "父が息をしていない").Events[0]!["replyToken"]!;
        await ChangeAsync(world, db =>
        {
            OutboxMessage card = Card(world, family, 0, "119番に電話してください"), again = Card(world, family, 1, "【再送】119番に電話してください");
            card.OfferReplyToken(token, world.Clock.GetUtcNow().AddMinutes(1));
            db.Outbox.AddRange(card, again);
            return Task.CompletedTask;
        });
        Task? released = null;
        KillPoints.Watch(point =>
        {
            if (point == "after-freeze" && released is null)
            {
                SqliteConnection another = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory });
                another.BeginTransaction();
                released = LetGoOnceSomethingIsHeardAsync(world, another);
            }
        });

        await Assert.ThrowsAnyAsync<Exception>(() => world.Services.GetRequiredService<OutboxPass>().RunAsync(CancellationToken.None));
        await released!;
        await world.SettleAsync();

        world.Hears("家族", "119", "再送");
        Assert.Equal((2, 0), await CountAsync(world, OutboxState.Sent, OutboxState.Sending));
    }

    private static async Task LetGoOnceSomethingIsHeardAsync(StoryWorld world, SqliteConnection another)
    {
        for (int looks = 0; looks < LooksMax && world.Line.Unheard.Count == 0; looks++)
        {
            await Task.Delay(LookEvery);
        }

        another.Dispose();
    }

    private static OutboxMessage Card(StoryWorld world, string address, int sequence, string words)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        OutboxMessage card = new() { Id = Guid.CreateVersion7(now), Channel = "line", Address = address, Kind = "test", Urgency = Urgency.Emergency, Sequence = sequence, Body = OutboxBody.Text(words), CreatedAt = now, UselessAfter = now.AddHours(1) };
        card.PlanFor(now);
        return card;
    }
}
