using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Desk;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Two programs on one database, both at work: a row of it decides, and no lock in memory.</summary>
public sealed class CoverRaceTests
{
    private const int Takers = 100;

    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task AHundredTakeAtOnce_InTwoPrograms_OneHasIt_AndTheOthersAreToldKindly()
    {
        await using StoryWorld one = await StartAsync(_clock);
        Guid id = await CrowdAsync(one, Takers);
        await using StoryWorld two = await SecondAsync(one);
        string[] names = [.. Enumerable.Range(0, Takers).Select(NameOf)];
        await PostAtOnceAsync(one, two, [.. names.Select(name => one.Line.Presses(name, $"covertake:{id:N}"))]);
        await WorkTogetherAsync(one, two);

        CoverRequest request = await OnlyOneAsync(one);
        CoverTaking taking = Assert.Single(await one.AskAsync(db => db.CoverTakings.ToArrayAsync()));
        DutyShift swap = Assert.Single(await one.AskAsync(db => db.DutyShifts.Where(shift => shift.Layer == DutyLayer.Swap).ToArrayAsync()));
        Assert.Equal((CoverState.Settled, taking.HolderId, taking.HolderId), (request.State, request.TakerId, swap.HolderId));
        Assert.All(await one.AskAsync(db => db.Inbox.ToArrayAsync()), message => Assert.Equal((InboxState.Handled, 0), (message.State, message.Attempts))); // Losing is no failure.
        string[] answers = [.. names.Select(name => string.Join('\n', one.Line.Heard(name).Select(heard => heard.Words)))];
        Assert.Equal(1, answers.Count(words => words.Contains("当番の交代が決まりました", StringComparison.Ordinal)));
        Assert.Equal(Takers - 1, answers.Count(words => words.Contains("もう決まりました", StringComparison.Ordinal)));
        Assert.Equal(Takers - 1, request.Asks.Count(ask => ask.Answer == CoverAnswer.TooLate));
        one.Hears("木原", "決まりました");
    }

