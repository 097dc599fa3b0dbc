using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Consultations;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>From the coordinator's browser to the person and back, every step of it as people do it. Monday 2035-04-23, 9:30 in Tokyo: browsers drop a cookie whose day is over by their own clock.</summary>
[Collection(ConsoleStories.Name)]
public sealed class RelayPagesStory(Chromium chromium)
{
    private const string Answer = "訪問診療は、来週の火曜から始められます。";
    private const string Reply = "火曜でお願いします。午前がたすかります。";
    private static readonly string Page = $"/console/consultations/{QueueRows.Urgent}";
    private readonly List<string> _troubles = [];

    private static FakeClock Morning => FakeClock.InTokyo(2035, 4, 23, 9, 30);

    [SkippableFact]
    public async Task AnAnswerTravelsAndComesBack_ByLine()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(Morning, Settings());
        using HttpClient bot = world.NewClient();
        using (HttpRequestMessage hello = world.Line.Says("田中", "使い方").ToRequest())
        {
            await bot.SendAsync(hello);
        }

        await world.SettleAsync();
        world.Line.Heard("田中");
        await GivenAsync(world, "line", FakeLine.IdOf("田中"));
        IPage desk = await AnsweredAsync(world);

        HeardMessage notice = Assert.Single(world.Line.Heard("田中"));
        Assert.DoesNotContain("火曜", $"{notice.Words}{notice.AltText}", StringComparison.Ordinal); // The words stay behind the link.
        IPage person = await chromium.NewPageAsync(world.Url, _troubles, 390, 844, beside: true);
        await person.GotoAsync(new Uri((string)notice.Action("開いて読む")["uri"]!).AbsolutePath);
        await person.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
        await Expect(person.Locator(".thread .theirs")).ToContainTextAsync("担当 佐藤");
        await Expect(person.Locator(".thread .theirs .said")).ToHaveTextAsync(Answer);
        await person.Locator("#reply").FillAsync(Reply);
        await person.GetByRole(AriaRole.Button, new() { Name = "送る", Exact = true }).ClickAsync();
        await Expect(person.GetByText("担当者に届いています")).ToBeVisibleAsync();
        await SeenAsync(desk);
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task AnAnswerTravelsAndComesBack_ByTeams()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(Morning, Settings());
        using HttpClient bot = world.NewClient();
        await SaysAsync(world, bot, world.Teams.Says("山田", "使い方"));
        world.Teams.Heard("山田");
        await GivenAsync(world, "teams", FakeTeams.IdOf("山田"));
        IPage desk = await AnsweredAsync(world);

        HeardActivity told = Assert.Single(world.Teams.Heard("山田"));
        Assert.Contains(Answer, told.Words, StringComparison.Ordinal);
        await SaysAsync(world, bot, world.Teams.Presses("山田", told, "返信する"));
        await SaysAsync(world, bot, world.Teams.Says("山田", Reply));
        Assert.Contains("担当者に届けました", world.Teams.Heard("山田")[^1].Words, StringComparison.Ordinal);
        await SeenAsync(desk);
        Assert.Empty(_troubles);
    }

    /// <summary>The coordinator reads the worry and answers it.</summary>
    private async Task<IPage> AnsweredAsync(ConsoleWorld world)
    {
        IPage desk = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles);
        await desk.GotoAsync(Page);
        await desk.Locator("#answer").FillAsync(Answer);
        await desk.GetByRole(AriaRole.Button, new() { Name = "答える", Exact = true }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Status).Filter(new() { HasText = "答えました" })).ToBeVisibleAsync();
        await world.SettleAsync();
        return desk;
    }

    /// <summary>The page says that something is new; there the reply stands under the answer.</summary>
    private static async Task SeenAsync(IPage desk)
    {
        await Expect(desk.Locator("#changed")).ToBeVisibleAsync();
        await desk.Locator("#changed").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(desk.Locator(".entry.answer .words")).ToHaveTextAsync(Answer);
        await Expect(desk.Locator(".entry.person .words").Last).ToHaveTextAsync(Reply);
    }

    private static async Task SaysAsync(ConsoleWorld world, HttpClient bot, TeamsRequest request)
    {
        await world.Teams.PostAsync(bot, request);
        await world.SettleAsync();
    }

    private static Task GivenAsync(ConsoleWorld world, string channel, string user) => world.WithDbAsync(async db =>
    {
        Guid person = await db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
        Consultation one = QueueRows.Add(db, QueueRows.Urgent, world.Clock.GetUtcNow(), person, ConsultationUrgency.Normal, ConsultationContent.Discharge, "みなと市", "母の退院のことです。");
        (one.Channel, one.TargetAt) = (channel, world.Clock.GetUtcNow().AddHours(5));
        await db.SaveChangesAsync();
    });

    private static Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> all = StoryWorld.WithTeams();
        all["Hub:PublicBaseUrl"] = "http://127.0.0.1"; // The stories' server has a port of its own; only the path counts.
        return all;
    }
}
