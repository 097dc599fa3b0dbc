using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.WebConsole;

/// <summary>「内容や連絡先を直す」, and what else a coordinator reads beside the timeline. Monday 2026-04-20, 9:30 in Tokyo.</summary>
public sealed partial class FactsStory
{
    private static readonly string Page = $"/console/consultations/{QueueRows.Urgent}";

    [Fact]
    public async Task TwoWhoCorrectDifferentFacts_KeepEachOthers()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        Dictionary<string, string> early = FieldsOf(await sato.GetStringAsync(Page)), late = FieldsOf(await suzuki.GetStringAsync(Page));
        early["Form.Content"] = "respite";
        late["Form.CallPhone"] = "0000-44-0000";
        Assert.Equal(HttpStatusCode.Redirect, (await CorrectAsync(sato, early)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CorrectAsync(suzuki, late)).StatusCode); // Opened before, saved after.

        Consultation one = await OneAsync(world);
        Assert.Equal((ConsultationContent.Respite, "0000-44-0000"), (one.Content!.Value, one.CallPhone));
        Assert.Equal(["内容: 退院支援 → レスパイト", "連絡先"], one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Corrected).Select(entry => entry.Text));
    }

    [Fact]
    public async Task TheSameFactTwice_IsRefusedInWords_AndNothingTypedIsLost()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        Dictionary<string, string> early = FieldsOf(await sato.GetStringAsync(Page)), late = FieldsOf(await suzuki.GetStringAsync(Page));
        (early["Form.CallTimes"], early["Form.Phase"]) = ("朝だけ", "end_of_life");
        (late["Form.CallTimes"], late["Form.Area"]) = ("夜だけ", "北区");
        await CorrectAsync(sato, early);
        string refused = WebUtility.HtmlDecode(await (await CorrectAsync(suzuki, late)).Content.ReadAsStringAsync());
        Assert.Contains("「つながる時間」は、開いている間にほかの人が変えました", refused, StringComparison.Ordinal);
        Assert.Equal(("朝だけ", "みなと市"), await world.AskAsync(db => db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => new ValueTuple<string, string>(one.CallTimes, one.Area)).SingleAsync()));

        // The page shows what was typed over what is there now: pressed again it is meant.
        Dictionary<string, string> again = FieldsOf(refused);
        Assert.Equal(("夜だけ", "朝だけ", "北区", "end_of_life"), (again["Form.CallTimes"], again["Was.CallTimes"], again["Form.Area"], again["Form.Phase"]));
        Assert.Equal(HttpStatusCode.Redirect, (await CorrectAsync(suzuki, again)).StatusCode);
        Consultation one = await OneAsync(world);
        Assert.Equal(("夜だけ", "北区", ConsultationPhase.EndOfLife), (one.CallTimes, one.Area, one.Phase!.Value));
    }

    [Fact]
    public async Task Unknown_IsAnAnswerToo()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Dictionary<string, string> fields = FieldsOf(await sato.GetStringAsync(Page));
        (fields["Form.Origin"], fields["Form.Content"]) = ("", "");
        Assert.Equal($"{Page}?done=correct", (await CorrectAsync(sato, fields)).Headers.Location?.OriginalString);
        Consultation one = await OneAsync(world);
        Assert.Equal((null, null), (one.Origin, one.Content));
        Assert.Equal("相談元: 居宅介護支援事業所 → 未確認\n内容: 退院支援 → 未確認", one.Entries.Single(entry => entry.Kind == ConsultationEntryKind.Corrected).Text);
    }

    [Fact]
    public async Task NothingTouched_IsSaidSo()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        HttpResponseMessage answer = await CorrectAsync(sato, FieldsOf(await sato.GetStringAsync(Page)));
        Assert.Contains("変えたところがありません", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await OneAsync(world)).Revision);
    }

    [Fact]
    public async Task WhoHandsOver_SeesWhatColleaguesCarry_AndWhoIsAway()
    {
        await using ConsoleWorld world = await StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木"), takahashi = await world.GivenAsync("takahashi", "高橋");
        await world.WithDbAsync(async db =>
        {
            (await db.Consultations.SingleAsync(one => one.Number == QueueRows.Claimed)).StaffId = suzuki.Id;
            (await db.StaffAccounts.SingleAsync(account => account.Id == takahashi.Id)).AbsentFrom = new DateOnly(2026, 4, 20);
            await db.SaveChangesAsync();
        });
        string page = WebUtility.HtmlDecode(await (await world.BrowserOfAsync(sato)).GetStringAsync(Page));
        Assert.All(new[] { ">佐藤（自分）（対応中 0件）<", ">鈴木（対応中 1件）<", ">高橋（対応中 0件）・不在<" }, option => Assert.Contains(option, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Admin, "/console/audit", true)]
    [InlineData(Role.Admin, "/console", true)]
    [InlineData(Role.Coordinator, "/console/consultations", true)] // Where the sign-in leads.
    [InlineData(Role.Coordinator, "/console/members", false)]
    public async Task ANightWithoutACopy_IsSeenByThoseItConcerns(Role role, string address, bool isShown)
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-copies-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "zaitaku-20260419-0310.zip"), "");
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: new() { ["Backup:Directory"] = folder });
        HttpClient browser = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤", role));
        Assert.Equal(isShown ? 1 : 0, Warnings(await browser.GetStringAsync(address))); // The last is thirty hours old.
        await File.WriteAllTextAsync(Path.Combine(folder, "zaitaku-20260420-0310.zip"), "");
        Assert.Equal(0, Warnings(await browser.GetStringAsync(address)));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("0000-44-0000", "００００－４４－００００", "0000440000")]
    [InlineData("0000-44-0000", "００００ー４４ー００００", "0000(44)0000")]
    [InlineData("000-0000-4400", "０００－００００－４４００", "00000004400")]
    [InlineData("000-0000-4400", "０００－００００－４４００", "+81-00-0000-4400")]
    public async Task WhoeverCallsAgain_IsKnown_HoweverTheNumberIsWritten(string hyphened, string wide, string other)
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string[] calls = [await TakesDownAsync(sato, hyphened), await TakesDownAsync(sato, wide), await TakesDownAsync(sato, other), Page];
        Dictionary<string, string> fields = FieldsOf(await sato.GetStringAsync(Page));
        fields["Form.CallPhone"] = wide;
        Assert.Equal(HttpStatusCode.Redirect, (await CorrectAsync(sato, fields)).StatusCode);
        Assert.Equal(hyphened, (await OneAsync(world)).CallPhone);
        string stranger = await TakesDownAsync(sato, "0000-45-0000");
        foreach (string call in calls)
        {
            string beside = await BesideAsync(sato, call);
            Assert.All(calls, known => Assert.Equal(known != call, beside.Contains($"href=\"{known}\"", StringComparison.Ordinal)));
            Assert.DoesNotContain(stranger, beside, StringComparison.Ordinal);
        }

        Assert.Equal("", await BesideAsync(sato, stranger));
    }

    [Fact]
    public async Task TheQueueCounts_WhatThePageOfThePersonLists()
    {
        await using ConsoleWorld world = await StartAsync();
        await world.WithDbAsync(async db =>
        {
            Guid? person = await db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => one.MemberId).SingleAsync();
            DateTimeOffset now = world.Clock.GetUtcNow();
            QueueRows.Add(db, 600_001, now, person, ConsultationUrgency.Normal, ConsultationContent.Support, "", "取り下げた相談。").State = ConsultationState.Abandoned;
            QueueRows.Add(db, 600_002, now, person, ConsultationUrgency.Normal, ConsultationContent.Support, "", "書きかけの相談。").State = ConsultationState.Draft;
            await db.SaveChangesAsync();
        });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string queue = WebUtility.HtmlDecode(await sato.GetStringAsync("/console/consultations")), row = queue[queue.IndexOf("data-row=\"412907\"", StringComparison.Ordinal)..];
        Assert.Contains("同じ人 ほか 2 件", row[..row.IndexOf("</tr>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await BesideAsync(sato, Page), "href="));
    }

    /// <summary>A call, taken down by the form.</summary>
    /// <returns>The address of its page.</returns>
    private static async Task<string> TakesDownAsync(HttpClient browser, string phone)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, "/console/consultations/new",
            ("Form.Route", "phone"), ("Form.Day", "2026-04-20"), ("Form.Time", "09:00"), ("Form.Urgency", "normal"), ("Form.Words", "また電話します。"), ("Form.CallPhone", phone));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Split('?')[0];
    }

    /// <summary>「同じ人・同じ電話のほかの相談」 of a page; empty where there are none.</summary>
    private static async Task<string> BesideAsync(HttpClient browser, string page)
    {
        string html = await browser.GetStringAsync(page);
        int from = html.IndexOf("id=\"earlier\"", StringComparison.Ordinal);
        return from < 0 ? "" : html[from..html.IndexOf("</section>", from, StringComparison.Ordinal)];
    }

    private static int Warnings(string html) => Regex.Count(WebUtility.HtmlDecode(html), "夜の控えが作られていません");

    private static async Task<ConsoleWorld> StartAsync()
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff holder = await world.GivenAsync("holder", "田中");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), holder.Id));
        return world;
    }

    private static Task<Consultation> OneAsync(ConsoleWorld world) =>
        world.AskAsync(db => db.Consultations.AsNoTracking().Include(one => one.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)).SingleAsync(one => one.Number == QueueRows.Urgent));

    private static Task<HttpResponseMessage> CorrectAsync(HttpClient browser, Dictionary<string, string> fields) =>
        ConsoleWorld.PostAsync(browser, $"{Page}?handler=Correct", [.. fields.Select(field => (field.Key, field.Value))]);

    /// <summary>What a browser would send of the form as it stands.</summary>
    private static Dictionary<string, string> FieldsOf(string html)
    {
        string form = html[html.IndexOf("handler=Correct", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        Dictionary<string, string> fields = Inputs().Matches(form).ToDictionary(found => found.Groups[1].Value, found => WebUtility.HtmlDecode(Value().Match(found.Value).Groups[1].Value));
        foreach (Match select in Selects().Matches(form))
        {
            fields[select.Groups[1].Value] = Selected().Match(select.Groups[2].Value) is { Success: true } chosen ? chosen.Groups[1].Value : "";
        }

        return fields;
    }

    [GeneratedRegex("<input[^>]*name=\"((?:Form|Was)\\.[A-Za-z]+)\"[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Inputs();

    [GeneratedRegex("value=\"([^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Value();

    [GeneratedRegex("<select[^>]*name=\"(Form\\.[A-Za-z]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Selects();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Selected();
}
