using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Knowledge.KnowledgePages;

namespace Zaitaku.Tests.Knowledge;

/// <summary>What an entry may not hold: refused with the reason, everything typed kept, nothing written.</summary>
public sealed class KnowledgeRefusedStory
{
    /// <summary>Field, what is typed there, what the page says.</summary>
    private static readonly (string Field, string? Typed, string Reason)[] Rows =
    [
        ("Question", " ", "質問を書いてください"),
        ("ForResidents", null, "住民の方への答えを書いてください"),
        ("ForProfessionals", "", "専門職の方への答えを書いてください"),
        ("Owner", "　", "担当を書いてください"),
        ("Question", new string('あ', 101), "質問は100文字までにしてください（いまは101文字です）"),
        ("ForResidents", new string('い', 401), "住民の方への答えは400文字まで"),
        ("Variants", new string('う', 101), "ほかの言い方は、1行100文字"),
        ("Topics", "no_such_service", "関係するサービスなどを選び直して"),
        ("ReadOns", "", "読んだ日を入れてください"),
        ("ReadOns", "2026-04-21", "読んだ日を入れてください"),
        ("ReadOns", "2024-04-19", "読んだ日を入れてください"),
        ("ReadOns", "きのう", "読んだ日を入れてください"),
        ("Titles", "", "題名のない出典"),
        ("Addresses", "", "アドレスは https:// か http://"),
        ("Addresses", "javascript:alert(1)", "アドレスは https:// か http://"),
        ("Addresses", "ftp://city.example/x", "アドレスは https:// か http://"),
        ("Addresses", "city.example", "アドレスは https:// か http://"),
        ("ReviewOn", "", "見直す日は、明日から1年のうち"),
        ("ReviewOn", "2026-04-20", "見直す日は、明日から1年のうち"),
        ("ReviewOn", "2027-04-21", "見直す日は、明日から1年のうち"),
        ("ForResidents", "自己負担は1回500円です。", "年度を書いてください"),
        ("ForProfessionals", "負担は１割です。", "年度を書いてください"),
        ("FiscalYear", "令和8年", "年度は、2026のように西暦で"),
        ("ForResidents", "山田花子さんは申し込めました。", "個人が分かること"),
        ("ForProfessionals", "被保険者番号0000112222を書いて送ります。", "個人が分かること"),
        ("Question", "0000-11-2222に電話してよいですか", "個人が分かること"),
        ("Owner", "佐藤さん", "部署や役割で"),
        ("Variants", "息をしていない", "命の危険の知らせと同じ言い方"),
        ("Question", "死にたいと言われたらどうする。もう薬を全部飲んだ", "命の危険の知らせと同じ言い方"),
    ];

    [Fact]
    public async Task WhatMayNotBeKept_IsRefusedWithTheReason_AndStaysInTheForm()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        foreach ((string field, string? typed, string reason) in Rows)
        {
            string shown = await RefusedAsync(sato, "/console/knowledge/new", Form((field, typed)));
            Assert.True(shown.Contains(reason, StringComparison.Ordinal), $"{field} 「{typed}」: {reason}");
            Assert.All(Form((field, typed)).Where(one => one.Name is not ("Form.Topics" or "Form.Seen") && !string.IsNullOrWhiteSpace(one.Value)), one => Assert.Contains(one.Value.ReplaceLineEndings("\n"), shown.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        }

        Assert.Equal(0, await world.AskAsync(db => db.KnowledgeVersions.CountAsync()));
        await KeepAsync(sato, "/console/knowledge/new", Form(("ForResidents", "自己負担は1回500円です。"), ("FiscalYear", "２０２６")));
        Assert.Equal(2026, await world.AskAsync(db => db.KnowledgeVersions.Select(row => row.FiscalYear).SingleAsync()));
    }

    [Fact]
    public async Task NoSourceAtAll_OrNineOfThem_AreRefused()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains("出典を一つは書いてください", await RefusedAsync(sato, "/console/knowledge/new", Form(("Titles", null), ("Addresses", null), ("ReadOns", null))));
        (string, string)[] nine = [.. Enumerable.Range(0, 9).SelectMany(at => new[] { ("Form.Titles", $"資料{at}"), ("Form.Addresses", "https://city.example/"), ("Form.ReadOns", "2026-04-01") })];
        Assert.Contains("出典は8件まで", await RefusedAsync(sato, "/console/knowledge/new", [.. Form(("Titles", null), ("Addresses", null), ("ReadOns", null)), .. nine]));
    }

    /// <summary>However wide it is written: two entries with one wording would each be the answer.</summary>
    [Fact]
    public async Task AWordingOfAnotherEntry_IsRefused_AndSaysWhose()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        using HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        KnowledgeEntry carried = KnowledgeShelf.Own.Entries[0];
        Assert.Contains($"ほかの質問「{carried.Question}」にもう入っています", await RefusedAsync(sato, "/console/knowledge/new", Form(("Variants", $"{carried.Variants[0]}？"))));
        await KeepAsync(sato, "/console/knowledge/new", Form());
        Assert.Contains("ほかの質問「配食サービスはどこに申し込みますか」", await RefusedAsync(sato, "/console/knowledge/new", Form(("Question", "別の質問です"), ("Variants", "配食の　申し込み先"))));
        await KeepAsync(sato, "/console/knowledge/hub-1/edit", Form(("Seen", "1"))); // Its own wordings are no other's.
    }
}
