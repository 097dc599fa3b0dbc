using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.HandRaising;

/// <summary>A hundred hands in one moment, over two programs on one database: the database lets one win each seat.</summary>
public sealed class HandRaceTests
{
    private const int Doctors = 100;

    /// <summary>Looks at events that another program's write held back.</summary>
    private const int LooksMax = 200;

    [Fact]
    public async Task AHundredTaps_OnTwoHosts_OneMain_OneDeputy_AndEverybodyIsAnswered()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 5, 29, 10);
        await using ConsoleWorld first = await ConsoleWorld.StartAsync(clock);
        string folder = await first.AskAsync(db => Task.FromResult(Path.GetDirectoryName(((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection()).DataSource)!));
        await using ConsoleWorld second = await ConsoleWorld.StartAsync(clock, new() { ["Storage:DataDirectory"] = folder, ["Line:ChannelSecret"] = first.Line.ChannelSecret });
        await FurnishAsync(first, clock.GetUtcNow());

        HttpClient[] doors = [first.NewClient(), second.NewClient()];
        await Task.WhenAll(Enumerable.Range(0, Doctors).Select(at => PressAsync(first, doors[at % 2], at)));
        long[] events = await first.AskAsync(db => db.Inbox.Where(row => row.State == InboxState.Waiting).OrderBy(row => row.Id).Select(row => row.Id).ToArrayAsync());
        Assert.Equal(Doctors, events.Length);
        InboxTurns[] turns = [first.Services.GetRequiredService<InboxTurns>(), second.Services.GetRequiredService<InboxTurns>()];
        await Task.WhenAll(events.Select((id, at) => Task.Run(() => HandleAsync(turns[at % 2], id))));

        HandCase one = await first.AskAsync(db => db.HandCases.Include(found => found.Seats).Include(found => found.Asks).Include(found => found.Steps).AsSplitQuery().SingleAsync());
        Assert.Equal([HandSeatKind.Deputy, HandSeatKind.Main], one.Seats.Select(seat => seat.Kind).OrderByDescending(kind => kind));
        Assert.Equal(2, one.Seats.Select(seat => seat.HolderId).Distinct().Count());
        Assert.Equal((HandCaseState.Settled, 2), (one.State, one.Steps.Count(step => step.Kind == HandStepKind.Seated)));
        Assert.Equal(0, await first.AskAsync(db => db.Inbox.CountAsync(row => row.State != InboxState.Handled || row.Attempts > 0)));
        await first.SettleAsync();
        string[] heard = [.. first.Line.Delivered.Select(message => message.Words)];
        Assert.Equal((1, 1), (heard.Count(words => words.Contains("\n主治医をお願いします", StringComparison.Ordinal)), heard.Count(words => words.Contains("副主治医をお願いします", StringComparison.Ordinal))));
        Assert.True(heard.Count(words => words.Contains("この件は決まりました", StringComparison.Ordinal)) >= Doctors - 2);
    }

    [Fact]
    public async Task TheDatabaseItself_LetsOneHaveASeat_AndNobodyBoth()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 5, 29, 10));
        await world.WithDbAsync(async db =>
        {
            db.HandCases.Add(new HandCase { Area = "みなと市", State = HandCaseState.Open });
            await db.SaveChangesAsync();
            db.Add(new HandSeat { CaseId = 1, Kind = HandSeatKind.Main, HolderId = 1 });
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<DbUpdateException>(() => SeatAsync(world, HandSeatKind.Main, 2));
        await Assert.ThrowsAsync<DbUpdateException>(() => SeatAsync(world, HandSeatKind.Deputy, 1));
        await SeatAsync(world, HandSeatKind.Deputy, 2);
    }

    private static Task SeatAsync(ConsoleWorld world, HandSeatKind kind, int holder) => world.WithDbAsync(db =>
    {
        db.Add(new HandSeat { CaseId = 1, Kind = kind, HolderId = holder });
        return db.SaveChangesAsync();
    });

    private static async Task HandleAsync(InboxTurns turns, long id)
    {
        for (int look = 0; look < LooksMax && !await turns.RunAsync(id); look++)
        {
            await Task.Delay(20);
        }
    }

    private static async Task PressAsync(ConsoleWorld world, HttpClient door, int at)
    {
        using HttpRequestMessage request = world.Line.Presses($"医師{at}", "hand:1:either").ToRequest();
        using HttpResponseMessage answer = await door.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static Task FurnishAsync(ConsoleWorld world, DateTimeOffset now) => world.WithDbAsync(async db =>
    {
        HandCase one = new() { Area = "みなと市", State = HandCaseState.Open, Rule = HandRule.FirstCome, WantsDeputy = true, CreatedAt = now, SentAt = now, Deadline = now.AddDays(2) };
        for (int at = 0; at < Doctors; at++)
        {
            Member member = new() { Id = Guid.CreateVersion7(now.AddMilliseconds(at)), Role = Role.Doctor, CreatedAt = now };
            member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = FakeLine.IdOf($"医師{at}") });
            db.Members.Add(member);
            db.DutyHolders.Add(new DutyHolder { Name = $"医師{at}", NameKey = $"医師{at}", MemberId = member.Id });
        }

        await db.SaveChangesAsync();
        one.Asks.AddRange((await db.DutyHolders.Select(holder => holder.Id).ToListAsync()).Select(holder => new HandAsk { HolderId = holder, AskedAt = now }));
        db.HandCases.Add(one);
        await db.SaveChangesAsync();
    });
}
