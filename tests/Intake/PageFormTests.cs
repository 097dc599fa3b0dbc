using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>What a person writes and adds on the page, and what others try to.</summary>
public sealed class PageFormTests
{
    private const string Worry = "母の退院後、訪問してくれる先生を探しています。";

    [Fact]
    public async Task ADraftIsKept_AndGoesOn_InTheSameBrowser()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        Assert.Contains("下書きを保存しました", (await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "call", ["phone"] = "0000-00-0000", ["times"] = "午前" })).Text);
        world.Clock.Advance(TimeSpan.FromHours(5));
        PageSeen later = await browser.GetAsync(path);
        Assert.Contains(Worry, later.Text);
        Assert.Contains("value=\"0000-00-0000\"", later.Html, StringComparison.Ordinal);
        await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry + "\n急ぎません。", ["contact"] = "chat" });
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((Worry + "\n急ぎません。", false, ""), (Assert.Single(one.Entries).Text, one.WantsCall, one.CallPhone));
    }

    [Fact]
    public async Task TheProxyOfTheReadme_LetsThroughWhatThePagePromises()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Needs.Root, "README.md"));
        Match proxy = Regex.Match(readme, @"client_max_body_size (\d+)m; +# photos on the one-time page", RegexOptions.None, TimeSpan.FromSeconds(5));
        Assert.True(proxy.Success, "The README no longer says what the proxy lets through.");
        Assert.True(long.Parse(proxy.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 * 1024 >= PageForm.BodyBytesMax, "The proxy refuses photos that the page takes.");
    }

    [Fact]
    public async Task WhatIsWrong_IsSaid_AndNothingTypedIsLost()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "call", ["phone"] = "でんわ", ["times"] = "午前" });
        Assert.Equal(422, seen.Status);
        Assert.Contains("数字とハイフンで", seen.Text);
        Assert.Contains(Worry, seen.Text);
        seen = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = new string('あ', 10_001), ["contact"] = "chat" });
        Assert.Contains("10,000文字までに", seen.Text);
        Assert.Contains(new string('あ', 10_001), seen.Text);
        Assert.Contains("文が入っていません", (await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = " 　", ["contact"] = "chat" })).Text);
        Assert.Contains("電話番号が必要です", (await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "call" })).Text);
        Assert.Equal(ConsultationState.Draft, (await world.OnlyOneAsync()).State);
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = string.Concat(Enumerable.Repeat("𠮷", 5_000)), ["contact"] = "chat" }); // Exactly the limit.
        Assert.Equal(ConsultationState.Waiting, (await world.OnlyOneAsync()).State);
    }

    [Fact]
    public async Task AScriptTypedIntoEveryField_IsShownAsItsLetters()
    {
        const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        Dictionary<string, string> fields = new() { ["do"] = "save", ["words"] = Attack + "</textarea>" + Attack, ["contact"] = Attack, ["phone"] = Attack, ["times"] = Attack[..40] };
        List<PageSeen> pages = [await browser.SubmitAsync(path, fields, (Attack.Replace("\"", "", StringComparison.Ordinal) + ".jpg", Samples.Jpeg()), (Attack.Replace("\"", "", StringComparison.Ordinal), Samples.Exe))];
        fields["phone"] = "";
        pages.Add(await browser.SubmitAsync(path, fields));
        fields["do"] = Attack;
        pages.Add(await browser.SubmitAsync(path, fields));
        pages.Add(await browser.GetAsync($"{path}?done={Uri.EscapeDataString(Attack)}"));
        await world.ChangeAsync(async db =>
        {
            Consultation one = await db.Consultations.Include(found => found.Entries).SingleAsync();
            (one.Area, one.CallTimes, one.State, one.ReceivedAt) = (Attack[..50], Attack[..50], ConsultationState.Waiting, world.Clock.GetUtcNow());
            StaffAccount staff = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), SignInName = "x", DisplayName = Attack[..50], Role = Role.Coordinator };
            db.Add(staff);
            ConsultationRules.Write(one, ConsultationEntryKind.Answered, Attack, world.Clock.GetUtcNow(), staff.Id);
        });
        pages.Add(await browser.GetAsync(path));
        pages.Add(await browser.SubmitAsync(path, new() { ["do"] = "reply", ["words"] = Attack }));
        Assert.All(pages, page => Assert.Equal(0, Occurrences(page.Html, "<script>alert") + Occurrences(page.Html, "<img src=x") + Occurrences(page.Html, "onerror=alert(2)>'\"")));
        Assert.All(pages.Take(2), page => Assert.Contains("alert(1)", page.Text));
        Assert.Contains("alert(2)", pages[^1].Text); // Shown, as letters.
    }

    [Fact]
    public async Task PhotosAndPapersAreTaken_ByWhatTheyAre_AndLieOutsideTheWeb()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "chat" },
            ("お薬\u202egpj.手帳.jpg", Samples.Jpeg()), ("../../etc/passwd.png", Samples.Png), ("紹介状.pdf", Samples.Pdf), ("IMG_1.HEIC", HeicSamples.Photo()));
        Assert.Contains("下書きを保存しました", seen.Text);
        ConsultationFile[] files = [.. (await world.OnlyOneAsync()).Files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        Assert.Equal(["IMG_1.heic", "passwd.png", "お薬gpj.手帳.jpg", "紹介状.pdf"], files.Select(file => file.Name));
        Assert.Equal(["application/pdf", "image/heic", "image/jpeg", "image/png"], files.Select(file => file.ContentType).Order());
        string folder = Path.Combine(world.DataDirectory, "uploads");
        Assert.Equal(files.Select(file => file.Id.ToString("N")).Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        byte[] photo = await File.ReadAllBytesAsync(Path.Combine(folder, files.Single(file => file.ContentType == "image/jpeg").Id.ToString("N")));
        Assert.Equal(-1, photo.AsSpan().IndexOf(Samples.Gps)); // Where it was taken stays with the person.
        byte[] iphone = await File.ReadAllBytesAsync(Path.Combine(folder, files.Single(file => file.ContentType == "image/heic").Id.ToString("N")));
        Assert.Equal((-1, true), (iphone.AsSpan().IndexOf(Samples.Gps), iphone.AsSpan().IndexOf(HeicSamples.Picture) > 0));
        foreach (string guess in new[] { $"/uploads/{files[0].Id:N}", $"/c/assets/{files[0].Id:N}", "/c/assets/..%2Fuploads", $"{path}/files/{files[0].Id:N}" })
        {
            Assert.Equal(404, (await browser.GetAsync(guess)).Status);
        }

        Assert.Contains("取り消しました", (await browser.SubmitAsync(path, new() { ["do"] = $"drop:{files[1].Id:N}", ["words"] = Worry, ["contact"] = "chat" })).Text);
        Assert.False(File.Exists(Path.Combine(folder, files[1].Id.ToString("N"))));
        Assert.DoesNotContain("passwd", (await browser.GetAsync(path)).Text);
    }

    [Fact]
    public async Task OtherFilesAreRefused_OneByOne_AndTheWordsAreKept()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        byte[] big = [0xFF, 0xD8, 0xFF, .. new byte[10 * 1024 * 1024]];
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "chat" },
            ("photo.jpg", Samples.Exe), ("page.pdf", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>")), ("empty.png", []), ("broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF]), ("iphone.heic", HeicSamples.Photo()[..^1]), ("big.jpg", big), ("good.png", Samples.Png));
        Assert.All(new[] { "「photo」は受け取れません", "「page」は受け取れません", "「empty」は空です", "「broken」は受け取れません", "「iphone」は、撮った場所の記録を取り除けないため", "「big」は10MBを超えています" }, words => Assert.Contains(words, seen.Text));
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((Worry, "good.png"), (Assert.Single(one.Entries, entry => entry.Kind == ConsultationEntryKind.Words).Text, Assert.Single(one.Files).Name));

        seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "chat" }, [.. Enumerable.Range(1, 5).Select(number => ($"{number}.png", Samples.Png))]);
        Assert.Contains("ファイルは5つまでです", seen.Text);
        Assert.Equal(5, (await world.OnlyOneAsync()).Files.Count);
        Assert.Equal(5, Directory.GetFiles(Path.Combine(world.DataDirectory, "uploads")).Length);
    }

    [Fact]
    public async Task ABodyOverAllLimits_IsRefusedInWords()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        byte[] big = new byte[9 * 1024 * 1024];
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry }, [.. Enumerable.Range(1, 7).Select(number => ($"{number}.jpg", big))]);
        Assert.Equal(413, seen.Status);
        Assert.Contains("大きすぎます", seen.Text);
        seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = new string('x', 300_000) });
        Assert.Contains("10,000文字までに", seen.Text);
    }

    [Fact]
    public async Task ItIsCorrectedUntilSomebodyAnswered_AndThenReplied()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" }); // Pressed again on the old page.
        Assert.Contains("書き直しを送りました", (await browser.SubmitAsync(path, new() { ["do"] = "correct", ["words"] = "父の退院後のことです。" })).Text);
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal([Worry, "父の退院後のことです。"], one.Entries.Where(entry => entry.Text.Length > 0).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => entry.Text));

        Guid staff = Guid.CreateVersion7(world.Clock.GetUtcNow());
        await world.ChangeAsync(db => Task.FromResult(db.Add(new StaffAccount { Id = staff, SignInName = "sato", DisplayName = "佐藤", Role = Role.Coordinator })));
        DeskActions desk = (DeskActions)world.Services.GetService(typeof(DeskActions))!;
        await desk.RunAsync(one.Number, (bench, found, now) => bench.NoteAsync(found, staff, "中の覚え書き", now, CancellationToken.None), CancellationToken.None);
        await desk.RunAsync(one.Number, (bench, found, now) => bench.AnswerAsync(found, staff, "訪問の先生を2人ご紹介します。", now, CancellationToken.None), CancellationToken.None);
        PageSeen seen = await browser.GetAsync(path);
        Assert.Contains("担当 佐藤", seen.Text);
        Assert.Contains("訪問の先生を2人ご紹介します。", seen.Text);
        Assert.DoesNotContain("中の覚え書き", seen.Text); // Among colleagues.
        Assert.DoesNotContain("書き直しを送る", seen.Text);
        Assert.Contains("書き直せません", (await browser.SubmitAsync(path, new() { ["do"] = "correct", ["words"] = "やはり母です" })).Text);
        Assert.Contains("担当者に届いています", (await browser.SubmitAsync(path, new() { ["do"] = "reply", ["words"] = "ありがとうございます。お願いします。" })).Text);
    }

    [Fact]
    public async Task WhatIsWrittenOnAnOldPage_AfterItWasSent_ReachesTheDesk_OrIsHandedBack()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });

        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry + "犬がいます。", ["contact"] = "chat" });
        Assert.Equal(422, seen.Status);
        Assert.Contains("もう送られています", seen.Text);
        Assert.Contains(Worry + "犬がいます。", seen.Text); // In the box for a reply.
        seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = "息をしていない", ["contact"] = "chat" });
        Assert.Contains("\"saved\":false,\"danger\":true", seen.Html, StringComparison.Ordinal);

        Assert.Contains("担当者に届いています", (await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry + "息をしていない", ["contact"] = "chat" })).Text);
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry + "息をしていない", ["contact"] = "chat" });
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal(Worry + "息をしていない", Assert.Single(one.Entries, entry => entry.Kind == ConsultationEntryKind.Reply).Text);
        Assert.Equal(ConsultationUrgency.Today, one.Urgency); // The desk hears of the danger like of any other reply.
    }

    [Fact]
    public async Task WhatWasWrittenElsewhereMeanwhile_IsNotOverwritten()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "chat" });
        string old = MarkIn(await browser.GetAsync(path));
        Assert.Equal(OwnWordsRules.MarkOf(Worry), old);
        await world.ChangeAsync(async db =>
        {
            Consultation draft = await db.Consultations.Include(one => one.Entries).SingleAsync();
            ConsultationRules.Write(draft, ConsultationEntryKind.Words, "夜は娘がいます。", world.Clock.GetUtcNow());
            db.Add(draft.Entries[^1]);
        });

        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = Worry + "急ぎません。", ["seen"] = old, ["contact"] = "chat" });
        Assert.Contains("\"saved\":false", seen.Html, StringComparison.Ordinal);
        seen = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry + "\n夜は娘がいます。でも急ぎません。", ["seen"] = old, ["contact"] = "chat" }, [("母.gif", "GIF89a"u8.ToArray())]);
        Assert.Equal(422, seen.Status);
        Assert.Contains("トーク画面かほかの画面でも書かれていました", seen.Text);
        Assert.Contains("受け取れません", seen.Text); // What was wrong with the file is said too.
        Assert.Contains("急ぎません。\n夜は娘がいます。", seen.Text); // A line of its own, though its words are in another.
        Assert.Equal(ConsultationState.Draft, (await world.OnlyOneAsync()).State); // Looked at once more before it goes.

        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry + "夜は娘。", ["seen"] = $"{old},{MarkIn(seen)}", ["contact"] = "chat" }); // Now it is a wish.
        Consultation sent = await world.OnlyOneAsync();
        Assert.Equal((ConsultationState.Waiting, Worry + "夜は娘。"), (sent.State, OwnWordsRules.Of(sent)));
    }

    private static string MarkIn(PageSeen page) => Regex.Match(page.Html, "name=\"seen\" value=\"([0-9a-f]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value;

    [Theory]
    [InlineData("save", false)]
    [InlineData("send", true)]
    public async Task ALifeInDanger_IsShown119_AtOnce(string what, bool isQueued)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = what, ["words"] = "父が息をしていない", ["contact"] = "chat" });
        Assert.Contains("class=\"danger\" role=\"alert\" >", seen.Html.Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("tel:119", seen.Html, StringComparison.Ordinal);
        Assert.Equal(1, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Kind == Storage.Unanswered.NoteKind.Emergency && note.Text == "")));
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal(isQueued ? (ConsultationState.Waiting, ConsultationUrgency.Today) : (ConsultationState.Draft, ConsultationUrgency.Normal), (one.State, one.Urgency));
    }

    [Fact]
    public async Task WhileTyping_AScriptSaves_AndHearsOfDanger()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        PageSeen seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = Worry, ["contact"] = "chat" });
        Assert.Equal((200, """{"saved":true,"danger":false,"problem":""}"""), (seen.Status, seen.Html));
        seen = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = "意識がない", ["contact"] = "chat" });
        Assert.Contains("\"danger\":true", seen.Html, StringComparison.Ordinal);
    }

    private static int Occurrences(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
