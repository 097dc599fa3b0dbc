using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.ChatPage;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A coordinator on the console's first pages.</summary>
[Collection(ConsoleStories.Name)]
public sealed class ConsoleStory(Chromium chromium)
{
    private const int NotesCount = 61;
    private static readonly DateTimeOffset Morning = new(2026, 3, 31, 23, 30, 0, TimeSpan.Zero); // 8:30 in Tokyo, already April.
    private static readonly Guid Member = Guid.CreateVersion7(Morning);
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Coordinator_SeesTheHouse_ReadsNotes_AndMarksOneSeen(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await world.WithDbAsync(FurnishAsync);
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "訪問看護 2" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "診療所 1" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "事業所（全部で 2 か所）" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "介護サービス情報公表システム" })).ToContainTextAsync("2026年4月1日 8:30");
        await Expect(page.Locator(".figures > div", new() { HasText = "処理できず止まった受信" })).ToContainTextAsync("1");
        await Expect(page.Locator(".figures > div", new() { HasText = "あきらめた送信" })).ToContainTextAsync("1");
        await page.HasNoBarriersAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"console-{width}-{scheme}.png"), FullPage = true });

        await page.GetByRole(AriaRole.Navigation, new() { Name = "ページ" }).GetByText("届いたことば").ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(50);
        await Expect(page.Locator(".note-text").First).ToHaveTextAsync(SampleReplies.Hostile);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        await page.HasNoBarriersAsync();
        await page.PictureAsync($"console-notes-{width}-{scheme}");
        await page.Locator(".note").First.GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".note").First).ToContainTextAsync("に見ました");
        await page.GetByText("古い方 →").ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(NotesCount - 50);
        await page.GetByRole(AriaRole.Link, new() { Name = "空きの知らせ" }).ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(1);
        await Expect(page.Locator(".note")).ToContainTextAsync("さくら訪問看護ステーション");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task EmptyHouse_SaysHowToImport_AndOddAddressesAreHarmless()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        HttpClient client = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains("import ファイル名", await client.GetStringAsync("/console"));
        foreach (string odd in new[] { "?p=-3", "?p=999999999", "?p=x", "?kind=Nothing", "?kind=77", "?kind=%3Cscript%3E" })
        {
            Assert.Contains("まだ何もありません", await client.GetStringAsync($"/console/notes{odd}"));
        }
    }

    [Fact]
    public async Task SeenWithoutTheFormsToken_ChangesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await world.WithDbAsync(FurnishAsync);
        HttpClient client = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        using FormUrlEncodedContent form = new([new("id", "1")]);
        using HttpResponseMessage response = await client.PostAsync("/console/notes?handler=Seen", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await world.WithDbAsync(async db => Assert.Equal(0, await db.KeptNotes.CountAsync(note => note.SeenAt != null)));
    }

    private static async Task FurnishAsync(Zaitaku.Storage.ZaitakuDb db)
    {
        db.PlaceSources.Add(new PlaceSource { Id = 1, Key = "mhlw_care", Name = "介護サービス情報公表システム", Licence = "CC BY 4.0" });
        db.Places.Add(new Place { Id = 1, Name = "さくら訪問看護ステーション", NameKey = "さくら", Services = "visiting_nurse" });
        db.Places.Add(new Place { Id = 2, Name = "みどり内科医院", NameKey = "みどり", Services = "clinic visiting_nurse" });
        db.Places.Add(new Place { Id = 3, Name = "閉じた医院", NameKey = "閉", Services = "clinic", ClosedAt = Morning });
        db.PlaceRecords.Add(new PlaceRecord { SourceId = 1, SourceKey = "1", PlaceId = 1, Stated = "{}" });
        db.ImportRuns.Add(new ImportRun { FileName = "sakura_houmonkango_2026年3月.csv", Format = "mhlw_care", StartedAt = Morning, FinishedAt = Morning, Accepted = 1234, Rejected = 5 });
        db.Members.Add(new Member { Id = Member, Role = Role.Facility, CreatedAt = Morning });
        for (int i = 0; i < NotesCount - 2; i++)
        {
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Unanswered, MemberId = Member, SaidAt = Morning.AddMinutes(-i - 2), Text = $"分からなかった質問 {i}\n二行目" });
        }

        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Vacancy, MemberId = Member, SaidAt = Morning.AddDays(-9), Text = "空き2床です", PlaceId = 1 });
        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = Member, SaidAt = Morning, Text = SampleReplies.Hostile });
        InboxMessage parked = new() { Channel = "line", ChannelEventId = "1", Conversation = "c", Event = "{}" };
        for (int i = 0; i < InboxMessage.AttemptsMax; i++)
        {
            parked.MarkFailed("broken");
        }

        db.Inbox.Add(parked);
        OutboxMessage lost = new() { Id = Member, Channel = "line", Address = "U1", Body = "[]", UselessAfter = Morning };
        lost.GiveUp("refused", Morning);
        db.Outbox.Add(lost);
        await db.SaveChangesAsync();
    }
}
