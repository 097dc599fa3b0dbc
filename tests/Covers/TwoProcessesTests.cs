using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Two processes of the built program on one database, and a hundred taps over HTTP in one second.</summary>
public sealed class TwoProcessesTests
{
    private const int Takers = 100;

    private static readonly TimeSpan HandledMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task OfAHundredTapsInOneSecond_OneWins()
    {
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer server = await FakeLineServer.StartAsync(line, 0);
        string folder = Directory.CreateTempSubdirectory("zaitaku-two-").FullName;
        try
        {
            Dictionary<string, string> settings = new()
            {
                ["Storage__DataDirectory"] = folder, ["Line__ChannelId"] = line.ChannelId, ["Line__ChannelSecret"] = line.ChannelSecret, ["Line__ApiBaseUrl"] = server.Address, ["Hub__Phone"] = "0000-11-0000",
            };
            await using World.Program one = await World.Program.ServeAsync(settings), two = await World.Program.ServeAsync(settings);
            StorageOptions storage = new() { DataDirectory = folder };
            Guid id = await GivenAsync(storage);
            using HttpClient first = await one.WebAsync(), second = await two.WebAsync();
            string[] names = [.. Enumerable.Range(0, Takers).Select(number => $"医師{number}")];
            SignedWebhook[] taps = [.. names.Select(name => line.Presses(name, $"covertake:{id:N}"))];
            Stopwatch watch = Stopwatch.StartNew();
            await Task.WhenAll(taps.Select((tap, at) => PostAsync(at % 2 == 0 ? first : second, tap)));
            TimeSpan posted = watch.Elapsed;
            await HandledAsync(storage, watch);

            await using ZaitakuDb db = Sqlite.NewContext(storage);
            CoverTaking taking = Assert.Single(await db.CoverTakings.ToArrayAsync());
            Assert.Equal(taking.HolderId, Assert.Single(await db.DutyShifts.Where(shift => shift.Layer == DutyLayer.Swap).ToArrayAsync()).HolderId);
            Assert.All(await db.Inbox.ToArrayAsync(), message => Assert.Equal(0, message.Attempts));
            Assert.Equal((1, Takers - 1), await HeardAsync(line, names, watch)); // Messages, not people: nobody twice.
            List<HeldDuty> held = await db.HeldDuties.AsNoTracking().Where(duty => duty.EndedAt == null).ToListAsync();
            Assert.Equal(held.Count, held.Select(duty => (duty.SeatId, duty.HolderId, duty.StartsAt)).Distinct().Count()); // Both programs follow what changed.
            Assert.True(posted < TimeSpan.FromSeconds(10), $"The taps took {posted}.");
        }
        finally
        {
            DataFolder.Delete(folder);
        }
    }

    /// <summary>A night in ten days, and a hundred who were asked.</summary>
    private static async Task<Guid> GivenAsync(StorageOptions storage)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow(), start = Storage.Time.OfficeTime.At(Storage.Time.OfficeTime.DayOf(now).AddDays(10), 17 * 60);
        await using ZaitakuDb db = Sqlite.NewContext(storage);
        DutyRota rota = new() { Name = "在宅当番医", CreatedAt = now };
        DutySeat seat = rota.AddSeat("");
        db.DutyRotas.Add(rota);
        DutyHolder asker = CoverCrowd.Add(db, "木原", now);
        DutyHolder[] crowd = [.. Enumerable.Range(0, Takers).Select(number => CoverCrowd.Add(db, $"医師{number}", now))];
        await db.SaveChangesAsync();
        CoverCrowd.Belong(db, crowd, rota.Id, now);
        db.DutyShifts.Add(new DutyShift { SeatId = seat.Id, HolderId = asker.Id, StartsAt = start, EndsAt = start.AddHours(15), Layer = DutyLayer.Plan, KnownFrom = now });
        CoverRequest request = new() { Id = Guid.CreateVersion7(now), RotaId = rota.Id, SeatId = seat.Id, HolderId = asker.Id, StartsAt = start, EndsAt = start.AddHours(15), CreatedAt = now };
        request.Asks.AddRange(crowd.Select(holder => new CoverAsk { RequestId = request.Id, HolderId = holder.Id, AskedAt = now }));
        db.CoverRequests.Add(request);
        await db.SaveChangesAsync();
        return request.Id;
    }

    private static async Task PostAsync(HttpClient web, SignedWebhook tap)
    {
        using HttpRequestMessage request = tap.ToRequest();
        using HttpResponseMessage answer = await web.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static async Task HandledAsync(StorageOptions storage, Stopwatch watch)
    {
        while (true)
        {
            await using ZaitakuDb db = Sqlite.NewContext(storage);
            if (await db.Inbox.CountAsync(message => message.State == InboxState.Handled) == Takers)
            {
                return;
            }

            Assert.True(watch.Elapsed < HandledMax, "Not all taps were handled.");
            await Task.Delay(LookEvery);
        }
    }

    /// <summary>Who was told that it is theirs, and who that it was settled before.</summary>
    private static async Task<(int Won, int Lost)> HeardAsync(FakeLine line, string[] names, Stopwatch watch)
    {
        (int Won, int Lost) heard = default;
        while (heard.Won + heard.Lost < Takers && watch.Elapsed < HandledMax)
        {
            await Task.Delay(LookEvery);
            HashSet<string> phones = [.. names.Select(FakeLine.IdOf)];
            string[] all = [.. line.Delivered.Where(message => phones.Contains(message.To)).Select(message => message.Words)];
            heard = (all.Count(words => words.Contains("当番の交代が決まりました", StringComparison.Ordinal)), all.Count(words => words.Contains("もう決まりました", StringComparison.Ordinal)));
        }

        return heard;
    }
}
