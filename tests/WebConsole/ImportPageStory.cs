using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.Imports;
using Zaitaku.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.WebConsole;

/// <summary>An admin takes open data in by the console.</summary>
[Collection(ConsoleStories.Name)]
public sealed class ImportPageStory(Chromium chromium) : IDisposable
{
    /// <summary>Enough to be seen on the way, on any machine.</summary>
    private const int ManyRows = 30_000;

    private readonly List<string> _troubles = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("zaitaku-importpage-").FullName;

    public void Dispose() => DataFolder.Delete(_folder);

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task AFile_GoesInWithProgress_TheChatGoesOn_AndTheResultStandsThere(int width, ColorScheme scheme)
    {
        using HeldImport held = new(_folder);
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Storage:DataDirectory"] = _folder, ["Storage:BusyWait"] = "00:01:00" }, listening: held);
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("kanri", "管理 花子", Role.Admin), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/directory");
        await page.GetByRole(AriaRole.Link, new() { Name = "公開データの取り込み" }).ClickAsync();
        await page.GetByLabel("いつの時点のデータか").FillAsync("2026-04-01");
        await page.GetByLabel("ファイル", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "介護 2026.csv", MimeType = "text/csv", Buffer = Many() });
        await page.GetByRole(AriaRole.Button, new() { Name = "取り込む" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "取り込んでいます" })).ToBeVisibleAsync();
        await Expect(page.Locator("#how-far")).ToContainTextAsync("行");
        await page.HasNoBarriersAsync();
        await page.PictureAsync($"console-importing-{width}-{scheme}");
        Assert.NotEmpty(await ActivatorUtilities.CreateInstance<Asking>(world.Services).AnswerAsync("使い方", Role.Nurse, null, world.Clock.GetUtcNow(), CancellationToken.None));

        held.LetGo();
        await Expect(page.GetByText("終わりました。チャットは、もう新しい台帳で答えています。")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(page.Locator(".figures > div", new() { HasText = "受け付けた行" })).ToContainTextAsync($"{ManyRows:N0}");
        await Expect(page.Locator(".figures > div", new() { HasText = "不採用の行" })).ToContainTextAsync("1");
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"console-imported-{width}-{scheme}.png"), FullPage = true });
        IDownload list = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "不採用の行の一覧" }).ClickAsync());
        string rejects = await File.ReadAllTextAsync(await list.PathAsync());
        Assert.Contains($"{ManyRows + 2},", rejects);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "imports"), "*.upload"));
        Assert.Equal(["import.done", "import.start"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("import.")).Select(entry => entry.Action).OrderBy(action => action).ToListAsync()));
        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task WhatWasBeingSentWhenAProgramDied_GoesWithTheNextFile()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        string left = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "imports")).FullName, $"{Guid.Empty:N}.upload");
        await File.WriteAllTextAsync(left, "half a table");

        Assert.Equal("/console/import", await SendsAsync(admin, "a.csv", "x,y\n"u8.ToArray()));

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task ASecondFileWaits_AndWhatIsNoTableIsRefused_InWords()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        using (FileStream? held = new ImportFolder(new StorageOptions { DataDirectory = _folder }).TryHold())
        {
            Assert.NotNull(held);
            Assert.Equal("/console/import?problem=busy", await SendsAsync(admin, "a.csv", "x,y\n"u8.ToArray()));
        }

        Assert.Contains("終わってから", WebUtility.HtmlDecode(await admin.GetStringAsync("/console/import?problem=busy")));
        Assert.Equal("/console/import?problem=file", await SendsAsync(admin, "", []));
        Assert.Equal("/console/import?problem=file", await SendsAsync(admin, "a.csv", []));
        Assert.Equal("/console/import?problem=day", await SendsAsync(admin, "a.csv", "x,y\n"u8.ToArray(), ("asOf", "2027-01-01")));
        Assert.Equal("/console/import", await SendsAsync(admin, "../../etc/\"><script>alert(1)</script>.csv", "これは,表では\nありません,。\n"u8.ToArray()));
        string page = await EndsAsync(world, admin);
        Assert.Contains("取り込めませんでした", WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("<script>alert", page);
        Assert.Equal(0, await world.AskAsync(db => db.Places.CountAsync()));
        using MultipartFormDataContent bare = new() { { new ByteArrayContent(Many()), "file", "a.csv" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/console/import/file", bare)).StatusCode); // No token of ours.
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/console/import/7/rejects.csv")).StatusCode);
    }

    [Fact]
    public async Task ARestartInTheMiddle_LeavesTheDirectoryAsItWas_AndSaysSo()
    {
        using HeldImport held = new(_folder); // So that it cannot have ended when the program does.
        await using (ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Storage:DataDirectory"] = _folder, ["Storage:BusyWait"] = "00:01:00" }, listening: held))
        {
            HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
            Assert.Equal("/console/import", await SendsAsync(admin, "many.csv", Many()));
            string running = WebUtility.HtmlDecode(await admin.GetStringAsync("/console/import"));
            Assert.Contains("取り込んでいます", running);
            Assert.Contains("<noscript><meta http-equiv=\"refresh\"", running);
            Task stopped = world.Services.GetRequiredService<ImportDesk>().DisposeAsync().AsTask();
            held.LetGo();
            await stopped;
        }

        await using ConsoleWorld again = await StartAsync();
        HttpClient later = await again.BrowserOfAsync(await again.GivenAsync("kanri2", "管理", Role.Admin));
        Assert.Contains("途中でプログラムが止まりました", WebUtility.HtmlDecode(await later.GetStringAsync("/console/import")));
        Assert.Equal((0, 0), await again.AskAsync(async db => (await db.Places.CountAsync(), await db.ImportRuns.CountAsync(run => run.FileName == "many.csv"))));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "imports"), "*.upload"));
        Assert.Equal("/console/import", await SendsAsync(later, "few.csv", System.Text.Encoding.UTF8.GetBytes(Rows.MinistryHeader + Rows.Ministry())));
        Assert.Contains("終わりました", WebUtility.HtmlDecode(await EndsAsync(again, later)));
    }

    [Theory]
    [InlineData(false, "途中でプログラムが止まりました")]
    [InlineData(true, "終わりました")]
    public async Task AProgramKilled_LeavesItsTrace_BelievedOnlyAsFarAsTheRecordBookGoes(bool wasCommitted, string words)
    {
        DateTimeOffset then = new(2026, 4, 20, 0, 0, 0, TimeSpan.Zero);
        ImportFolder folder = new(new StorageOptions { DataDirectory = _folder });
        folder.WriteJob(new ImportJob { Id = Guid.CreateVersion7(then), FileName = "many.csv", StaffName = "管理", StartedAt = then, State = ImportState.Running });
        await folder.NewUpload(Guid.CreateVersion7(then)).DisposeAsync();
        await using ConsoleWorld world = await StartAsync();
        if (wasCommitted)
        {
            await world.WithDbAsync(async db =>
            {
                db.ImportRuns.Add(new ImportRun { FileName = "many.csv", Format = "mhlw_care", StartedAt = then, FinishedAt = then, Accepted = 12 });
                await db.SaveChangesAsync();
            });
        }

        HttpClient admin = await world.BrowserOfAsync(await world.GivenAsync("kanri", "管理", Role.Admin));
        Assert.Contains(words, WebUtility.HtmlDecode(await admin.GetStringAsync("/console/import")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "imports"), "*.upload"));
    }

    private Task<ConsoleWorld> StartAsync() => ConsoleWorld.StartAsync(settings: new() { ["Storage:DataDirectory"] = _folder });

    /// <returns>Where the browser is sent on.</returns>
    private static async Task<string> SendsAsync(HttpClient browser, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using MultipartFormDataContent form = new() { { new StringContent(ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"))), "__RequestVerificationToken" } };
        foreach ((string field, string value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        ByteArrayContent file = new(bytes);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"");
        form.Add(file);
        using HttpResponseMessage answer = await browser.PostAsync("/console/import/file", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}");
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> EndsAsync(ConsoleWorld world, HttpClient browser)
    {
        const int LooksMax = 600;
        ImportDesk desk = world.Services.GetRequiredService<ImportDesk>();
        for (int look = 0; look < LooksMax && await desk.LastAsync(CancellationToken.None) is { State: ImportState.Running }; look++)
        {
            await Task.Delay(100);
        }

        return await browser.GetStringAsync("/console/import");
    }

    private static byte[] Many() => System.Text.Encoding.UTF8.GetBytes(Rows.MinistryHeader + string.Concat(Enumerable.Range(0, ManyRows).Select(Row)) + Rows.Ministry(number: "0690099999", name: ""));

    private static string Row(int number) => Rows.Ministry(
        number: $"069{number:0000000}", name: $"みほん入浴{number}", address: $"山形県鶴岡市みほん町{number + 1}番地", phone: "", latitude: $"{38.5 + number * 0.00001:0.00000}");
}
