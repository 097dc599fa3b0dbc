using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Two browsers and a press in Teams on the same new consultation at the same moment, again and again: one has it, each of the others is told who.</summary>
[Collection(RaceStories.Name)]
public sealed class ClaimRaceStory(Chromium chromium, ITestOutputHelper output)
{
    private const int Rounds = 200;

    /// <summary>Every so-manieth round is done with the mouse; in the others the pages post their own form.</summary>
    private const int ByMouseEvery = 20;

    private const int Seed = 20260420;
    private const int HeadStartMillisecondsMax = 25;

    /// <summary>The bot says no more than fifty things in half a minute in one conversation of Teams; after so many rounds another colleague presses, in another channel.</summary>
    private const int RoundsInOneChannel = 10;

    private const string InTeams = "Teams";
    private const string Waiting = "/console/consultations?state=waiting";

    /// <summary>The page's own form, its number changed to the new consultation's, and what the answer says.</summary>
    private const string PostForm = """
        async ([number, wait]) => {
          await new Promise((go) => setTimeout(go, wait));
          const fields = new FormData(document.querySelector("form.claim"));
          fields.set("number", number);
          const answer = await fetch("/console/consultations?handler=Claim", { method: "POST", body: new URLSearchParams(fields) });
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          return answer.status + " " + [...page.querySelectorAll("[role=alert], [role=status]")].map((told) => told.textContent.trim()).join(" ");
        }
        """;

    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task OfThreeAtTheSameMoment_OneHasIt_AndEachOtherIsToldWho_200Times()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: StoryWorld.WithTeams());
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        using HttpClient bot = world.NewClient();
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), sato.Id)); // So that the list has a form from the beginning.
        IPage[] pages = [await chromium.SignedInAsync(world, sato, _troubles), await chromium.SignedInAsync(world, suzuki, _troubles, beside: true)];
        foreach (IPage page in pages)
        {
            await page.RouteAsync("**/console/live", route => route.AbortAsync()); // Nobody sees another's press before their own.
            await page.GotoAsync(Waiting);
        }

        Random random = new(Seed);
        Dictionary<string, int> won = new() { ["佐藤"] = 0, ["鈴木"] = 0, [InTeams] = 0 };
        Presser third = new("", "");
        for (int round = 0; round < Rounds; round++)
        {
            third = round % RoundsInOneChannel == 0 ? await ComesToTeamsAsync(world, bot, round / RoundsInOneChannel) : third;
            string winner = await RoundAsync(world, bot, pages, third, round % ByMouseEvery == 0, random);
            won[winner == third.Name ? InTeams : winner]++;
        }

        output.WriteLine(string.Join(", ", won.Select(name => $"{name.Key} {name.Value}")));
        Assert.All(won.Values, times => Assert.True(times > 0, "It was no race: one of them never won."));
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("net::ERR_FAILED", StringComparison.Ordinal) && !trouble.Contains("/console/live", StringComparison.Ordinal));
    }

    /// <returns>Who won.</returns>
    private static async Task<string> RoundAsync(ConsoleWorld world, HttpClient bot, IPage[] pages, Presser third, bool byMouse, Random random)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        int number = await ArrivesAsync(world);
        HeardActivity card = world.Teams.Heard(third.Room).Single(heard => heard.Words.Contains("引き受ける", StringComparison.Ordinal));
        world.Teams.Heard(third.Name);
        if (byMouse)
        {
            await Task.WhenAll(pages.Select(page => page.GotoAsync(Waiting)));
        }

        int[] waits = [.. Enumerable.Range(0, 3).Select(_ => random.Next(HeadStartMillisecondsMax))];
        Task<string>[] browsers = [.. pages.Select((page, at) => byMouse ? ClickAsync(page, number, waits[at]) : page.EvaluateAsync<string>(PostForm, new object[] { number, waits[at] }))];
        Task press = PressAsync(world, bot, third, card, waits[2]);
        Task all = Task.WhenAll([.. browsers, press]);
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(2));
            await world.SettleAsync();
        }

        await all;
        await world.SettleAsync();
        string winner = await OnlyOwnerAsync(world, number);
        string[] told = [browsers[0].Result, browsers[1].Result, string.Join(' ', world.Teams.Heard(third.Name).Select(heard => heard.Words))];
        string[] names = ["佐藤", "鈴木", third.Name];
        for (int at = 0; at < names.Length; at++)
        {
            Assert.Contains(names[at] == winner ? (at < 2 ? "引き受けました" : $"対応中（{third.Name}）") : at < 2 ? $"{winner} さんが先に引き受けています" : $"先に{winner}さんが引き受けました", told[at], StringComparison.Ordinal);
        }

        if (byMouse)
        {
            await Task.WhenAll(pages.Select(page => page.GotoAsync(Waiting)));
        }

        Assert.Contains($"対応中（{winner}）", Assert.Single(world.Teams.Screen(third.Room), heard => heard.Words.Contains(ConsultationNumbers.Shown(number), StringComparison.Ordinal)).Words, StringComparison.Ordinal);
        return winner;
    }

    private static async Task<string> OnlyOwnerAsync(ConsoleWorld world, int number)
    {
        Consultation one = await world.AskAsync(db => db.Consultations.AsNoTracking().Include(found => found.Entries).SingleAsync(found => found.Number == number));
        ConsultationEntry claimed = Assert.Single(one.Entries, entry => entry.Kind == ConsultationEntryKind.Claimed);
        Assert.Equal((ConsultationState.Claimed, one.StaffId), (one.State, claimed.StaffId));
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "consultation.claim" && entry.Subject == $"consultation:{number}")));
        return await world.AskAsync(db => db.StaffAccounts.Where(account => account.Id == one.StaffId).Select(account => account.DisplayName).SingleAsync());
    }

    private static async Task<string> ClickAsync(IPage page, int number, int wait)
    {
        await Task.Delay(wait);
        await page.Locator($"[data-row='{number}']").GetByRole(AriaRole.Button).ClickAsync();
        ILocator told = page.GetByRole(AriaRole.Alert).Or(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "引き受けました" })).First;
        await Expect(told).ToBeVisibleAsync();
        return await told.InnerTextAsync();
    }

    private static async Task PressAsync(ConsoleWorld world, HttpClient bot, Presser third, HeardActivity card, int wait)
    {
        await Task.Delay(wait);
        (int status, _) = await world.Teams.PostAsync(bot, world.Teams.Presses(third.Name, card, "引き受ける"));
        Assert.InRange(status, (int)HttpStatusCode.OK, (int)HttpStatusCode.Accepted);
    }

    private static async Task<int> ArrivesAsync(ConsoleWorld world)
    {
        int number;
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            ConsultationDesk desk = scope.ServiceProvider.GetRequiredService<ConsultationDesk>();
            DateTimeOffset now = world.Clock.GetUtcNow();
            Consultation one = await desk.OpenAsync(new NewConsultation { Route = ConsultationRoute.Web, Area = "みなと市", Words = "夜の訪問看護を探しています。" }, now, CancellationToken.None);
            await desk.SubmitAsync(one, now, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync();
            number = one.Number;
        }

        await world.SettleAsync();
        return number;
    }

    /// <summary>The third works in Teams, in the channel of the coordinators; whoever did so before has gone home.</summary>
    private static async Task<Presser> ComesToTeamsAsync(ConsoleWorld world, HttpClient bot, int at)
    {
        Presser third = new($"高橋{at}", $"相談窓口{at}");
        TestStaff account = await world.GivenAsync($"takahashi{at}", third.Name);
        await world.Teams.PostAsync(bot, world.Teams.Says(third.Name, "使い方"));
        await world.SettleAsync();
        await world.Teams.PostAsync(bot, world.Teams.AddsBotToChannel(third.Name, third.Room));
        await world.SettleAsync();
        world.Teams.Heard(third.Name);
        world.Teams.Heard(third.Room);
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf(third.Room);
        string user = FakeTeams.IdOf(third.Name);
        await world.WithDbAsync(async db =>
        {
            await db.StaffAccounts.Where(other => other.MemberId != null).ForEachAsync(other => other.DisabledAt = world.Clock.GetUtcNow());
            (await db.StaffAccounts.SingleAsync(one => one.Id == account.Id)).MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
            await db.SaveChangesAsync();
        });
        return third;
    }

    /// <summary>Who presses in Teams, and in which channel.</summary>
    private sealed record Presser(string Name, string Room);
}
