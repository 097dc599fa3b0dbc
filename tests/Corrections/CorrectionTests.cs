using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Commands;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Imports;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Corrections;

/// <summary>Corrections over the console's own forms, and what imports make of them.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private ConsoleWorld _world = null!;
    private HttpClient _sato = null!;
    private int _bath;

    public async Task InitializeAsync()
    {
        _world = await ConsoleWorld.StartAsync(settings: new() { ["Hub:Prefecture"] = "山形県", ["Hub:Area:0"] = "鶴岡市" });
        await TakesAsync(Rows.Ministry());
        _bath = await _world.IdOfAsync("みほん訪問入浴");
        _sato = await _world.BrowserOfAsync(await _world.GivenAsync("sato", "佐藤"));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task AFactTakenBack_LetsTheRegisterSpeakAgain()
    {
        await _sato.CorrectsAsync(_bath, ("f.phone", "0000-99-0000"), ("f.note", "送迎あり"));
        Assert.Contains("0000-99-0000", await AsksAsync("みほん訪問入浴の電話番号"));
        int record = await _world.AskAsync(db => db.PlaceRecords.MaxAsync(one => one.Id));

        (_, _, string to) = await _sato.SendsAsync($"/console/directory/{_bath}?handler=TakeBack", ("record", $"{record}"), ("fact", "phone"));
        Assert.EndsWith("done=back", to, StringComparison.Ordinal);
        string answer = await AsksAsync("みほん訪問入浴の電話番号");
        Assert.Contains("0000-00-0000", answer);
        Assert.Contains("送迎あり", answer); // Said in the same breath, and not taken back.
        string page = await _sato.SeesAsync($"/console/directory/{_bath}");
        Assert.Contains("電話: 0000-99-0000 → 0000-00-0000", page);
        Assert.Contains("もう取り下げられている", (await _sato.SendsAsync($"/console/directory/{_bath}?handler=TakeBack", ("record", $"{record}"), ("fact", "phone"))).Page);
        await TakesAsync(Rows.Ministry(capacity: "9"));
        Assert.Equal("0000-00-0000", (await _world.FactsOfAsync(_bath)).Phone);
    }

    [Fact]
    public async Task OfTwoWhoEdit_TheSecondIsTold_LosesNothingTyped_AndUndoesNothing()
    {
        HttpClient suzuki = await _world.BrowserOfAsync(await _world.GivenAsync("suzuki", "鈴木"));
        (string, string)[] opened = await suzuki.OpensAsync(_bath);
        await _sato.CorrectsAsync(_bath, ("f.phone", "0000-99-0000"));

        // A browser sends every field: the phone as it was when the page was opened.
        (string, string)[] typed = [("f.phone", "0000-00-0000"), ("f.note", "午後は折り返し"), .. PlaceForms.ByPhone];
        FormAnswer told = await suzuki.SendsAsync($"/console/directory/{_bath}/edit", [.. opened, .. typed]);
        Assert.Equal(HttpStatusCode.OK, told.Status);
        Assert.Contains("佐藤 さんが", told.Page);
        Assert.Contains("午後は折り返し", told.Page);
        Assert.Contains("いまの台帳: 0000-99-0000", told.Page);
        Assert.Null((await _world.FactsOfAsync(_bath)).Note);

        FormAnswer again = await suzuki.SendsAsync($"/console/directory/{_bath}/edit", [.. PlaceForms.FormOf(told.Raw), ("f.phone", "0000-99-0000"), .. typed[1..]]);
        Assert.True(again.Status == HttpStatusCode.Redirect, again.Page);
        PlaceFacts facts = await _world.FactsOfAsync(_bath);
        Assert.Equal(("0000-99-0000", "午後は折り返し"), (facts.Phone, facts.Note));
    }

    [Fact]
    public async Task TwoWhoPressInTheSameMoment_OneIsKept_TheOtherTold()
    {
        HttpClient suzuki = await _world.BrowserOfAsync(await _world.GivenAsync("suzuki", "鈴木"));
        (string, string)[] one = await _sato.OpensAsync(_bath), other = await suzuki.OpensAsync(_bath);
        FormAnswer[] both = await Task.WhenAll(
            _sato.SendsAsync($"/console/directory/{_bath}/edit", [.. one, ("f.phone", "0000-98-0000"), .. PlaceForms.ByPhone]),
            suzuki.SendsAsync($"/console/directory/{_bath}/edit", [.. other, ("f.phone", "0000-97-0000"), .. PlaceForms.ByPhone]));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], both.Select(answer => answer.Status).Order());
        Assert.Contains("開いている間に", both.Single(answer => answer.Status == HttpStatusCode.OK).Page);
    }

    [Fact]
    public async Task UnknownIsNeitherYesNorNo()
    {
        await _sato.CorrectsAsync(_bath, ("f.answers24h", "yes"), ("f.capabilities.ventilator", "consult"), ("n.capabilities.ventilator", "日中のみ"));
        string answer = await AsksAsync("みほん訪問入浴の電話番号");
        Assert.Contains("24時間対応: 対応しています", answer);
        Assert.Contains("要相談: 人工呼吸器（日中のみ）", answer);
        await _sato.CorrectsAsync(_bath, ("f.answers24h", ""), ("f.capabilities.ventilator", ""));
        PlaceFacts facts = await _world.FactsOfAsync(_bath);
        Assert.Null(facts.Answers24h);
        Assert.Null(facts.Capabilities);
        Assert.Contains("24時間対応: 未確認", await AsksAsync("みほん訪問入浴の電話番号"));
        await _sato.CorrectsAsync(_bath, ("f.answers24h", "no"));
        Assert.Contains("24時間対応: 対応していません", await AsksAsync("みほん訪問入浴の電話番号"));
        await _sato.CorrectsAsync(_bath, ("f.phone", ""));
        Assert.Contains("番号は未確認", await AsksAsync("みほん訪問入浴の電話番号")); // The register's number is no longer believed.
    }

    [Fact]
    public async Task TheNewerOfTwoWordsWins_WhicheverWasTypedFirst_AndATickConfirmsWhatStands()
    {
        await _sato.CorrectsAsync(_bath, ("f.phone", "0000-99-0000"));
        (_, _, string to) = await _sato.SendsAsync($"/console/directory/{_bath}/edit", [.. await _sato.OpensAsync(_bath), ("f.phone", "0000-55-0000"), ("Basis.Day", "2026-04-01"), ("Basis.How", "fax")]);
        Assert.EndsWith("done=older", to, StringComparison.Ordinal);
        Assert.Equal("0000-99-0000", (await _world.FactsOfAsync(_bath)).Phone);
        await _sato.CorrectsAsync(_bath, ("same", "services"));
        Assert.Contains("サービス: 訪問入浴（変わりなし）", await _sato.SeesAsync($"/console/directory/{_bath}"));
    }

    [Theory]
    [InlineData("Basis.Day", "2026-04-21", "これから先の日")]
    [InlineData("Basis.Day", "", "確認した日を入れて")]
    [InlineData("Basis.Day", "0001-01-01", "年前まで")]
    [InlineData("Basis.How", "", "どうやって確かめたか")]
    [InlineData("Basis.How", "telepathy", "どうやって確かめたか")]
    [InlineData("f.phone", "１２３", "10桁か11桁")]
    [InlineData("f.phone", "0000-22-0000<script>", "10桁か11桁")]
    [InlineData("f.web", "javascript:alert(1)", "http:// か https://")]
    [InlineData("f.hours", "いつでも", "読み取れません")]
    [InlineData("f.name", "", "空にはできません")]
    [InlineData("f.note", "見えない\u202Eもの", "目に見えない文字")]
    [InlineData("f.note", "鐘\u0007", "目に見えない文字")]
    [InlineData("f.contact_windows", "伝書鳩: 月-金", "どれかで始め")]
    [InlineData("f.capacity", "たくさん", "数で書いて")]
    [InlineData("f.postal_code", "99-70", "7桁の数字")]
    [InlineData("f.latitude", "公園のとなり", "数字をふたつ")]
    [InlineData("f.latitude", "35.6812, 139.7671", "山形県の中の位置ではありません")] // Tokyo.
    [InlineData("f.latitude", "NaN, 1e999", "数字をふたつ")]
    [InlineData("f.answers24h", "maybe", "一覧から")]
    public async Task WhatCannotBe_IsSaidSo_AndTypedWordsStay(string field, string value, string words)
    {
        (string, string)[] rest = [.. PlaceForms.ByPhone.Append(("f.fax", "0000-88-0000")).Where(own => own.Item1 != field)];
        (HttpStatusCode status, string page, _) = await _sato.SendsAsync($"/console/directory/{_bath}/edit", [.. await _sato.OpensAsync(_bath), .. rest, (field, value)]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(words, page);
        Assert.Contains("0000-88-0000", page);
        Assert.Null((await _world.FactsOfAsync(_bath)).Fax);
        Assert.DoesNotContain("<script>", page.Replace("<script src=", "", StringComparison.Ordinal).Replace("0000-22-0000<script>", "", StringComparison.Ordinal)); // HtmlDecode shows what was escaped.
    }

    [Theory]
    [InlineData("38.727400, 139.826200")]
    [InlineData("（３８．７２７４、１３９．８２６２）")]
    [InlineData("139.8262 38.7274")]
    public async Task WhereTheDoorIs_IsCopiedFromAMap_AndHoldsUntilThePlaceMoves(string typed)
    {
        await _sato.CorrectsAsync(_bath, ("f.latitude", typed), ("f.postal_code", "９９７−０００１"));
        PlaceFacts facts = await _world.FactsOfAsync(_bath);
        Assert.Equal((38.7274, 139.8262, Precision.Door, "9970001"), (facts.Latitude, facts.Longitude, facts.Precision, facts.PostalCode));
        string page = await _sato.SeesAsync($"/console/directory/{_bath}/edit");
        Assert.Contains("38.7274, 139.8262", page);
        Assert.Contains("997-0001", page);

        await _sato.CorrectsAsync(_bath, ("f.municipality", "鶴岡市泉町9-9"));
        Assert.Null((await _world.FactsOfAsync(_bath)).Latitude); // Of the old house.
        await _sato.CorrectsAsync(_bath, ("f.latitude", "38.74, 139.83"));
        await TakesAsync(Rows.Ministry(capacity: "8"));
        Assert.Equal(38.74, (await _world.FactsOfAsync(_bath)).Latitude);

        await _sato.CorrectsAsync(_bath, ("f.latitude", ""));
        Assert.Null((await _world.FactsOfAsync(_bath)).Latitude);
        await TakesAsync(Rows.Ministry(capacity: "9"));
        Assert.Null((await _world.FactsOfAsync(_bath)).Latitude); // Nobody knows, and no neighbour lends.
    }

    [Fact]
    public async Task OversizeAndScripts_AreRefusedOrHarmless()
    {
        (HttpStatusCode status, string page, _) = await _sato.SendsAsync($"/console/directory/{_bath}/edit", [.. await _sato.OpensAsync(_bath), ("f.note", new string('あ', 501)), .. PlaceForms.ByPhone]);
        Assert.Contains("500 文字まで", page);
        (status, _, _) = await _sato.SendsAsync($"/console/directory/{_bath}/edit", [.. await _sato.OpensAsync(_bath), ("f.note", new string('x', 900_000))]);
        Assert.True((int)status is >= 400 and < 500, $"{status}");
        const string Hostile = "<img src=x onerror=alert(1)>'\"";
        await _sato.CorrectsAsync(_bath, ("f.note", Hostile), ("Basis.Words", Hostile));
        foreach (string address in (string[])[$"/console/directory/{_bath}", $"/console/directory/{_bath}/edit"])
        {
            Assert.DoesNotContain("<img src=x", await _sato.GetStringAsync(address));
        }

        (status, _, _) = await _sato.SendsAsync($"/console/directory/{_bath}/edit", [("stamp", "x"), ("was", "[[["), ("f.phone", "0000-12-0000"), .. PlaceForms.ByPhone]);
        Assert.Equal(HttpStatusCode.OK, status); // A form nobody of ours made is shown again, not believed.
    }

    [Fact]
    public async Task AClosedPlace_StaysClosedWhateverTheRegisterLists_UntilSomebodyOpensIt()
    {
        await TakesAsync(Rows.Ministry(number: "0690000009", name: "べつの入浴", phone: "0000-44-0000", address: "山形県鶴岡市みほん町９丁目９"));
        Assert.Contains("done=closed", (await _sato.SendsAsync($"/console/directory/{_bath}?handler=Close", PlaceForms.ByPhone)).To);
        Assert.DoesNotContain("0000-00-0000", await AsksAsync("みほん訪問入浴の電話番号"));
        await TakesAsync(Rows.Ministry(capacity: "30"));
        Assert.DoesNotContain("0000-00-0000", await AsksAsync("みほん訪問入浴の電話番号"));
        Assert.Contains("みほん訪問入浴", await _sato.SeesAsync("/console/directory?closed=true"));
        Assert.Contains("done=open", (await _sato.SendsAsync($"/console/directory/{_bath}?handler=Open", PlaceForms.ByPhone)).To);
        Assert.Contains("0000-00-0000", await AsksAsync("みほん訪問入浴の電話番号"));

        // The register drops it; the hub says that it is open: open it stays, with all that was known.
        await TakesAsync(Rows.Ministry(number: "0690000009", name: "べつの入浴", phone: "0000-44-0000", address: "山形県鶴岡市みほん町９丁目９"), complete: true);
        Assert.Contains("0000-00-0000", await AsksAsync("みほん訪問入浴の電話番号"));
    }

    [Fact]
    public async Task ACorrectionAlone_DoesNotKeepAPlaceOpen_AndGoesWithItsRow()
    {
        await TakesAsync(Rows.Ministry(number: "0690000009", name: "べつの入浴", phone: "0000-44-0000", address: "山形県鶴岡市みほん町９丁目９"));
        await _sato.CorrectsAsync(_bath, ("f.note", "送迎あり"));
        await TakesAsync(Rows.Ministry(name: "まるでちがう名前", phone: "0000-77-0000", address: "山形県鶴岡市みほん町７丁目７") + Rows.Ministry(number: "0690000009", name: "べつの入浴", phone: "0000-44-0000", address: "山形県鶴岡市みほん町９丁目９"));
        Assert.Equal(2, await _world.AskAsync(db => db.Places.CountAsync()));
        Assert.Equal("送迎あり", (await _world.FactsOfAsync(await _world.IdOfAsync("まるでちがう名前"))).Note);
        await TakesAsync(Rows.Ministry(number: "0690000009", name: "べつの入浴", phone: "0000-44-0000", address: "山形県鶴岡市みほん町９丁目９"), complete: true);
        Assert.Equal(["まるでちがう名前"], await _world.AskAsync(db => db.Places.Where(place => place.ClosedAt != null).Select(place => place.Name).ToListAsync()));
    }

    [Fact]
    public async Task APlaceMadeByHand_IsFoundAtOnce_NotMadeTwice_AndMeetsItsRegister()
    {
        (string, string)[] place = [("f.name", "あたらしい訪問看護"), ("f.municipality", "鶴岡市泉町3-2"), ("f.services", "visiting_nurse"), ("f.phone", "0000-66-0000"), ("was", "{}"), .. PlaceForms.ByPhone];
        Assert.Contains("ここは必要です", (await _sato.SendsAsync("/console/directory/new", [.. place.Where(field => field.Item1 != "f.services")])).Page);
        (_, _, string to) = await _sato.SendsAsync("/console/directory/new", place);
        Assert.EndsWith("done=added", to, StringComparison.Ordinal);
        string answer = await AsksAsync("あたらしい訪問看護の電話番号");
        Assert.Contains("0000-66-0000", answer);
        Assert.Contains("出典 拠点の確認", answer);
        Assert.Contains("鶴岡市泉町3-2", answer);
        Assert.Contains("同じ名前の事業所があります", (await _sato.SendsAsync("/console/directory/new", place)).Page);
        await TakesAsync(Rows.Ministry(number: "0690000077", name: "あたらしい訪問看護", service: "訪問看護", address: "山形県鶴岡市泉町３番２号", phone: "0000-66-0000", capacity: "5"));
        int id = await _world.IdOfAsync("あたらしい訪問看護"); // One place still.
        Assert.Equal(5, (await _world.FactsOfAsync(id)).Capacity);
    }

    private Task TakesAsync(string rows, bool complete = false) => PlaceForms.TakesAsync(_world.Services, $"{Guid.CreateVersion7(_world.Clock.GetUtcNow()):N}.csv", Rows.MinistryHeader + rows, _world.Clock.GetUtcNow(), complete);

    /// <summary>What a nurse is answered in chat.</summary>
    private async Task<string> AsksAsync(string words)
    {
        IReadOnlyList<ReplyContent> replies = await ActivatorUtilities.CreateInstance<Asking>(_world.Services).AnswerAsync(words, Role.Nurse, null, _world.Clock.GetUtcNow(), CancellationToken.None);
        return PlainText.Of(replies);
    }
}
