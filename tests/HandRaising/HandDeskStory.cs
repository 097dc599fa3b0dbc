using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.HandRaising.HandWorld;

namespace Zaitaku.Tests.HandRaising;

/// <summary>What a coordinator writes down of a case, and what a slip of theirs must not do.</summary>
public sealed class HandDeskStory
{
    private const string Page = "/console/hands/1";
    private const string Main = "主治医として手を挙げる";
    private const string Deputy = "副主治医として手を挙げる";
    private const string Overtaken = "ほかの人が同時に変えました";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 10);

    [Fact]
    public async Task AnAnswerByPhone_IsOfSomebodyChosen_WhoCanBeTheDoctor_AndTheChoiceStaysAfterARefusal()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市"), miki = await world.DoctorAsync("三木", "北市"), nurses = await world.DoctorAsync("あおば", role: Role.Nurse), gone = await world.DoctorAsync("広瀬", "北市");
        await world.Console.WithDbAsync(async db =>
        {
            (await db.DutyHolders.SingleAsync(holder => holder.Id == gone)).ClosedAt = _clock.GetUtcNow();
            await db.SaveChangesAsync();
        });
        await world.SendsAsync(CaseFields("2026-06-01", rule: "first_come"));
        world.Hears("木原");
        string page = await world.PageAsync(Page), form = page[page.IndexOf("handler=Raise")..page.IndexOf("id=\"more\"")];
        Assert.Matches("<select id=\"holder\" name=\"holder\" required>\\s*<option value=\"\">選んでください", form);
        Assert.Matches("<select id=\"answer\" name=\"answer\" required>\\s*<option value=\"\">選んでください", form);
        Assert.DoesNotContain("あおば", form);
        foreach ((string holder, string answer) in new[] { ("", ""), ($"{kihara}", ""), ("", "Main"), ($"{nurses}", "Main"), ($"{gone}", "Main"), ("999", "Main") })
        {
            Assert.Contains("先生と返事を選んでください", await RaisesAsync(world, holder, answer));
        }

        string refused = await RaisesAsync(world, $"{miki}", "Deputy", seen: 0); // Since the page was opened, something came.
        Assert.Contains(Overtaken, refused);
        Assert.Matches($"<option value=\"{miki}\" selected", refused);
        Assert.Matches("<option value=\"Deputy\" selected", refused);
        Assert.Empty((await world.CaseAsync()).Seats);
        Assert.EndsWith("done=raise", await RaisesAsync(world, $"{miki}", "Deputy"));
        world.Hears("三木", "副主治医をお願いします");
        world.Hears("佐藤", "手が挙がりました");
        Assert.Equal((HandSeatKind.Deputy, miki), ((await world.CaseAsync()).Seats.Single().Kind, (await world.CaseAsync()).Seats.Single().HolderId));
    }

    [Fact]
    public async Task OneDoctorUnderTwoNames_IsAskedOnce_AndCountedOnce()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("三木", "みなと市");
        await world.Console.WithDbAsync(async db =>
        {
            Guid? member = await db.DutyHolders.Where(holder => holder.Id == kihara).Select(holder => holder.MemberId).SingleAsync();
            db.DutyHolders.Add(new DutyHolder { Name = "木原医院", NameKey = NameRules.KeyOf("木原医院"), MemberId = member });
            await db.SaveChangesAsync();
        });
        await world.PostsAsync("/console/hands", CaseFields("2026-06-01"));
        string draft = await world.PageAsync(Page);
        Assert.Contains("2 人の先生に送ります", draft);
        Assert.Contains("木原医院 … ほかの名前でお願いする先生と同じ方です", draft);
        Assert.EndsWith("done=send", await world.PostsAsync($"{Page}?handler=Send", ("seen", "1")));
        await world.TapsAsync("木原", world.Hears("木原"), "今回は見送る");
        world.Hears("木原");
        world.Hears("三木");
        string open = await world.PageAsync(Page);
        Assert.DoesNotContain("まだ送っていない先生が", open);
        Assert.DoesNotMatch("<option value=\"\\d+\">木原医院", open); // Their word is written under the name that was asked.
        Assert.Contains("チャットで送れる先生がいません", await world.PostsAsync($"{Page}?handler=Send", ("seen", await SeenAsync(world))));
        world.HearsNothing("木原");
        Assert.Equal((2, 2), ((await world.CaseAsync()).AskedCount, (await world.CaseAsync()).Asks.Count));
    }

    [Fact]
    public async Task ASecondPress_ReadsWhatTheFirstDid_AndNotThatNobodyCanBeAsked()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.DoctorAsync("木原", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        world.Hears("木原");
        string again = await world.PostsAsync($"{Page}?handler=Send", ("seen", "1"));
        Assert.Contains(Overtaken, again);
        Assert.Contains("お願いした先生", again);
        Assert.DoesNotContain("チャットで送れる先生がいません", again);
        world.HearsNothing("木原");
    }

    [Fact]
    public async Task ADoctorStepsBack_WhileTheOtherSeatIsLookedFor_AndAHandForItStaysUp()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市"), miki = await world.DoctorAsync("三木", "みなと市");
        await world.DoctorAsync("広瀬", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        HeardMessage asked = world.Hears("三木");
        world.Hears("広瀬");
        await world.TapsAsync("木原", world.Hears("木原"), Main);
        world.Hears("木原");
        world.Hears("佐藤");
        await world.PostsAsync($"{Page}?handler=Settle", ("main", $"{kihara}"), ("goesOn", "true"), ("seen", await SeenAsync(world)));
        world.Hears("木原", "主治医をお願いします");
        await world.TapsAsync("三木", asked, Deputy);
        world.Hears("三木", "副主治医として、手を挙げています");
        world.Hears("佐藤");

        Assert.EndsWith("done=release", await world.PostsAsync($"{Page}?handler=Release", ("holder", $"{kihara}")));
        world.Hears("木原", "辞退を承りました");
        world.Hears("広瀬", "席が、またあきました");
        world.HearsNothing("三木"); // They have said yes.
        world.Hears("佐藤", "辞退の連絡がありました");
        Assert.Equal(HandAnswer.Deputy, (await world.CaseAsync()).Asks.Single(ask => ask.HolderId == miki).Answer);
        Assert.Contains($"name=\"deputy\" value=\"{miki}\"", await world.PageAsync(Page));
    }

    [Fact]
    public async Task FirstCome_WhoHeardThatTheSeatIsGone_IsAskedAnewWhenItIsFree()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("三木", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01", rule: "first_come"));
        HeardMessage asked = world.Hears("三木");
        await world.TapsAsync("木原", world.Hears("木原"), Main);
        world.Hears("木原", "主治医をお願いします");
        world.Hears("佐藤");
        await world.TapsAsync("三木", asked, Main);
        world.Hears("三木", "主治医は決まりました");
        world.Hears("佐藤");
        await world.PostsAsync($"{Page}?handler=Release", ("holder", $"{kihara}"));
        world.Hears("木原");
        world.Hears("佐藤");
        await world.TapsAsync("三木", world.Hears("三木", "席が、またあきました"), Main);
        world.Hears("三木", "主治医をお願いします");
        world.Hears("佐藤");
    }

    [Fact]
    public async Task SettledWithNothingChosen_NothingIsSettled_AndItSaysSo()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        world.Hears("木原");
        await RaisesAsync(world, $"{kihara}", "Main");
        world.Hears("佐藤");
        await world.PostsAsync($"{Page}?handler=Settle", ("main", $"{kihara}"), ("goesOn", "true"), ("seen", await SeenAsync(world)));
        world.Hears("木原");
        Assert.Contains("先生を選んでください", await world.PostsAsync($"{Page}?handler=Settle", ("deputy", ""), ("goesOn", "true"), ("seen", await SeenAsync(world))));
        Assert.Equal(1, await CountAsync(world, "hands.settle"));
        Assert.EndsWith("done=settle", await world.PostsAsync($"{Page}?handler=Settle", ("deputy", ""), ("seen", await SeenAsync(world)))); // No deputy is looked for any more.
        Assert.Equal(HandCaseState.Settled, (await world.CaseAsync()).State);
    }

    [Fact]
    public async Task AHandThatIsNotUp_IsNotLowered_AndNobodyCountsAsAsked()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市"), miki = await world.DoctorAsync("三木", "北市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        world.Hears("木原");
        Assert.Contains("その先生の手は挙がっていません", await RaisesAsync(world, $"{miki}", "Down"));
        Assert.Contains("その先生の手は挙がっていません", await RaisesAsync(world, $"{kihara}", "Down"));
        Assert.Equal((1, 1), ((await world.CaseAsync()).AskedCount, (await world.CaseAsync()).Asks.Count));
        Assert.EndsWith("done=raise", await RaisesAsync(world, $"{miki}", "No")); // They were asked in words.
        Assert.Equal(2, (await world.CaseAsync()).AskedCount);
    }

    [Fact]
    public async Task WhatIsChangedBeforeItIsSent_IsInTheTrail_AndACaseIsNotKeptWithoutItsRow()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.PostsAsync("/console/hands", CaseFields("2026-06-01"));
        await world.PostsAsync($"{Page}?handler=Change", [.. CaseFields("2026-06-01", area: "北市"), ("Form.Seen", "1")]);
        Assert.Equal(1, await CountAsync(world, "hands.change"));
        await world.Console.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_row BEFORE INSERT ON audit_entry WHEN NEW.action = 'hands.add' BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        await world.PostsAsync("/console/hands", CaseFields("2026-06-01"));
        Assert.Equal(1, await world.Console.AskAsync(db => db.HandCases.CountAsync()));
        await world.Console.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER no_row"));
    }

    private static async Task<string> RaisesAsync(HandWorld world, string holder, string answer, int? seen = null) =>
        await world.PostsAsync($"{Page}?handler=Raise", ("holder", holder), ("answer", answer), ("seen", seen?.ToString() ?? await SeenAsync(world)));

    private static async Task<string> SeenAsync(HandWorld world) => (await world.CaseAsync()).Revision.ToString();

    private static Task<int> CountAsync(HandWorld world, string action) => world.Console.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == action && entry.Subject == "hands:1"));
}
