using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.HandRaising.HandWorld;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.HandRaising;

/// <summary>A patient who needs a main and a deputy doctor: asked of many by tap, settled by one.</summary>
public sealed class HandStory
{
    private const string Main = "主治医として手を挙げる";
    private const string Deputy = "副主治医として手を挙げる";

    /// <summary>A Friday.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 10);

    [Fact]
    public async Task HandsGoUp_OnLineAndInTeams_TheCoordinatorChooses_AndEverybodyIsToldOnce()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市", "end_of_life narcotics"), miki = await world.DoctorAsync("三木"), mori = await world.DoctorAsync("森", "みなと市", inTeams: true);
        await world.DoctorAsync("北", "北市");
        await world.DoctorAsync("看護", "みなと市", role: Role.Nurse);
        await world.DoctorAsync("原", "みなと市", "suction");
        string page = await world.PostsAsync("/console/hands", CaseFields("2026-06-01", remark: "80代の方。退院後、自宅で最期までとのご希望です。", procedures: "end_of_life"));
        string draft = await world.PageAsync(page);
        Assert.Contains("3 人の先生に送ります。まだ、だれにも送っていません", draft);
        Assert.Contains("三木（三木医院）（訪問地域は未確認）（処置は未確認）", draft);
        Assert.Contains("北（北医院） … 訪問地域が違います（記録: 北市）", draft);
        Assert.Contains("看護（看護医院） … チャットでの役割が医師ではありません", draft);
        Assert.Contains("原（原医院） … できる処置の記録にありません: ターミナルケア・看取り", draft);
        world.HearsNothing("木原");

        page = page[..page.IndexOf('?')];
        await world.PostsAsync($"{page}?handler=Send", ("seen", "1"));
        HeardMessage asked = world.Hears("木原", "手上げ 1番", "主治医・副主治医を探しています", "みなと市", "要介護4", "ターミナルケア・看取り", "80代の方", "締切", "お名前や病状は、チャットではお伝えしません");
        Assert.DoesNotContain("未確認です", asked.Words);
        HeardMessage unsure = world.Hears("三木", "先生の訪問地域とできる処置は、拠点の記録では未確認です");
        HeardActivity inTeams = Assert.Single(world.Console.Teams.Heard("森"));

        _clock.Advance(TimeSpan.FromMinutes(25));
        await world.TapsAsync("三木", unsure, "どちらでも");
        world.Hears("三木", "どちらでも、手を挙げています", "［手を下ろす］");
        world.Hears("佐藤", "手上げ 1番（みなと市）", "手が挙がりました");
        await world.TapsAsync("木原", asked, Main);
        world.Hears("木原", "主治医として、手を挙げています");
        await world.TapsAsync("木原", asked, Main); // Tapped twice.
        world.Hears("木原", "主治医として、手を挙げています");
        world.Hears("佐藤", "手が挙がりました");
        await world.DoesInTeamsAsync(world.Console.Teams.Presses("森", inTeams, Main));
        HeardActivity up = world.Console.Teams.Heard("森")[^1];
        Assert.Contains("主治医として、手を挙げています", up.Words);
        world.Hears("佐藤", "手が挙がりました");

        _clock.Advance(TimeSpan.FromMinutes(35));
        HandCase one = await world.CaseAsync();
        Assert.Contains("主治医と副主治医は、別の先生にしてください", await world.PostsAsync($"{page}?handler=Settle", ("main", $"{kihara}"), ("deputy", $"{kihara}"), ("seen", $"{one.Revision}")));
        Assert.Contains("手が下ろされたか、その役では手が挙がっていません", await world.PostsAsync($"{page}?handler=Settle", ("main", $"{miki}"), ("deputy", $"{mori}"), ("seen", $"{one.Revision}"))); // 森 is up for main alone.
        Assert.EndsWith("done=settle", await world.PostsAsync($"{page}?handler=Settle", ("main", $"{kihara}"), ("deputy", $"{miki}"), ("seen", $"{one.Revision}")));
        HeardMessage chosen = world.Hears("木原", "主治医をお願いします", "コーディネーターからお電話します", "0000-11-0000");
        world.Hears("三木", "副主治医をお願いします");
        Assert.Contains("ほかの先生にお願いすることになりました", Assert.Single(world.Console.Teams.Heard("森")).Words);
        world.HearsNothing("北");