    [Fact]
    public async Task TheKeyAloneDecides_ShouldEveryRevisionBeForgotten()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Guid request = Guid.CreateVersion7(_clock.GetUtcNow());
        Task<int> TakeAsync(int holder) => world.AskAsync(db =>
        {
            db.CoverTakings.Add(new CoverTaking { RequestId = request, Round = 0, HolderId = holder, At = _clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await TakeAsync(1);
        Assert.True(Sqlite.IsTaken(await Assert.ThrowsAsync<DbUpdateException>(() => TakeAsync(2))));
    }

    [Fact]
    public async Task OnePerson_CannotTakeTwoNightsOfOneTime_InTwoProgramsAtOnce()
    {
        for (int round = 0; round < 5; round++)
        {
            FakeClock clock = Clock();
            await using StoryWorld one = await StartAsync(clock);
            await one.AskAsync(async db => await GivenAsync(db, clock.GetUtcNow(), Nurses(), Night("佐藤 一郎", "2026-06-06")));
            Guid[] ids = await one.AskAsync(async db =>
            {
                DutyHolder taker = await db.DutyHolders.SingleAsync(holder => holder.Name.StartsWith("三木"));
                DutyShift[] nights = await db.DutyShifts.Include(shift => shift.Seat).Where(shift => shift.StartsAt == At("2026-06-06", 17, 30)).ToArrayAsync();
                db.RotaMembers.Add(new Storage.Duties.RotaMember { RotaId = nights[1].Seat!.RotaId, HolderId = taker.Id, CreatedAt = clock.GetUtcNow() });
                CoverRequest[] requests = [.. nights.Select((night, at) => RequestOf(night, clock.GetUtcNow().AddSeconds(at), [taker.Id]))];
                db.CoverRequests.AddRange(requests);
                await db.SaveChangesAsync();
                return requests.Select(request => request.Id).ToArray();
            });
            await using StoryWorld two = await SecondAsync(one);
            int miki = await one.AskAsync(db => db.DutyHolders.Where(holder => holder.Name.StartsWith("三木")).Select(holder => holder.Id).SingleAsync());
            CoverOutcome?[] outcomes = await Task.WhenAll(ids.Select((id, at) => Task.Run(() => TakeAsync(at == 0 ? one : two, id, miki))));
            Assert.Equal(1, outcomes.Count(outcome => outcome is CoverOutcome.Done));
            Assert.Contains("同じ時間に当番があります", outcomes.OfType<CoverOutcome.NotAllowed>().Single().Reason);
            await one.SettleAsync();
            Array.ForEach([.. CoverTown.Doctors, Coordinator], (string name) => { one.Line.Heard(name); });
        }
    }

    [Fact]
    public async Task TakenAndTakenBackAtOnce_OneOfBothHolds()
    {
        for (int round = 0; round < 6; round++)
        {
            FakeClock clock = Clock();
            await using StoryWorld one = await StartAsync(clock);
            await SendsAsync(one, "木原", "土曜の当番代わってほしい");
            Guid id = (await OnlyOneAsync(one)).Id;
            await using StoryWorld two = await SecondAsync(one);
            SignedWebhook[] presses = [one.Line.Presses("三木", $"covertake:{id:N}"), one.Line.Says("木原", "交代の取り消し")];
            await PostAtOnceAsync(one, two, round % 2 == 0 ? presses : [.. presses.Reverse()]);
            await WorkTogetherAsync(one, two);
            CoverRequest request = await OnlyOneAsync(one);
            string miki = string.Join('\n', one.Line.Heard("三木").Select(heard => heard.Words)), kihara = string.Join('\n', one.Line.Heard("木原").Select(heard => heard.Words));
            bool isTaken = request.State == CoverState.Settled;
            Assert.Equal(isTaken ? "三木 一郎" : "木原 一郎", await OnAsync(one, "2026-06-06"));
            Assert.Contains(isTaken ? "当番の交代が決まりました" : "取り消されました", miki);
            Assert.Contains(isTaken ? "取り消せませんでした" : "取り消しました", kihara);
            Array.ForEach(["広瀬", "佐藤"], (string name) => { one.Line.Heard(name); });
        }
    }

    private static async Task<CoverOutcome?> TakeAsync(StoryWorld world, Guid id, int holder) => await world.Services.GetRequiredService<CoverActions>().RunAsync(
        id, async (db, book, request, now) => await book.TakeAsync(request, await db.DutyHolders.SingleAsync(one => one.Id == holder), null, null, now, CancellationToken.None), CancellationToken.None);

    /// <summary>A second program on the same data; its phones are the first one's.</summary>
    private static Task<StoryWorld> SecondAsync(StoryWorld first) => DeskWorld.StartAsync(first.Clock, new() { ["Storage:DataDirectory"] = first.DataDirectory });

    private static Task PostAtOnceAsync(StoryWorld one, StoryWorld two, SignedWebhook[] webhooks) => Task.WhenAll(webhooks.Select((webhook, at) => Task.Run(async () =>
    {
        using HttpResponseMessage answer = await (at % 2 == 0 ? one : two).PostAsync(webhook);
        Assert.Equal(200, (int)answer.StatusCode);
    })));

    /// <summary>Both handle what waits, side by side; what one could not save because the other wrote is tried at the next look.</summary>
    private static async Task WorkTogetherAsync(StoryWorld one, StoryWorld two)
    {
        const int LooksMax = 200;
        for (int look = 0; look < LooksMax && await one.AskAsync(db => db.Inbox.AnyAsync(message => message.State == InboxState.Waiting)); look++)
        {
            await Task.WhenAll(new[] { one, two }.Select(world => Task.Run(() => world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None))));
        }

        await one.SettleAsync();
    }

    private static string NameOf(int number) => $"医師{number}";

    /// <summary>So many more doctors, and a request that each of them was asked.</summary>
    private static Task<Guid> CrowdAsync(StoryWorld world, int count) => world.AskAsync(async db =>
    {
        DutyShift night = await db.DutyShifts.Include(shift => shift.Seat).FirstAsync(shift => shift.StartsAt == At("2026-06-06", 17, 30));
        DutyHolder[] crowd = [.. Enumerable.Range(0, count).Select(at => CoverCrowd.Add(db, NameOf(at), world.Clock.GetUtcNow()))];
        await db.SaveChangesAsync();
        CoverCrowd.Belong(db, crowd, night.Seat!.RotaId, world.Clock.GetUtcNow());
        CoverRequest request = RequestOf(night, world.Clock.GetUtcNow(), [.. crowd.Select(holder => holder.Id)]);
        db.CoverRequests.Add(request);
        await db.SaveChangesAsync();
        return request.Id;
    });

    private static CoverRequest RequestOf(DutyShift night, DateTimeOffset now, IReadOnlyList<int> asked)
    {
        CoverRequest request = new() { Id = Guid.CreateVersion7(now), RotaId = night.Seat!.RotaId, SeatId = night.SeatId, HolderId = night.HolderId!.Value, StartsAt = night.StartsAt, EndsAt = night.EndsAt, CreatedAt = now };
        request.Asks.AddRange(asked.Select(holder => new CoverAsk { RequestId = request.Id, HolderId = holder, AskedAt = now }));
        return request;
    }
}
