using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.Corrections;
using Zaitaku.Tests.Imports;
using static Microsoft.Playwright.Assertions;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A coordinator puts the directory right, in a browser.</summary>
[Collection(ConsoleStories.Name)]
public sealed class DirectoryPageStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark, true)]
    [InlineData(1280, ColorScheme.Light, false)]
    public async Task FromAMessage_ThroughTheForm_ToTheHistory_WithAndWithoutScripts(int width, ColorScheme scheme, bool hasNoScripts)
    {
        await using ConsoleWorld world = await StartAsync();
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤 太郎"), hasNoScripts ? [] : _troubles, width, 900, scheme);
        if (hasNoScripts)
        {
            await page.RouteAsync("**/*.js", route => route.AbortAsync());
        }

        await page.GotoAsync("/console/notes?kind=WrongFact");
        await page.GetByRole(AriaRole.Link, new() { Name = "台帳を直す" }).ClickAsync();
        await Expect(page.GetByText("電話番号", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByText("電話で確認").ClickAsync();
        await page.GetByLabel("だれから・何で").FillAsync("受付の方");
        await page.GetByLabel("電話", new() { Exact = true }).FillAsync("番号は変わりました");
        await page.GetByText("メモと見せる相手").ClickAsync();
        await page.GetByLabel("メモ", new() { Exact = true }).FillAsync("送迎あり");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("赤い印のところを直してください");
        await Expect(page.GetByLabel("メモ", new() { Exact = true })).ToHaveValueAsync("送迎あり");
        await Expect(page.GetByLabel("電話", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await LooksRightAsync(page, $"console-place-edit-problem-{width}-{scheme}");

        await page.GetByLabel("電話", new() { Exact = true }).FillAsync("0000-99-0000");
        await page.GetByLabel("確かめた（住所）").CheckAsync();
        await page.GetByText("できること").ClickAsync();
        await page.GetByLabel("人工呼吸器", new() { Exact = true }).SelectOptionAsync("要相談");
        await page.GetByLabel("人工呼吸器の条件").FillAsync("日中のみ");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("確認として残しました");
        ILocator history = page.GetByRole(AriaRole.Region, new() { Name = "拠点の確認" });
        await Expect(history).ToContainTextAsync("電話: 0000-00-0000 → 0000-99-0000");
        await Expect(history).ToContainTextAsync("人工呼吸器: 未確認 → 要相談（日中のみ）");
        await Expect(history).ToContainTextAsync("2026年4月20日 の確認・電話で確認（受付の方）");
        await Expect(page.GetByText("・対応しました")).ToBeVisibleAsync();
        await page.Locator(".changes button", new() { HasText = "（電話・" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("取り下げました");
        await page.Locator("summary", new() { HasText = "閉鎖した" }).ClickAsync();
        await LooksRightAsync(page, $"console-place-history-{width}-{scheme}");
        await page.GetByText("公表資料").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "閉鎖にする" }).ClickAsync();
        await Expect(page.GetByText("から「閉鎖」です")).ToBeVisibleAsync();
        Assert.Equal(1, await world.AskAsync(db => db.Places.CountAsync(place => place.ClosedAt != null)));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task TwoInTheSameForm_TheSecondSeesWhatTheFirstDid_AndKeepsWhatTheyTyped()
    {
        await using ConsoleWorld world = await StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        IPage first = await chromium.SignedInAsync(world, sato, _troubles), second = await chromium.SignedInAsync(world, suzuki, _troubles, beside: true);
        foreach ((IPage page, string label, string text) in ((IPage, string, string)[])[(first, "電話", "0000-99-0000"), (second, "メモ", "午後は折り返し")])
        {
            await page.GotoAsync("/console/directory/1/edit");
            await page.GetByText("電話で確認").ClickAsync();
            await page.GetByText("メモと見せる相手").ClickAsync();
            await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }

        await first.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(first.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("佐藤 さんが");
        await Expect(second.GetByLabel("電話", new() { Exact = true })).ToHaveValueAsync("0000-99-0000");
        await Expect(second.GetByLabel("メモ", new() { Exact = true })).ToHaveValueAsync("午後は折り返し");
        await LooksRightAsync(second, "console-place-overtaken");
        await second.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Status)).ToContainTextAsync("確認として残しました");
        Assert.Equal(("0000-99-0000", "午後は折り返し"), ((await world.FactsOfAsync(1)).Phone, (await world.FactsOfAsync(1)).Note));
        Assert.Empty(_troubles);
    }

    [SkippableFact]
    public async Task TheForm_OnAPhone_ShowsWhatIsKnown_AndUnfoldsTheRest_WithoutScripts()
    {
        const double ScreensMax = 3.5;
        await using ConsoleWorld world = await StartAsync();
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), [], 390, 844);
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        await page.GotoAsync("/console/directory/1/edit");
        Assert.Equal(["名前と連絡先"], await UnfoldedAsync(page));
        await Expect(page.Locator("summary", new() { HasText = "サービス" })).ToContainTextAsync("訪問入浴"); // Said without unfolding.
        double screens = await page.EvaluateAsync<double>("document.documentElement.scrollHeight / innerHeight");
        Assert.True(screens <= ScreensMax, $"{screens} screens.");
        await LooksRightAsync(page, "console-place-edit-folded-390");

        await page.GetByText("電話で確認").ClickAsync();
        await page.Locator("summary", new() { HasText = "受け入れ" }).PressAsync("Enter"); // By keys as well as by finger.
        await page.GetByLabel("新規の受け入れ", new() { Exact = true }).SelectOptionAsync("はい");
        await page.Locator("summary", new() { HasText = "時間と窓口" }).ClickAsync();
        await page.GetByLabel("営業時間と休み", new() { Exact = true }).FillAsync("だいたい昼間");
        await page.Locator("summary", new() { HasText = "時間と窓口" }).ClickAsync(); // Folded again, and sent all the same.
        await page.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("赤い印のところを直してください");
        Assert.Equal(["名前と連絡先", "時間と窓口", "受け入れ"], await UnfoldedAsync(page)); // What is wrong, and what was typed.
        await page.GetByLabel("営業時間と休み", new() { Exact = true }).FillAsync("月-金 9:00-17:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認として残す" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("確認として残しました");
        await page.GotoAsync("/console/directory/1/edit");
        Assert.Equal(["名前と連絡先", "時間と窓口", "受け入れ"], await UnfoldedAsync(page)); // What is known by now.
        await page.GotoAsync("/console/directory/new");
        Assert.Equal(["名前と連絡先", "サービス"], await UnfoldedAsync(page)); // What no place is without.
    }

    private static async Task<IReadOnlyList<string>> UnfoldedAsync(IPage page) => await page.Locator("details.fold[open] > summary h2").AllTextContentsAsync();

    [SkippableFact]
    public async Task TheMap_OnAPhone_IsPressedReadAndHeard()
    {
        const double FingerMin = 24; // WCAG 2.2, 2.5.8.
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Line:ChannelId"] = null, ["Line:ChannelSecret"] = null, ["Hub:Area:0"] = null });
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), [], 390, 844);
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        await page.GotoAsync("/console/directory?service=visiting_nurse");
        await page.GetByRole(AriaRole.Link, new() { Name = "位置の図へ" }).ClickAsync();
        IReadOnlyList<ILocator> marks = await page.Locator(".map a").AllAsync();
        IReadOnlyList<string> listed = await page.Locator(".places strong").AllTextContentsAsync();
        Assert.Equal(listed.Count, marks.Count);
        for (int at = 0; at < marks.Count; at++)
        {
            LocatorBoundingBoxResult box = (await marks[at].Locator("circle").BoundingBoxAsync())!;
            Assert.True(box.Width >= FingerMin && box.Height >= FingerMin, $"{box.Width} × {box.Height}");
            string name = (await marks[at].GetAttributeAsync("aria-label"))!;
            Assert.Contains(listed, place => name.EndsWith(place, StringComparison.Ordinal));
        }

        Assert.True(await page.EvaluateAsync<double>("document.querySelector('.map .number-mark').getBoundingClientRect().height") >= 12);
        await LooksRightAsync(page, "console-map-390");
        await marks[0].ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "直す" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AName_IsLookedForAmongTheServiceAndInThePlace_AndTheRestIsCounted()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await GivenAsync(world,
        [
            .. Enumerable.Range(1, 12).Select(number => StoryWorld.Town($"みなと訪問看護{number}", ServiceKind.VisitingNurse)),
            StoryWorld.Town("みなと薬局", ServiceKind.Pharmacy), StoryWorld.Town("みなと薬局北店", ServiceKind.Pharmacy) with { Municipality = "北浜市" },
        ]);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains(">14 か所のうち、最初の 10 か所です。名前を長く書くか", await sato.SeesAsync("/console/directory?q=みなと"), StringComparison.Ordinal);
        string pharmacies = await sato.SeesAsync("/console/directory?q=みなと&service=pharmacy");
        Assert.Contains(">2 か所です。", pharmacies, StringComparison.Ordinal);
        Assert.DoesNotContain("みなと訪問看護", pharmacies, StringComparison.Ordinal);
        string here = await sato.SeesAsync("/console/directory?q=みなと&service=pharmacy&area=みなと市");
        Assert.Contains(">1 か所です。", here, StringComparison.Ordinal);
        Assert.DoesNotContain("みなと薬局北店", here, StringComparison.Ordinal);
        Assert.Contains("当てはまる事業所は台帳にありません", await sato.SeesAsync("/console/directory?q=みなと&service=hospital"), StringComparison.Ordinal);
    }

    private static Task GivenAsync(ConsoleWorld world, PlaceFacts[] places) => world.WithDbAsync(async db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        db.PlaceSources.Add(new PlaceSource { Id = 90, Key = "test", Name = "試験名簿", Trust = 60 });
        foreach (PlaceFacts facts in places)
        {
            Place place = new() { Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1) };
            SearchColumns.Apply(place, facts);
            db.Places.Add(place);
            await db.SaveChangesAsync();
            db.PlaceDetails.Add(new PlaceDetail { PlaceId = place.Id, Facts = facts.ToJson(), Provenance = """{"*":{"source_id":90,"confirmed_on":"2026-03-01"}}""" });
        }

        db.ImportRuns.Add(new ImportRun { FileName = "test", Format = "test", StartedAt = now, FinishedAt = now });
        await db.SaveChangesAsync();
    });

    private static async Task<ConsoleWorld> StartAsync()
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Hub:Prefecture"] = "山形県", ["Hub:Area:0"] = "鶴岡市" });
        await PlaceForms.TakesAsync(world.Services, "2026-03.csv", Rows.MinistryHeader + Rows.Ministry(), world.Clock.GetUtcNow());
        await world.WithDbAsync(async db =>
        {
            Member nurse = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), Role = Role.Nurse, CreatedAt = world.Clock.GetUtcNow() };
            db.Members.Add(nurse);
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.WrongFact, MemberId = nurse.Id, SaidAt = world.Clock.GetUtcNow(), Text = "電話番号", PlaceId = 1 });
            await db.SaveChangesAsync();
        });
        return world;
    }

    private static async Task LooksRightAsync(IPage page, string picture)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{picture}.png"), FullPage = true });
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{picture} scrolls sideways.");
    }
}
