using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Unanswered;

/// <summary>「答えられなかった質問」 in a browser: somebody asks, a coordinator teaches, the next one gets the answer, and undone it is unknown again.</summary>
[Collection(ConsoleStories.Name)]
public sealed class UnansweredPageStory(Chromium chromium)
{
    private const string Asked = "あゆみ号の電話番号";
    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task FromTheQuestionToTheAnswer_InTwoClicks()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await GivenAsync(world);
        Assert.DoesNotContain("0000-55-0000", await SaysAsync(world, "U1", Asked), StringComparison.Ordinal);
        await SaysAsync(world, "U2", "アユミ号の電話番号を教えてください");
        TestStaff sato = await world.GivenAsync("sato", "佐藤");
        IPage page = await chromium.SignedInAsync(world, sato, _troubles);
        await page.GotoAsync("/console");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "答えられなかった質問" }).ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(1);
        await Expect(page.Locator(".note-head")).ToContainTextAsync("2 件");
        await page.PictureAsync("unanswered");
        await page.GetByRole(AriaRole.Link, new() { Name = "教える・片づける" }).ClickAsync();
        await Expect(page.GetByLabel("この呼び方は")).ToHaveValueAsync("アユミ号");
        await page.GetByLabel("次の地名・駅・事業所").FillAsync("どこにもない所");
        await page.GetByRole(AriaRole.Button, new() { Name = "呼び方を教える" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(LessonReplies.NoPlace);
        await Expect(page.GetByLabel("次の地名・駅・事業所")).ToHaveValueAsync("どこにもない所");
        await page.PictureAsync("unanswered-one");
        await page.GetByLabel("次の地名・駅・事業所").FillAsync("みなと訪問看護ステーション");
        await page.GetByRole(AriaRole.Button, new() { Name = "呼び方を教える" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("教えました");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("もとの質問 2 件");
        await page.PictureAsync("lesson");
        Assert.Contains("0000-55-0000", await SaysAsync(world, "U3", Asked), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "取り消す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("取り消しました");
        Assert.DoesNotContain("0000-55-0000", await SaysAsync(world, "U4", Asked), StringComparison.Ordinal);
        await page.GotoAsync("/console/unanswered");
        await Expect(page.Locator(".note-head")).ToContainTextAsync("3 件");
        await page.GetByRole(AriaRole.Button, new() { Name = "見ました" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("3件を見たことにしました");
        await page.GotoAsync("/console/unanswered/lessons");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("「アユミ号」は「みなと訪問看護ステーション」のこと");
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task AnAnswer_AndWhatItChanges()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await GivenAsync(world);
        await SaysAsync(world, "U1", "ゲノム編集の特許の期間って何年ですか？");
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles);
        await page.GotoAsync("/console/unanswered");
        await page.GetByRole(AriaRole.Link, new() { Name = "教える・片づける" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "新しい答えを書く" })).ToHaveAttributeAsync("href", "/console/knowledge/new?words=" + Uri.EscapeDataString("ゲノム編集の特許の期間って何年ですか？"));
        await page.GetByLabel("ほかの答えを探す").FillAsync("往診と訪問診療の違い");
        await page.GetByRole(AriaRole.Button, new() { Name = "探す" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "往診と訪問診療" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("の答えが変わりました");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("ゲノム編集");
        await page.PictureAsync("lesson-changes");
        Assert.Contains("臨時に来る診療", await SaysAsync(world, "U2", "ゲノム編集の特許の期間って何年ですか"), StringComparison.Ordinal);
        Assert.Empty(_troubles);
    }

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task EveryPageFits(int width, ColorScheme scheme)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await GivenAsync(world);
        foreach (string words in (string[])["ふれあいバスセンターの近くの訪看", "ふれあいﾊﾞｽｾﾝﾀｰ　訪問診療", Asked, "ゲノム編集の特許の期間って何年ですか？", "山田花子さんのぽよぽよ 0000-11-2222"])
        {
            await SaysAsync(world, words, words);
        }

        TestStaff kanri = await world.GivenAsync("kanri", "管理 花子", Zaitaku.Storage.Members.Role.Admin);
        await world.WithDbAsync(async db =>
        {
            db.Lessons.Add(new Lesson { Kind = LessonKind.Synonym, Words = "お迎えナース", Means = "visiting_nurse", TaughtAt = world.Clock.GetUtcNow(), TaughtBy = kanri.Id });
            await db.SaveChangesAsync();
        });
        IPage page = await chromium.SignedInAsync(world, kanri, _troubles, width, 900, scheme);
        int[] questions = [.. await world.AskAsync(db => db.KeptNotes.Select(note => note.Id).ToListAsync())];
        foreach (string address in (string[])["/console/unanswered", $"/console/unanswered/{questions[0]}", $"/console/unanswered/{questions[^1]}", "/console/unanswered/lessons", "/console/unanswered/lessons/1", "/console"])
        {
            await page.GotoAsync(address);
            await page.HasNoBarriersAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} scrolls sideways at {width}.");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"unanswered-{address.Trim('/').Replace('/', '-')}-{width}.png"), FullPage = true });
            Assert.DoesNotContain("山田", await page.ContentAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task TenThousandLines_AreShownInTime_AndNobodyStandsThere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.WithDbAsync(async db =>
        {
            db.KeptNotes.AddRange(Enumerable.Range(0, 10_000).Select(at => new KeptNote
            {
                Kind = NoteKind.Unanswered, Reason = at == 0 ? null : NoteReason.Unsure, MemberId = Guid.CreateVersion7(now), SaidAt = now.AddSeconds(at - 10_000), Text = at == 0 ? "山田花子さんのこと" : at % 500 == 0 ? new string('長', 5_000) : $"<script>{at}</script>{(char)('一' + (at % 900))}{(char)('丁' + (at % 700))}は何ですか",
            }));
            await db.SaveChangesAsync();
        });
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string html = WebUtility.HtmlDecode(await browser.GetStringAsync("/console/unanswered?p=1"));
        Assert.Contains("質問 9,999 件", html, StringComparison.Ordinal);
        Assert.Contains("新しい 2,000 件をまとめています", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/console/members", html.Split("<main")[1], StringComparison.Ordinal);
        foreach (string odd in (string[])["?p=-1", "?p=99999", "?p=x", "?seen=-5"])
        {
            Assert.Contains("まとまり", await browser.GetStringAsync($"/console/unanswered{odd}"), StringComparison.Ordinal);
        }

        int[] lines = [.. await world.AskAsync(db => db.KeptNotes.OrderByDescending(note => note.Id).Select(note => note.Id).Take(2).ToListAsync())];
        foreach (string forged in (string[])["", "x", "-1", "0", "1", "99999999999999999999", new string(',', 9_000)])
        {
            await ConsoleWorld.PostAsync(browser, $"/console/unanswered/{lines[0]}?handler=Seen", ("Lines", forged));
            Assert.Equal(HttpStatusCode.OK, (await ConsoleWorld.PostAsync(browser, $"/console/unanswered/{lines[0]}?handler=Synonym", ("Lines", forged), ("Words", "お迎えナース"), ("Means", "visiting_nurse"))).StatusCode);
        }

        Assert.Equal((0, 0), await world.AskAsync(async db => (await db.KeptNotes.CountAsync(note => note.SeenAt != null), await db.Lessons.CountAsync())));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/console/unanswered/1")).StatusCode); // A note of before, with a name in it.
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/console/unanswered/lessons/1")).StatusCode);
    }

    private static Task GivenAsync(ConsoleWorld world) => world.WithDbAsync(async db =>
    {
        PlaceFacts facts = World.World.Town("みなと訪問看護ステーション", ServiceKind.VisitingNurse) with { Phone = "0000-55-0000" };
        PlaceSource source = db.PlaceSources.Add(new PlaceSource { Key = "test", Name = "試験名簿", Trust = 60 }).Entity;
        Place place = new() { Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1) };
        SearchColumns.Apply(place, facts);
        db.Places.Add(place);
        await db.SaveChangesAsync();
        db.PlaceDetails.Add(new PlaceDetail { PlaceId = place.Id, Facts = facts.ToJson(), Provenance = $$$"""{"*":{"source_id":{{{source.Id}}},"confirmed_on":"2026-03-01"}}""" });
        db.ImportRuns.Add(new ImportRun { FileName = "test", Format = "test", StartedAt = world.Clock.GetUtcNow(), FinishedAt = world.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
    });

    private static async Task<string> SaysAsync(ConsoleWorld world, string who, string words)
    {
        using HttpClient bot = world.NewClient();
        using HttpRequestMessage request = world.Line.Says(who, words).ToRequest();
        using HttpResponseMessage answer = await bot.SendAsync(request);
        await world.SettleAsync();
        return string.Join('\n', world.Line.Heard(who).Select(message => message.Words));
    }
}
