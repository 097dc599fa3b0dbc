using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Tests.HandRaising;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Substitutes;

/// <summary>Requests for a substitute at the console: which duty of a night, what is ready, and what came between.</summary>
public sealed class SubstituteConsoleStory
{
    private const string List = "/console/substitutes";
    private const string LastDay = "2026-07-29";

    /// <summary>Two a night, of medicine and of children, over two months: from Saturday, 30 May 2026.</summary>
    private const int Nights = 61;

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 10);

    [Fact]
    public async Task TwoDutiesOfANight_AreToldApart_AndTheLastOfTwoMonthsIsOffered()
    {
        await using HandWorld world = await GivenAsync();
        string page = await world.PageAsync(List);
        Assert.Matches("name=\"Form.Requester\" required>\\s*<option value=\"\">選んでください", page);
        Assert.Matches("name=\"Form.Unit\" required>\\s*<option value=\"\">選んでください", page);
        Assert.Contains("在宅当番医（内科） 5月30日(土) 17:30〜翌8:30 三木（三木医院）", page);
        Assert.Contains("在宅当番医（小児科） 5月30日(土) 17:30〜翌8:30 広瀬（広瀬医院）", page);
        Assert.Contains("在宅当番医（小児科） 7月29日(水)", page);
        string one = await BeginsAsync(world, LastDay, "小児科");
        string said = await world.PageAsync(one);
        Assert.Contains("在宅当番医（小児科）", said);
        Assert.Contains("広瀬（広瀬医院）", said); // Who gets it, before it is sent.
        Assert.DoesNotContain("三木", said);
    }

    [Fact]
    public async Task TheButtonThatSends_TakesWhatIsTickedBesideIt_AndTheTrailSaysWhoTickedWhat()
    {
        await using HandWorld world = await GivenAsync();
        string page = await BeginsAsync(world, LastDay, "内科");
        Assert.Contains("まだ足りないもの: 参考死亡診断書、ご家族の同意", await world.PostsAsync($"{page}?handler=Send", [.. Away(0), ("Form.Papers", "代診依頼書"), ("Form.Papers", "患者情報"), ("Form.Nurse", "true")]));
        Assert.Equal(At(LastDay, 18), (await OneAsync(world)).AbsentFrom); // What was ready is kept, though it is not enough.
        Assert.Contains(Overtaken, await world.PostsAsync($"{page}?handler=Send", All(0)));
        Assert.EndsWith("done=send", await world.PostsAsync($"{page}?handler=Send", All((await OneAsync(world)).Revision)));
        world.Hears("三木", "代診のお願いです", "18:00");
        world.Hears("佐藤");
        string[] ready = await world.Console.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "substitute.ready").OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToArrayAsync());
        Assert.Equal(["papers:1,2 nurse", "papers:1,2,3 consent nurse"], ready);
    }

    [Fact]
    public async Task WhatTheDoctorWithdrew_IsNotSaidToBeLate()
    {
        await using HandWorld world = await GivenAsync();
        string page = await BeginsAsync(world, LastDay, "内科");
        await world.DoesAsync(world.Console.Line.Presses("木原", $"sub:downsure:{(await OneAsync(world)).Id:N}"));
        world.Hears("木原", "取り下げました");
        string said = await world.PostsAsync($"{page}?handler=Send", All(0));
        Assert.Contains("いまの状態では、それはできません", said);
        Assert.DoesNotContain("締切を過ぎているため", said);
        _clock.AdvanceTo(At("2026-06-29", 13));
        string late = await BeginsAsync(world, "2026-06-30", "内科");
        Assert.Contains("締切後の相談", await world.PageAsync(late));
    }

    [Fact]
    public async Task BegunTwiceAtOnce_InChatAndAtTheConsole_OneIsKept()
    {
        await using HandWorld world = await GivenAsync();
        DutyShift night = await NightAsync(world, LastDay, "内科");
        DutyStretch duty = new(night.Seat!.RotaId, night.SeatId, night.HolderId!.Value, night.StartsAt, night.EndsAt);
        int kihara = await world.Console.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == "木原").Select(holder => holder.Id).SingleAsync());
        await using AsyncServiceScope first = world.Console.Services.CreateAsyncScope(), second = world.Console.Services.CreateAsyncScope();
        foreach (AsyncServiceScope scope in new[] { first, second })
        {
            await scope.ServiceProvider.GetRequiredService<SubstituteDesk>().BeginAsync(duty, kihara, null, _clock.GetUtcNow(), CancellationToken.None); // Both have looked and found none.
        }

        await first.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync()); // Its turn looks again, and goes on with the one there is.
        Assert.Equal($"{List}/{(await OneAsync(world)).Id}", await BeginsAsync(world, LastDay, "内科"));
    }

    private const string Overtaken = "ほかの人が同時に変えました";

    private static (string, string)[] Away(int seen) => [("Form.Seen", $"{seen}"), ("Form.FromDay", LastDay), ("Form.FromTime", "18:00"), ("Form.UntilDay", LastDay), ("Form.UntilTime", "23:00")];

    private static (string, string)[] All(int seen) => [.. Away(seen), ("Form.Papers", "代診依頼書"), ("Form.Papers", "患者情報"), ("Form.Papers", "参考死亡診断書"), ("Form.Consent", "true"), ("Form.Nurse", "true")];

    private static Task<SubstituteRequest> OneAsync(HandWorld world) => world.Console.AskAsync(db => db.SubstituteRequests.SingleAsync());

    private static Task<DutyShift> NightAsync(HandWorld world, string day, string group)
    {
        DateTimeOffset from = At(day, 17, 30);
        return world.Console.AskAsync(db => db.DutyShifts.Include(shift => shift.Seat).SingleAsync(shift => shift.StartsAt == from && shift.Seat!.Group == group));
    }

    /// <returns>The page of 木原's request.</returns>
    private static async Task<string> BeginsAsync(HandWorld world, string day, string group)
    {
        DutyShift night = await NightAsync(world, day, group);
        int kihara = await world.Console.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == "木原").Select(holder => holder.Id).SingleAsync());
        return await world.PostsAsync(List, ("Form.Requester", $"{kihara}"), ("Form.Unit", $"{night.Seat!.RotaId}:{night.SeatId}:{night.StartsAt.UtcTicks}"));
    }

    private async Task<HandWorld> GivenAsync()
    {
        HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Substitutes:Enabled"] = "true" });
        await world.DoctorAsync("木原");
        await world.DoctorAsync("三木");
        await world.DoctorAsync("広瀬");
        string[] days = [.. Enumerable.Range(0, Nights).Select(at => new DateOnly(2026, 5, 30).AddDays(at).ToString("yyyy-MM-dd"))];
        await world.Console.WithDbAsync(db => Rota.RotaTown.GivenAsync(db, _clock.GetUtcNow(), Doctors(), [.. days.SelectMany(day => new[] { Night("三木", day, "内科"), Night("広瀬", day, "小児科") })]));
        return world;
    }
}
