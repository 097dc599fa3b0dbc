using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Feeds;

/// <summary>A coordinator gives out a calendar's address; a calendar program reads it until it is taken back.</summary>
public sealed partial class FeedStory
{
    [SkippableFact]
    public async Task ARotasCalendar_FollowsACorrection_HoldsNoNumber_AndEndsWhenItIsTakenBack()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), phone = world.NewClient();
        int rota = await world.AskAsync(db => GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("木原 一郎", "2026-04-25", phone: "0000-31-1111"), Night("三木 二郎", "2026-04-26")));
        string address = await MakeAsync(sato, $"/console/rota/{rota}?handler=Feed");

        ReadCalendar calendar = Assert.Single(await CalendarJudge.ReadAsync(await phone.GetStringAsync(address)));
        Assert.Equal(["在宅当番医: 木原 一郎", "在宅当番医: 三木 二郎"], calendar.Events.OrderBy(one => one.StartsAt, StringComparer.Ordinal).Select(one => one.Summary));
        Assert.Empty(calendar.Problems);
        Assert.Equal((At("2026-04-25", 17, 30), At("2026-04-25", 32, 30)), (DateTimeOffset.Parse(calendar.Events.Min(one => one.StartsAt)!, null), DateTimeOffset.Parse(calendar.Events.Min(one => one.EndsAt)!, null)));
        Assert.DoesNotContain("0000-31", await phone.GetStringAsync(address));

        HttpResponseMessage first = await phone.GetAsync(address);
        using HttpRequestMessage again = new(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await phone.SendAsync(again)).StatusCode);

        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.WithDbAsync(db => PublishAsync(db, rota, world.Clock.GetUtcNow(), Night("広瀬 三郎", "2026-04-26")));
        string changed = await phone.GetStringAsync(address);
        Assert.Contains("広瀬 三郎", changed);
        Assert.DoesNotContain("三木", changed);

        int feed = await world.AskAsync(db => db.RotaFeeds.Select(one => one.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await ConsoleWorld.PostAsync(sato, $"/console/rota/{rota}?handler=Revoke", ("feed", $"{feed}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(address)).StatusCode);
        Assert.DoesNotContain(await world.AskAsync(db => db.RotaFeeds.Select(one => one.TokenHash).SingleAsync()), address, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task APersonsCalendar_HoldsTheirOwnDutiesOfAllRotas_AndNobodyElses()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await world.WithDbAsync(async db =>
        {
            await GivenAsync(db, world.Clock.GetUtcNow(), Doctors(), Night("木原 一郎", "2026-04-25"), Night("三木 二郎", "2026-04-26"));
            await GivenAsync(db, world.Clock.GetUtcNow(), Nurses(), Night("木原 一郎", "2026-04-27"));
        });
        int holder = await world.AskAsync(db => db.DutyHolders.Where(one => one.Name == "木原 一郎").Select(one => one.Id).SingleAsync());
        string address = await MakeAsync(sato, $"/console/rota/holders?handler=Feed&holder={holder}");
        ReadCalendar calendar = Assert.Single(await CalendarJudge.ReadAsync(await world.NewClient().GetStringAsync(address)));
        Assert.Equal(["在宅当番医", "夜間の訪問看護"], calendar.Events.OrderBy(one => one.StartsAt, StringComparer.Ordinal).Select(one => one.Summary));
    }

    [Fact]
    public async Task WhoeverGuesses_IsHeldOffAfterTwentyTries_AndLearnsNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient stranger = world.FromBehindTheProxy(), other = world.FromBehindTheProxy("203.0.113.9");
        for (int guess = 0; guess < 20; guess++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/feeds/{new string((char)('a' + guess), 43)}.ics")).StatusCode);
        }

        HttpResponseMessage held = await stranger.GetAsync($"/feeds/{new string('z', 43)}.ics");
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (held.StatusCode, held.Headers.RetryAfter is not null));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/feeds/{new string('z', 43)}.ics")).StatusCode);
    }

    private static async Task<string> MakeAsync(HttpClient browser, string form)
    {
        string page = WebUtility.HtmlDecode(await (await ConsoleWorld.PostAsync(browser, form, ("label", "木原先生"))).Content.ReadAsStringAsync());
        return Address().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException(page);
    }

    [GeneratedRegex("/feeds/[A-Za-z0-9_-]{43}\\.ics")]
    private static partial Regex Address();
}
