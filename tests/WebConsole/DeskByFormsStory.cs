using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Tests.WebConsole;

/// <summary>What a coordinator does with a consultation besides answering, by the forms of its page: what it is afterwards, what the timeline says, what the page says. Monday 2026-04-20, 9:30 in Tokyo.</summary>
public sealed class DeskByFormsStory
{
    [Fact]
    public async Task HandedToAColleague_AndBackIntoTheQueue()
    {
        await using ConsoleWorld world = await StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        HttpClient first = await world.BrowserOfAsync(sato), second = await world.BrowserOfAsync(suzuki);
        await DoesAsync(first, QueueRows.Urgent, "Claim", "引き受けました。");
        await DoesAsync(first, QueueRows.Urgent, "Transfer", "引き継ぎました。", ("Form.To", suzuki.Id.ToString()), ("Form.Text", "午後は休みます。"));
        Assert.Equal((ConsultationState.Claimed, suzuki.Id), await StateAsync(world, QueueRows.Urgent));
        Assert.Equal("鈴木さんへ\n午後は休みます。", await LastAsync(world, QueueRows.Urgent, ConsultationEntryKind.Transferred));

        Assert.Contains("鈴木 さんが先に引き受けています", await RefusedAsync(first, QueueRows.Urgent, "Return"), StringComparison.Ordinal);
        await DoesAsync(second, QueueRows.Urgent, "Return", "待ちに戻しました。", ("Form.Text", "急な訪問が入りました。"));
        Assert.Equal((ConsultationState.Waiting, null), await StateAsync(world, QueueRows.Urgent));
        Assert.Equal("急な訪問が入りました。", await LastAsync(world, QueueRows.Urgent, ConsultationEntryKind.Returned));
        Assert.Contains("担当していない相談は戻せません", await RefusedAsync(second, QueueRows.Urgent, "Return"), StringComparison.Ordinal);
        Assert.Contains("引き継ぐ相手を選んでください", await RefusedAsync(second, QueueRows.Urgent, "Transfer", ("Form.To", "だれか")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToAnotherDesk_ItWaitsThere()
    {
        await using ConsoleWorld world = await StartAsync(new() { ["Desk:Desks:0:Id"] = "hub", ["Desk:Desks:0:Name"] = "拠点", ["Desk:Desks:1:Id"] = "kita", ["Desk:Desks:1:Name"] = "北の窓口" });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await DoesAsync(sato, QueueRows.Urgent, "Claim", "引き受けました。");
        await DoesAsync(sato, QueueRows.Urgent, "Desk", "ほかの窓口に渡しました。", ("Form.To", "kita"), ("Form.Text", "北区の方です。"));
        Assert.Equal((ConsultationState.Waiting, null), await StateAsync(world, QueueRows.Urgent));
        Assert.Equal("拠点から北の窓口へ\n北区の方です。", await LastAsync(world, QueueRows.Urgent, ConsultationEntryKind.HandedOver));
        Assert.Contains("412907", await sato.GetStringAsync("/console/consultations?desk=kita"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-row=\"412907\"", await sato.GetStringAsync("/console/consultations?desk=hub"), StringComparison.Ordinal);
        Assert.Contains("その窓口へは渡せません", await RefusedAsync(sato, QueueRows.Urgent, "Desk", ("Form.To", "kita")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADuplicate_GoesOnInTheOther()
    {
        await using ConsoleWorld world = await StartAsync();
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await DoesAsync(sato, QueueRows.Urgent, "Merge", "まとめました。", ("Form.To", "530-118"));
        Assert.Equal(ConsultationState.Merged, (await StateAsync(world, QueueRows.Urgent)).State);
        Assert.Equal("412-907 をまとめました", await LastAsync(world, QueueRows.Soon, ConsultationEntryKind.Merged));
        string page = WebUtility.HtmlDecode(await sato.GetStringAsync($"/console/consultations/{QueueRows.Urgent}"));
        Assert.Contains("""この相談は <a href="/console/consultations/530118">530-118</a> にまとめられました。""", page, StringComparison.Ordinal);
        Assert.Contains("まとめる先の受付番号を", await RefusedAsync(sato, QueueRows.Soon, "Merge", ("Form.To", "十二")), StringComparison.Ordinal);
        Assert.Contains("終了していないほかの相談", await RefusedAsync(sato, QueueRows.Soon, "Merge", ("Form.To", "530118")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_AndOpenedAgain_ByWhoeverHasItThen()
    {
        await using ConsoleWorld world = await StartAsync();
        TestStaff sato = await world.GivenAsync("sato", "佐藤"), suzuki = await world.GivenAsync("suzuki", "鈴木");
        HttpClient first = await world.BrowserOfAsync(sato), second = await world.BrowserOfAsync(suzuki);
        Assert.Contains("どこへつないだか", await RefusedAsync(first, QueueRows.Urgent, "Close", ("Form.Outcome", "connected")), StringComparison.Ordinal);
        await DoesAsync(first, QueueRows.Urgent, "Close", "終了しました。", ("Form.Outcome", "connected"), ("Form.Text", "みなと診療所"));
        Assert.Equal((ConsultationState.Closed, sato.Id), await StateAsync(world, QueueRows.Urgent));
        await DoesAsync(second, QueueRows.Urgent, "Reopen", "再開しました。", ("Form.Text", "断られたそうです。"));
        Assert.Equal((ConsultationState.Claimed, suzuki.Id), await StateAsync(world, QueueRows.Urgent));
        Assert.Equal("断られたそうです。", await LastAsync(world, QueueRows.Urgent, ConsultationEntryKind.Reopened));
        Assert.NotNull(await world.AskAsync(db => db.Consultations.Where(one => one.Number == QueueRows.Urgent).Select(one => one.TargetAt).SingleAsync())); // Owed again.
        Assert.Contains("この相談は終了していません", await RefusedAsync(second, QueueRows.Urgent, "Reopen"), StringComparison.Ordinal);
    }

    private static async Task<ConsoleWorld> StartAsync(Dictionary<string, string?>? settings = null)
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(settings: settings);
        TestStaff holder = await world.GivenAsync("holder", "田中");
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), holder.Id));
        return world;
    }

    /// <summary>Presses, and reads what the page says it did.</summary>
    private static async Task DoesAsync(HttpClient browser, int number, string handler, string says, params (string Name, string Value)[] fields)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, $"/console/consultations/{number}?handler={handler}", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(says, WebUtility.HtmlDecode(await browser.GetStringAsync(answer.Headers.Location)), StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(HttpClient browser, int number, string handler, params (string Name, string Value)[] fields)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, $"/console/consultations/{number}?handler={handler}", fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Task<(ConsultationState State, Guid? Holder)> StateAsync(ConsoleWorld world, int number) =>
        world.AskAsync(async db => await db.Consultations.AsNoTracking().SingleAsync(one => one.Number == number) is var one ? (one.State, one.StaffId) : default);

    private static Task<string> LastAsync(ConsoleWorld world, int number, ConsultationEntryKind kind) => world.AskAsync(db => db.Consultations.Where(one => one.Number == number)
        .SelectMany(one => one.Entries).Where(entry => entry.Kind == kind).OrderByDescending(entry => entry.Sequence).Select(entry => entry.Text).FirstAsync());
}