        await world.TapsAsync("三木", unsure, Main); // An old card.
        world.Hears("三木", "副主治医をお願いします");
        await world.DoesInTeamsAsync(world.Console.Teams.Presses("森", inTeams, "今回は見送る"));
        Assert.Contains("この件は決まりました", world.Console.Teams.Heard("森")[^1].Words);
        one = await world.CaseAsync();
        Assert.Equal((HandCaseState.Settled, 3, 3), (one.State, one.AskedCount, one.HandCount));
        Assert.Equal((25, 60), ((one.FirstHandAt - one.SentAt)!.Value.TotalMinutes, (one.MatchedAt - one.SentAt)!.Value.TotalMinutes));
        Assert.Contains("［辞退する］", chosen.Words);
    }

    [Fact]
    public async Task BeforeItIsSettled_AHandGoesDown_AndWhoPassesIsLeftInPeace()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("三木", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        HeardMessage kihara = world.Hears("木原"), miki = world.Hears("三木");
        await world.TapsAsync("木原", kihara, Deputy);
        HeardMessage up = world.Hears("木原", "副主治医として、手を挙げています");
        world.Hears("佐藤");
        await world.TapsAsync("木原", up, "手を下ろす");
        world.Hears("木原", "手を下ろしました", $"［{Main}］");
        world.Hears("佐藤", "手が下ろされました");
        await world.TapsAsync("三木", miki, "今回は見送る");
        world.Hears("三木", "今回は見送り、と承りました");
        Assert.Equal([HandAnswer.Down, HandAnswer.No], (await world.CaseAsync()).Asks.OrderBy(ask => ask.HolderId).Select(ask => ask.Answer));

        await world.PostsAsync("/console/hands/1?handler=Withdraw");
        world.Hears("木原", "この件は取り下げました");
        world.HearsNothing("三木"); // They had passed.
        await world.TapsAsync("木原", kihara, Main);
        world.Hears("木原", "この件は取り下げました");
        Assert.Empty((await world.CaseAsync()).Seats);
    }

    [Fact]
    public async Task FirstCome_TheFirstIsMain_TheNextIsDeputy_AndAStepBackOpensTheSeatAgain()
    {
        await using HandWorld world = await StartAsync(_clock);
        string[] names = ["木原", "三木", "広瀬"];
        foreach (string name in names)
        {
            await world.DoctorAsync(name, "みなと市");
        }

        await world.SendsAsync(CaseFields("2026-06-01", rule: "first_come"));
        HeardMessage[] cards = [.. names.Select(name => world.Hears(name, "先に手を挙げた先生に決まります"))];
        await world.TapsAsync("木原", cards[0], "どちらでも");
        HeardMessage chosen = world.Hears("木原", "主治医をお願いします");
        world.Hears("佐藤", "手が挙がりました");
        await world.TapsAsync("三木", cards[1], Main);
        HeardMessage late = world.Hears("三木", "主治医は決まりました。副主治医でもよろしければ");
        world.Hears("佐藤"); // A hand for a seat that is gone is a hand all the same.
        await world.TapsAsync("三木", late, Deputy);
        world.Hears("三木", "副主治医をお願いします");
        world.Hears("広瀬", "この件は決まりました");
        world.Hears("佐藤", "決まりました。先生へ電話を");

        _clock.Advance(TimeSpan.FromHours(2));
        await world.TapsAsync("木原", chosen, "辞退する");
        HeardMessage sure = world.Hears("木原", "辞退してよろしいですか");
        Assert.Equal(HandCaseState.Settled, (await world.CaseAsync()).State);
        await world.TapsAsync("木原", sure, "辞退する");
        world.Hears("木原", "今回は見送り");
        HeardMessage again = world.Hears("広瀬", "主治医の席が、またあきました");
        world.Hears("佐藤", "辞退の連絡がありました");
        world.HearsNothing("三木"); // The deputy stays.
        HandCase open = await world.CaseAsync();
        Assert.Equal((HandCaseState.Open, null, 1), (open.State, open.MatchedAt, open.Seats.Count));
        await world.TapsAsync("広瀬", again, Main);
        world.Hears("広瀬", "主治医をお願いします");
        world.Hears("佐藤", "決まりました");
        Assert.Equal(HandCaseState.Settled, (await world.CaseAsync()).State);
    }

    [Fact]
    public async Task NobodyRaises_TheyAreAskedAgainCloserAndCloser_NotAtNight_AndTheCoordinatorHears()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("三木", "みなと市");
        await world.SendsAsync(CaseFields("2026-05-31", "10:00")); // 48 hours: asked again after 24, 36 and 43.2.
        world.Hears("木原");
        await world.TapsAsync("三木", world.Hears("三木"), "今回は見送る");
        world.Hears("三木");

        await world.AtAsync<HandChaseJob>("2026-05-30", 9, 59);
        world.HearsNothing("木原");
        await world.AtAsync<HandChaseJob>("2026-05-30", 10);
        world.Hears("木原", "まだ手が挙がっていません");
        world.HearsNothing("佐藤");
        await world.RunAsync<HandChaseJob>(); // Twice says it once.
        await world.AtAsync<HandChaseJob>("2026-05-30", 22, 5);
        world.HearsNothing("木原"); // Quiet hours.
        world.HearsNothing("佐藤");
        _clock.AdvanceTo(At("2026-05-31", 7));
        await world.Console.SettleAsync();
        HeardMessage morning = world.Hears("木原", "まだ手が挙がっていません");
        world.Hears("佐藤", "まだ手が挙がっていません。電話でのお願いなど");
        await world.AtAsync<HandChaseJob>("2026-05-31", 7, 5);
        world.Hears("木原");
        world.Hears("佐藤");
        await world.AtAsync<HandChaseJob>("2026-05-31", 10, 1);
        world.HearsNothing("木原");
        world.HearsNothing("三木"); // Who passed hears no more of it.
        world.Hears("佐藤", "締切になりました。お願いした先生 2人、挙がっている手 0人");
        Assert.Null((await world.CaseAsync()).NextChaseAt);

        await world.TapsAsync("木原", morning, Main); // Late is better than never.
        world.Hears("木原", "主治医として、手を挙げています", "過ぎましたが、まだ決まっていません");
        world.Hears("佐藤", "手が挙がりました");
    }

    [Fact]
    public async Task WhatIsSettledInTheNight_IsToldInTheMorning_AndWhoWasNeverAskedIsToldNothing()
    {
        await using HandWorld world = await StartAsync(_clock);
        int kihara = await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("三木", "みなと市");
        _clock.AdvanceTo(At("2026-05-29", 21, 30));
        await world.SendsAsync(CaseFields("2026-06-01", deputy: false));
        world.HearsNothing("木原");
        Assert.EndsWith("done=raise", await world.PostsAsync("/console/hands/1?handler=Raise", ("holder", $"{kihara}"), ("answer", "Main"), ("seen", $"{(await world.CaseAsync()).Revision}"))); // By phone, at night.
        HandCase one = await world.CaseAsync();
        Assert.EndsWith("done=settle", await world.PostsAsync("/console/hands/1?handler=Settle", ("main", $"{kihara}"), ("seen", $"{one.Revision}")));
        _clock.AdvanceTo(At("2026-05-30", 7));
        await world.Console.SettleAsync();
        world.Hears("木原", "主治医をお願いします");
        world.HearsNothing("三木");
        world.HearsNothing("佐藤"); // They did it themselves.
    }

    [Theory]
    [InlineData("山田さんの件です", "備考にお名前")]
    [InlineData("S12.3.4生", "備考に生年月日")]
    [InlineData("0000-12-3456へ", "電話番号")]
    public async Task TheForm_RefusesWhatTellsWhoItIs_SayingWhichKind_AndKeepsNothing(string remark, string said)
    {
        await using HandWorld world = await StartAsync(_clock);
        string page = await world.PostsAsync("/console/hands", CaseFields("2026-06-01", remark: remark));
        Assert.Contains(said, page);
        Assert.Contains("まだ、だれにも送っていません", page);
        Assert.Contains(remark, page); // In the field, to be written anew.
        Assert.Equal(0, await world.Console.AskAsync(db => db.HandCases.CountAsync()));
        Assert.DoesNotContain(await world.Console.AskAsync(db => db.AuditTrail.ToListAsync()), entry => entry.Detail.Contains(remark, StringComparison.Ordinal));
        Assert.Contains("地域に番地", await world.PostsAsync("/console/hands", CaseFields("2026-06-01", area: "みなと市中央1-2-3")));
    }

    [Fact]
    public async Task AStranger_AndAGroup_LearnNothing()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.DoctorAsync("木原", "みなと市");
        await world.DoctorAsync("北", "北市");
        await world.SendsAsync(CaseFields("2026-06-01"));
        world.Hears("木原");
        foreach (string data in (string[])["hand:1:main", "hand:1:show", "hand:2:main", "hand:x:main", "hand", "hand:1:main:2", "hand:99999999999:main"])
        {
            await world.DoesAsync(world.Console.Line.Presses("北", data));
            Assert.DoesNotContain("みなと市", world.Hears("北", "この件は見つかりません").Words);
        }

        await world.DoesAsync(world.Console.Line.Presses("木原", "hand:1:main", "groupA"));
        Assert.Contains("1対1のチャット", string.Concat(world.Console.Line.Heard("groupA").Select(message => message.Words)));
        Assert.All((await world.CaseAsync()).Asks, ask => Assert.Equal(HandAnswer.None, ask.Answer));
    }

    [Fact]
    public async Task AfterItsTime_WordsAndDoctorsGo_AndTheTimesStay()
    {
        await using HandWorld world = await StartAsync(_clock);
        await world.DoctorAsync("木原", "みなと市");
        await world.SendsAsync(CaseFields("2026-06-01", remark: "独居の方です。", rule: "first_come", deputy: false));
        _clock.Advance(TimeSpan.FromMinutes(30));
        await world.TapsAsync("木原", world.Hears("木原"), Main);
        world.Hears("木原");
        world.Hears("佐藤");
        _clock.Advance(TimeSpan.FromDays(366));
        await world.RunAsync<HousekeepingJob>();
        HandCase one = await world.CaseAsync();
        Assert.Equal(("", "", CareLevel.Unknown, 0, 0, 0), (one.Remark, one.Procedures, one.CareLevel, one.Asks.Count, one.Seats.Count, one.Steps.Count));
        Assert.Equal((1, 1, 30), (one.AskedCount, one.HandCount, (one.MatchedAt - one.SentAt)!.Value.TotalMinutes));
        Assert.Contains("30分", await world.PageAsync("/console/hands"));
        Assert.Equal("番号,地域,送った日時,お願いした先生,手を挙げた先生,最初の手まで（分）,決まるまで（分）,取り下げ\r\n1,みなと市,2026-05-29 10:00,1,1,30,30,0\r\n", await (await world.BrowserAsync()).GetStringAsync("/console/hands/times.csv"));
        await world.DoesAsync(world.Console.Line.Presses("木原", "hand:1:show"));
        world.Hears("木原", "この件は見つかりません");
    }
}
