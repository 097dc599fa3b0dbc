using System.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>A coordinator takes in the medical association's list, and the same list again.</summary>
public sealed class CalendarImportStory
{
    private const string List =
        "令和8年度 研修予定\r\n開催日,曜日,時間,テーマ,主催者,区分,開催形式,場所,対象者,定員,受講料,申込期限,概要\r\n"
        + "令和8年5月21日（木）,木,19:00～20:30,在宅での看取り,みなと市医師会,研修,ハイブリッド,医師会館,医療・介護の専門職,５０名,無料,5月14日,\"講演と\r\nグループワーク\"\r\n"
        + "6/18,木,19時から,服薬の支援,みなと市薬剤師会,研修,会場,薬剤師会館,薬剤師,,500円,,\r\n"
        + "7/5,日,10:00～12:00,フレイル予防,みなと市,市民講座,会場,市民会館,市民どなたでも,100,無料,,\r\n"
        + "2/30,,19:00～20:00,ない日,みなと市医師会,研修,,,,,,,\r\n";

    [Fact]
    public async Task AList_ShowsItsDifferences_IsTaken_AndTheSameAgainChangesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string shown = await ImportAsync(sato, List);
        Assert.Contains("7 行目", shown);
        Assert.Contains("という日はありません", shown);
        Assert.Contains("新しく入る", shown);

        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(["在宅での看取り", "服薬の支援", "フレイル予防"], kept.Select(meeting => meeting.Title));
        Assert.Equal((At("2026-05-21", 19), At("2026-05-21", 20, 30), MeetingWay.Both, 50, At("2026-05-14", 23, 59)), (kept[0].StartsAt, kept[0].EndsAt!.Value, kept[0].Way, kept[0].Capacity!.Value, kept[0].AnswersUntil!.Value));
        Assert.Equal("講演と\nグループワーク", kept[0].Description);
        Assert.Equal((At("2026-06-18", 19), (DateTimeOffset?)null, MeetingKind.Training, "500円"), (kept[1].StartsAt, kept[1].EndsAt, kept[1].Kind, kept[1].Fee));
        Assert.Equal((MeetingKind.ResidentCourse, true, MeetingInviting.Nobody), (kept[2].Kind, kept[2].IsForResidents, kept[2].Inviting));

        Assert.Contains("いまの予定と同じです", await ImportAsync(sato, List));
        Assert.All(await MeetingsAsync(world), meeting => Assert.Equal(1, meeting.Revision));
        Assert.Equal(["3 0"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "meetings.import").Select(entry => entry.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task AChangedRow_ChangesItsMeeting_AndOneThatIsGoneIsNamedAndStays()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, "日付,開始,終了,名称,主催,会場\n2026-05-21,19:00,20:30,看取り,医師会,医師会館\n2026-05-28,19:00,20:30,食支援,医師会,医師会館\n2026-06-04,19:00,20:30,認知症,医師会,医師会館\n");
        string shown = await ImportAsync(sato, "日付,開始,終了,名称,主催,会場,状態\n2026-05-21,18:30,20:00,看　取り,医師会,市民会館,\n2026-06-04,19:00,20:30,認知症,医師会,医師会館,中止\n");
        Assert.Contains("会場: 医師会館 → 市民会館", shown);
        Assert.Contains("この表にないものです", shown);
        Assert.Contains("食支援", shown);
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(3, kept.Length);
        Assert.Equal((At("2026-05-21", 18, 30), At("2026-05-21", 20), "市民会館", 2), (kept[0].StartsAt, kept[0].EndsAt!.Value, kept[0].Place, kept[0].Revision));
        Assert.Equal((false, 1), (kept[1].IsCancelled, kept[1].Revision));
        Assert.True(kept[2].IsCancelled);
        Assert.Equal([(1, At("2026-05-21", 19)), (3, At("2026-06-04", 19))], (await world.AskAsync(db => db.MeetingChanges.OrderBy(change => change.MeetingId).ToArrayAsync())).Select(change => (change.MeetingId, change.StartsAt)));
    }

