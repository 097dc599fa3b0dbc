using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Covers.CoverConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>What a coordinator chooses is what happens, and what the page says of people is true of them now.</summary>
public sealed class CoverChoiceStory
{
    private const string Late = "その前に変わりました";

    private readonly FakeClock _clock = CoverTown.Clock();

    [Fact]
    public async Task ApprovedOnAnOldPage_WhoCameBetween_IsNeitherApproved_NorRefused_NorSentAway()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: true);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        await PressAsync(world, "三木", $"covertake:{id:N}");
        await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler=Others", ("round", "0"));
        await PressAsync(world, "広瀬", $"covertake:{id:N}");
        foreach (string handler in (string[])["Approve", "Refuse", "Others"])
        {
            Assert.Contains(Late, await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler={handler}", ("round", "0")));
            Assert.Contains(Late, await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler={handler}"));
        }

        Assert.Equal("木原", await OnAsync(world));
        Assert.Contains("name=\"round\" value=\"1\"", await PageAsync(sato, $"/console/rota/covers/{id}"));
        Assert.DoesNotContain(Late, await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler=Approve", ("round", "1")));
        Assert.Equal("広瀬", await OnAsync(world));
    }

    [Fact]
    public async Task ARefusedRequest_KeepsWhatWasChosen_AndNothingChosenAsksNobody()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        (int kihara, int ueda, string night) = await world.AskAsync(async db =>
        {
            db.DutyHolders.Add(Holder("植田"));
            DutyRota nurses = Nurses();
            await GivenAsync(db, _clock.GetUtcNow(), nurses, Night("木原", "2026-06-20"));
            return (await IdAsync(db, "木原"), await IdAsync(db, "植田"), PickOf(await NightAsync(db, "2026-06-20")));
        });
        const string New = "/console/rota/covers/new";
        string page = await PageAsync(sato, $"{New}?holder={kihara}");
        Assert.Matches("name=\"pick\" required>\\s*<option value=\"\">選んでください", page);
        Assert.Matches("name=\"other\" required>\\s*<option value=\"\">選んでください", page);
        string refused = await SaysAsync(world, sato, New, ("holder", $"{kihara}"), ("pick", night), ("other", $"{ueda}"));
        Assert.Contains("チャットでは届きません", refused);
        Assert.Contains($"<option value=\"{night}\" selected", refused);
        Assert.Contains($"<option value=\"{ueda}\" selected", refused);
        Assert.Contains("だれに頼むかを選んでください", await SaysAsync(world, sato, New, ("holder", $"{kihara}"), ("pick", night), ("other", "")));
        Assert.Contains("どの当番かを選んでください", await SaysAsync(world, sato, New, ("holder", $"{kihara}"), ("pick", ""), ("other", "0")));
        Assert.Equal(0, await world.AskAsync(db => db.CoverRequests.CountAsync()));
    }

    [Fact]
    public async Task WhereNobodyCanBeAsked_ThePageSaysThatNothingWasSent()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(async db =>
        {
            await db.DutyHolders.Where(holder => holder.Name != "木原").ForEachAsync(holder => holder.MemberId = null);
            await db.SaveChangesAsync();
        });
        (int kihara, string night) = await world.AskAsync(async db => (await IdAsync(db, "木原"), PickOf(await NightAsync(db, "2026-06-06"))));
        string said = await SaysAsync(world, sato, "/console/rota/covers/new", ("holder", $"{kihara}"), ("pick", night), ("other", "0"));
        Assert.DoesNotContain("お願いを送りました", said);
        Assert.Contains("チャットで頼める方がいません。まだ、だれにも送っていません", said);
        Assert.Contains("入れます（チャットでは届きません）", said);
    }

    [Fact]
    public async Task WhoCannot_IsSaidToBeAbleNowhere()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await AskAsync(world, sato);
        await PressAsync(world, "三木", $"coverno:{id:N}");
        await world.WithDbAsync(async db =>
        {
            (await db.DutyHolders.SingleAsync(holder => holder.Name == "広瀬")).ClosedAt = _clock.GetUtcNow();
            await db.SaveChangesAsync();
        });
        string page = await PageAsync(sato, $"/console/rota/covers/{id}");
        Assert.DoesNotContain("<td>入れます", page);
        Assert.Contains("いまは当番に入らないことになっています", page);
        Assert.DoesNotContain("決める<span class=\"only-heard\">（広瀬）", page);
        Assert.Contains("決める<span class=\"only-heard\">（三木）", page); // Who thinks better of it on the phone.
        string over = await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler=TakeBack");
        Assert.DoesNotContain("<td>入れます", over);
        Assert.DoesNotContain("入らないことになっています", over);
    }

    [Fact]
    public async Task ASwap_IsJudgedWithWhatIsGivenForIt_AndCanBeSettledByHand()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Guid id = await world.AskAsync(async db =>
        {
            DutyShift night = await NightAsync(db, "2026-06-06");
            int rota = await db.DutyRotas.Select(one => one.Id).SingleAsync(), miki = await IdAsync(db, "三木");
            (DateTimeOffset from, DateTimeOffset until) = (At("2026-06-07", 17, 30), At("2026-06-07", 32, 30));
            (await db.DutyRotas.SingleAsync()).RestMinMinutes = 240 * 60;
            db.DutyShifts.Add(new DutyShift { SeatId = night.SeatId, HolderId = miki, StartsAt = from, EndsAt = until, Layer = DutyLayer.Override, KnownFrom = _clock.GetUtcNow() });
            CoverRequest swap = new()
            {
                Id = Guid.CreateVersion7(_clock.GetUtcNow()), RotaId = rota, SeatId = night.SeatId, HolderId = night.HolderId!.Value, StartsAt = night.StartsAt, EndsAt = night.EndsAt, Kind = CoverKind.Swap,
                OtherHolderId = miki, OtherSeatId = night.SeatId, OtherStartsAt = from, OtherEndsAt = until, CreatedAt = _clock.GetUtcNow(),
            };
            swap.Asks.Add(new CoverAsk { RequestId = swap.Id, HolderId = miki, AskedAt = _clock.GetUtcNow() });
            db.CoverRequests.Add(swap);
            await db.SaveChangesAsync();
            return swap.Id;
        });
        string page = await PageAsync(sato, $"/console/rota/covers/{id}");
        Assert.DoesNotContain("前後の当番（6月7日", page);
        Assert.Contains("決める<span class=\"only-heard\">（三木）", page);
        await SaysAsync(world, sato, $"/console/rota/covers/{id}?handler=Settle", ("holder", $"{await world.AskAsync(db => IdAsync(db, "三木"))}"));
        Assert.Equal("三木", await OnAsync(world));
    }

    [Fact]
    public async Task AfterTwentyOtherNights_OneMoreIsStillAskedOnce()
    {
        await using ConsoleWorld world = await StartAsync(_clock, needsApproval: false);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(async db =>
        {
            DutyShift night = await NightAsync(db, "2026-06-06");
            DutySeat seat = await db.Set<DutySeat>().SingleAsync();
            db.CoverRequests.AddRange(Enumerable.Range(0, 20).Select(at => new CoverRequest
            {
                Id = Guid.CreateVersion7(_clock.GetUtcNow().AddMilliseconds(at)), RotaId = seat.RotaId, SeatId = seat.Id, HolderId = night.HolderId!.Value, StartsAt = At("2026-06-02", at), EndsAt = At("2026-06-02", at + 1), CreatedAt = _clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync();
        });
        Guid first = await AskAsync(world, sato);
        Assert.Equal(first, await AskAsync(world, sato));
        Assert.Equal(21, await world.AskAsync(db => db.CoverRequests.CountAsync()));
    }
}
