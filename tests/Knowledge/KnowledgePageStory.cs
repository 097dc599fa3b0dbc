using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Storage.Knowledge;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Knowledge.KnowledgePages;

namespace Zaitaku.Tests.Knowledge;

/// <summary>Coordinators write, reword, withdraw and take back entries by the console's forms; whoever asks in chat reads the answer at once.</summary>
public sealed class KnowledgePageStory
{
    private const string New = "/console/knowledge/new";

    [Fact]
    public async Task AnEntryIsWritten_Reworded_TakenBack_Withdrawn_AndTheChatFollowsAtOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), mori = await world.BrowserOfAsync(await world.GivenAsync("mori", "森"));
        Assert.DoesNotContain("高齢福祉課", await HearsAsync(world, "栄太", Asked));
        string shown = await KeepAsync(sato, New, Form());
        Assert.All(["加えました", "拠点が書いた", "ほかの質問への影響", "第1版", "佐藤", "居宅介護支援", "0000-11-2222"], words => Assert.Contains(words, shown));
        Assert.Contains("href=\"https://city.example/haishoku\"", shown);
        Assert.Contains("高齢福祉課の窓口", await HearsAsync(world, "栄太", Asked));

        shown = await KeepAsync(mori, "/console/knowledge/hub-1/edit", Form(("Seen", "1"), ("ForResidents", "市役所1階の福祉の窓口で申し込めます。")));
        Assert.All(["書き直しました", "第2版", "森"], words => Assert.Contains(words, shown));
        Assert.Contains("市役所1階の福祉の窓口", await HearsAsync(world, "栄太", Asked));

        shown = await KeepAsync(sato, "/console/knowledge/hub-1?handler=TakeBack", ("seen", "2"), ("version", "1"));
        Assert.Contains("第3版", shown);
        Assert.Contains("高齢福祉課の窓口", await HearsAsync(world, "栄太", Asked));

        shown = await KeepAsync(sato, "/console/knowledge/hub-1?handler=Withdraw", ("seen", "3"));
        Assert.Contains("取り下げています", shown);
        Assert.DoesNotContain("高齢福祉課の窓口", await HearsAsync(world, "栄太", Asked));
        Assert.Contains("配食サービスはどこに申し込みますか", await PageAsync(sato, "/console/knowledge?show=withdrawn"));
        await KeepAsync(sato, "/console/knowledge/hub-1?handler=Restore", ("seen", "4"));
        Assert.Contains("高齢福祉課の窓口", await HearsAsync(world, "栄太", Asked));
        Assert.Equal(["knowledge.add 1", "knowledge.change 2", "knowledge.take_back 3", "knowledge.withdraw 4", "knowledge.restore 5"],
            await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Subject == "knowledge:hub-1").OrderBy(entry => entry.Id).Select(entry => entry.Action + " " + entry.Detail).ToArrayAsync()));
    }

    /// <summary>What the program carries is overridden, listed as such, and comes back by one press; the undo button after saving does the same.</summary>
    [Fact]
    public async Task ACarriedEntry_IsReworded_AndComesBackAsItCame()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        KnowledgeEntry carried = KnowledgeShelf.Own.Entries.First(entry => entry.FiscalYear is null && !entry.Variants.Append(entry.Question).Any(words => words.Contains('「')));
        string here = $"/console/knowledge/{carried.Id}";
        Assert.Contains("製品に入っていたままです", await PageAsync(sato, here));
        Assert.DoesNotContain($"{here}\"", await PageAsync(sato, "/console/knowledge?show=changed"));
        string form = await PageAsync(sato, $"{here}/edit");
        Assert.Contains(carried.Sources[0].Address.OriginalString, form);
        (string, string)[] typed = [.. Form(("Question", carried.Question), ("Variants", string.Join("\r\n", carried.Variants)), ("ForResidents", "拠点のことばで書いた答えです。"))];
        string shown = await KeepAsync(sato, $"{here}/edit", typed);
        Assert.All(["拠点が書き直した", "いまの変更を取り消す", "製品の文に戻す"], words => Assert.Contains(words, shown));
        Assert.Contains("拠点のことばで書いた答えです", await HearsAsync(world, "栄太", carried.Question));
        Assert.Contains($"{here}\"", await PageAsync(sato, "/console/knowledge?show=changed"));
        shown = await KeepAsync(sato, $"{here}?handler=TakeBack", ("seen", "1"), ("version", "0"));
        Assert.DoesNotContain("拠点が書き直した", shown);
        Assert.DoesNotContain("拠点のことばで書いた答えです", await HearsAsync(world, "栄太", carried.Question));
        Assert.DoesNotContain($"{here}\"", await PageAsync(sato, "/console/knowledge?show=changed"));
        Assert.Contains("製品の文のままです", shown);
        Assert.Contains("取り下げています", await KeepAsync(sato, $"{here}?handler=Withdraw", ("seen", "2")));
        Assert.Contains(carried.ForResidents[..10], await KeepAsync(sato, $"{here}?handler=Restore", ("seen", "3")));
        KnowledgeVersion[] rows = await world.AskAsync(db => db.KnowledgeVersions.Where(row => row.Number > 1).OrderBy(row => row.Number).ToArrayAsync());
        Assert.Equal([(true, false), (true, true), (true, false)], rows.Select(row => (KnowledgeRowRules.IsAsCarried(row), row.IsWithdrawn)));
    }

    [Fact]
    public async Task ANewEntryUndone_IsWithdrawn()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, New, Form());
        Assert.Contains("取り下げています", await KeepAsync(sato, "/console/knowledge/hub-1?handler=TakeBack", ("seen", "1"), ("version", "0")));
        Assert.DoesNotContain("高齢福祉課の窓口", await HearsAsync(world, "栄太", Asked));
        await KeepAsync(sato, New, Form());
        Assert.Equal(["hub-1", "hub-1", "hub-2"], await world.AskAsync(db => db.KnowledgeVersions.OrderBy(row => row.Key).Select(row => row.Key).ToArrayAsync()));
    }

    /// <summary>A wording that takes questions from another entry is said after saving, with whose they were.</summary>
    [Fact]
    public async Task WhatSavingDoesToOtherQuestions_IsShown()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        KnowledgeEntry other = KnowledgeShelf.Own.Index.Search("往診と訪問診療の違いは？", 1)[0].Entry;
        string shown = await KeepAsync(sato, New, Form(("Question", "往診と訪問診療は何が違うのか教えて"), ("Variants", "往診と訪問診療の違いを教えて\r\n往診と訪問診療、違いは何ですか")));
        Assert.Contains("近い質問の答えが", shown);
        Assert.Contains($"「{other.Question}」 → ", shown);
        Assert.Contains("いまの変更を取り消す", shown);
    }

    [Fact]
    public async Task TwoWhoEditAtOnce_TheSecondSeesTheFirst_AndMustLook()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), mori = await world.BrowserOfAsync(await world.GivenAsync("mori", "森"));
        await KeepAsync(sato, New, Form());
        const string Edit = "/console/knowledge/hub-1/edit";
        await KeepAsync(sato, Edit, Form(("Seen", "1"), ("Owner", "長寿福祉課")));
        string shown = await RefusedAsync(mori, Edit, Form(("Seen", "1"), ("ForResidents", "森の書いた答えです。")));
        Assert.All(["ほかの人がこの質問を書き直しました", "担当: 長寿福祉課", "森の書いた答えです。", "name=\"Form.Seen\" value=\"2\""], words => Assert.Contains(words, shown));
        Assert.Contains("ほかの人がこの質問を変えました", await RefusedAsync(mori, "/console/knowledge/hub-1?handler=Withdraw", ("seen", "1")));
        await KeepAsync(mori, Edit, Form(("Seen", "2"), ("ForResidents", "森の書いた答えです。")));
        Assert.Equal(3, await world.AskAsync(db => db.KnowledgeVersions.CountAsync()));
    }

    [Fact]
    public async Task AQuestionWithoutAnAnswer_FillsTheForm_AndAHostileOneIsLetters()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains($"value=\"{Asked}\"", await PageAsync(sato, $"{New}?words={Uri.EscapeDataString(Asked)}"));
        string page = await sato.GetStringAsync($"{New}?words={Uri.EscapeDataString("\"><script>x</script>\u0000" + new string('あ', 300))}");
        Assert.DoesNotContain("<script>x", page);
        Assert.Contains("value=\"2027-04-01\"", await PageAsync(sato, New)); // The next fiscal year.
        foreach (string none in (string[])["/console/knowledge/no-such", "/console/knowledge/hub-9/edit", "/console/knowledge/..%2fetc", "/console/knowledge/other"])
        {
            using HttpResponseMessage answer = await sato.GetAsync(none);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using HttpResponseMessage gone = await ConsoleWorld.PostAsync(sato, "/console/knowledge/no-such?handler=Withdraw", ("seen", "0"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("当てはまる質問はありません", await PageAsync(sato, "/console/knowledge?show=withdrawn&q=%F0%9F%99%8F"));
    }

    [Fact]
    public async Task TheSearch_FindsAsPeopleAsk_AndWhatIsDueStandsOnTheFrontPage()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await KeepAsync(sato, New, Form(("ReviewOn", "2026-05-20"))); // Thirty days from the 20th of April.
        Assert.Contains("hub-1\"", await PageAsync(sato, "/console/knowledge?q=お弁当を届けて"));
        Assert.Contains("hub-1\"", await PageAsync(sato, "/console/knowledge?show=hub"));
        Assert.Contains("見直しが近い", await PageAsync(sato, "/console/knowledge?show=due"));
        Assert.Contains("<a href=\"/console/knowledge?show=due\">見直すよくある質問</a></dt><dd>1</dd>", await PageAsync(sato, "/console"));
        await KeepAsync(sato, "/console/knowledge/hub-1/edit", Form(("Seen", "1"), ("ReviewOn", "2026-05-21")));
        Assert.Contains("見直すよくある質問</a></dt><dd>0</dd>", await PageAsync(sato, "/console"));
        Assert.DoesNotContain("hub-1\"", await PageAsync(sato, "/console/knowledge?show=due"));
    }

    /// <summary>Two first entries in the same moment take two numbers.</summary>
    [Fact]
    public async Task TwoNewEntriesAtOnce_AreTwo()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), mori = await world.BrowserOfAsync(await world.GivenAsync("mori", "森"));
        await Task.WhenAll(KeepAsync(sato, New, Form()), KeepAsync(mori, New, Form(("Question", "紙おむつの支給はありますか"), ("Variants", "紙おむつをもらえるか"))));
        KnowledgeVersion[] rows = await world.AskAsync(db => db.KnowledgeVersions.OrderBy(row => row.Key).ToArrayAsync());
        Assert.Equal([("hub-1", 1), ("hub-2", 1)], rows.Select(row => (row.Key, row.Number)));
    }
}