    [Fact]
    public async Task WhatStandsOnTheOpenPage_IsSaidBeforeItIsTaken()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string shown = await TextAsync(await UploadAsync(sato, List));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(shown, "公開のページ</a>に載ります"));
        Assert.DoesNotContain("公開のページ</a>に載ります", await TextAsync(await UploadAsync(sato, "日付,開始,名称,主催,対象\n2026-05-21,19:00,看取り,医師会,専門職\n")));
    }

    [Fact]
    public async Task ManyRows_AreAllTaken_AndThePageSaysThatItShowsSome()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string shown = await ImportAsync(sato, "日付,開始,名称\n" + string.Concat(Enumerable.Range(0, 1_001).Select(at => $"2026-05-21,19:00,研修{at}\n")));
        Assert.Contains("はじめの500件だけを出しています。取り込むのは1,001件すべてです。", shown);
        Assert.Equal(1_001, (await MeetingsAsync(world)).Length);
        Assert.Contains("はじめの1,000件だけを出しています", await PageAsync(sato, "/console/meetings"));
    }

    [Fact]
    public async Task WhatIsExported_IsReadAgainUnchanged_AsCsvAndAsWorkbook()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await GivenAsync(world, "=1+1, \"看取り\"", At("2026-05-21", 19), one => (one.OnlineUrl, one.Way, one.Capacity, one.Description, one.AnswersUntil, one.Fee) = ("https://example.jp/a?b=c", MeetingWay.Both, 40, "一行目\n二行目, 「引用」", At("2026-05-14", 17), "＋500円"));
        await GivenAsync(world, "深夜の訓練", At("2026-06-18", 22), one => (one.EndsAt, one.Organiser) = (At("2026-06-19", 1, 30), ""));
        await GivenAsync(world, "中止のもの", At("2026-07-16", 10), one => one.CancelledAt = world.Clock.GetUtcNow());
        foreach (string ending in (string[])["csv", "xlsx"])
        {
            byte[] file = await sato.GetByteArrayAsync($"/console/meetings/table.{ending}?year=2026");
            string shown = await TextAsync(await UploadAsync(sato, file, $"予定.{ending}"));
            Assert.True(shown.Contains("いまの予定と同じです", StringComparison.Ordinal), $"{ending}: {shown}");
            Assert.DoesNotContain("読めない行は取り込みません", shown);
        }
    }

    [Fact]
    public async Task AListOfAWindowsMachine_AndOneWithoutAYear_AreReadToo()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        const string Table = "日時,タイトル\r\n5月21日（木）午後７時～午後８時半,看取り\r\n2/18 19:00,年度の終わり\r\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.Contains("何年何月か分かりません", await TextAsync(await UploadAsync(sato, Encoding.GetEncoding(932).GetBytes(Table), "予定.csv")));
        await ImportAsync(sato, Table, year: "2026");
        Assert.Equal([At("2026-05-21", 19), At("2027-02-18", 19)], (await MeetingsAsync(world)).Select(meeting => meeting.StartsAt));
    }

    [Theory]
    [InlineData("", "ファイルを選んでください")]
    [InlineData("あいう\nえお\n", "見出し行が見つかりません")]
    [InlineData("PK\u0003\u0004broken", "")]
    [InlineData("日付,名称\n", "1件もありません")]
    public async Task WhatIsNoList_IsRefusedInWords(string table, string words)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string shown = await TextAsync(await UploadAsync(sato, table));
        Assert.Contains("role=\"alert\"", shown);
        Assert.Contains(words, shown);
        Assert.Empty(await MeetingsAsync(world));
    }

    [Fact]
    public async Task AHundredThousandRows_AndAForgedList_AreRefused()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string many = "日付,開始,名称\n" + string.Concat(Enumerable.Range(0, 100_000).Select(at => $"2026-05-21,19:00,研修{at}\n"));
        Assert.Contains("行が多すぎます", await TextAsync(await UploadAsync(sato, many)));
        foreach (string body in (string[])["", "{", "null", "{\"Rows\":null,\"Problems\":[]}", "{\"Rows\":[null],\"Problems\":[]}", "{\"Rows\":[{\"Title\":null}],\"Problems\":[]}"])
        {
            Assert.Contains("もう一度ファイルを選んでください", await TextAsync(await ConsoleWorld.PostAsync(sato, "/console/meetings/import?handler=Take", ("body", body), ("mark", "x"), ("inviting", "nobody"))));
        }

        Assert.Empty(await MeetingsAsync(world));
    }
}
