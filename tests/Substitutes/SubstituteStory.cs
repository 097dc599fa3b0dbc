using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Tests.HandRaising;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Substitutes;

/// <summary>A doctor is away on a Sunday and asks whoever is on duty to stand in, by the rules of a network: 12:00 of the day before, three papers, consent, the nurse informed.</summary>
public sealed partial class SubstituteStory
{
    private const string Asks = "明後日の日曜の代診をお願いしたい";

    /// <summary>A Friday; on Sunday 2026-05-31 三木 is on duty, from Saturday noon.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 10);

    [Fact]
    public async Task CompleteAndInTime_TheDoctorOnDutyGetsIt_TakesIt_AndAfterwardsTheOutcomeIsCounted()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        HeardMessage card = world.Hears("木原", "当番\n5月30日(土) 12:00〜翌24:00", "☐ 代診依頼書", "☐ ご家族の同意", "☐ 24時間対応の訪問看護への連絡", "締切", "5月30日(土) 12:00", "［代診依頼書あり］");
        await world.TapsAsync("木原", card, "代診依頼書あり");
        world.Hears("木原", "☑ 代診依頼書", "まだ足りないもの: 患者情報、参考死亡診断書、ご家族の同意、24時間対応の訪問看護への連絡");
        await world.DoesAsync(world.Console.Line.Presses("木原", await DataAsync(world, "send"))); // Not complete: stopped.
        world.Hears("木原", "まだ足りないもの");
        world.HearsNothing("三木");
        await world.TapsAsync("木原", card, "不在の時間を変える");
        HeardMessage from = world.Hears("木原", "いつから不在ですか");
        await world.TapsAsync("木原", from, "31日(日) 0:00");
        HeardMessage until = world.Hears("木原", "いつまで不在ですか");
        await world.TapsAsync("木原", until, "31日(日) 18:00");
        HeardMessage away = world.Hears("木原", "不在の時間\n5月31日(日) 0:00〜18:00");
        await world.TapsAsync("木原", away, "すべて済んでいます");
        HeardMessage ready = world.Hears("木原", "揃いました", "［依頼を出す］");
        await world.TapsAsync("木原", ready, "依頼を出す");
        world.Hears("木原", "依頼を出しました", "当番の先生\n三木（三木医院）\n0000-31-2222");
        HeardMessage given = world.Hears("三木", "代診のお願いです", "不在の時間\n5月31日(日) 0:00〜18:00", "依頼元の先生\n木原（木原医院）\n0000-31-1111", "患者さんのことは、チャットに書かないでください", "［引き受けます］", "［相談したい］");
        world.Hears("佐藤", "代診（休日の在宅当番医 5月31日(日)）", "当番の先生に届きます");

        await world.TapsAsync("三木", given, "相談したい");
        world.Hears("三木", "相談したい、と伝えました");
        world.Hears("木原", "相談したいとのことです", "0000-31-2222");
        world.Hears("佐藤", "相談したい");
        await world.TapsAsync("三木", given, "引き受けます");
        world.Hears("三木", "代診を引き受けました");
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤", "当番の先生が引き受けました");

        await world.AtAsync<SubstituteJob>("2026-05-31", 18, 1);
        HeardMessage after = world.Hears("三木", "代診の結果", "［往診した］", "［看取りをした］", "［呼ばれなかった］");
        await world.TapsAsync("三木", after, "看取りをした");
        world.Hears("三木", "結果は「看取り」と記録しました");
        Assert.Matches("看取り</dt><dd>1<", await world.PageAsync("/console/substitutes"));
        await world.RunAsync<SubstituteJob>();
        world.HearsNothing("三木");
    }

    [Fact]
    public async Task Incomplete_IsRemindedOfAnHourBefore_AndEndsAtTheCutoff()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        HeardMessage card = world.Hears("木原");
        await world.AtAsync<SubstituteJob>("2026-05-30", 10, 59);
        world.HearsNothing("木原");
        await world.AtAsync<SubstituteJob>("2026-05-30", 11);
        world.Hears("木原", "代診の締切が近づいています", "まだ足りないもの");
        world.Hears("佐藤", "まだ揃っていません。足りないもの: 代診依頼書、患者情報、参考死亡診断書");
        await world.RunAsync<SubstituteJob>(); // Twice says it once.
        await world.AtAsync<SubstituteJob>("2026-05-30", 12);
        world.HearsNothing("木原"); // 12:00 itself is in time.
        await world.AtAsync<SubstituteJob>("2026-05-30", 12, 1);
        world.Hears("木原", "締切になりました", "依頼は出ていません", "0000-11-0000");
        world.Hears("佐藤", "締切までに揃わず");
        await world.TapsAsync("木原", card, "すべて済んでいます"); // An old card.
        world.Hears("木原", "締切になりました");
        world.HearsNothing("三木");
        Assert.Equal(SubstituteState.Lapsed, (await OneAsync(world)).State);
    }

    [Fact]
    public async Task AfterTheCutoff_ItIsRefusedWithTheRule_AndTheHubIsRung()
    {
        await using HandWorld world = await GivenAsync();
        _clock.AdvanceTo(At("2026-05-30", 22)); // In the quiet hours: a sudden need rings all the same.
        await world.SaysAsync("木原", "明日の日曜の代診をお願いしたい");
        world.Hears("木原", "締切を過ぎています", "締切は 5月30日(土) 12:00 でした", "当番の先生には伝わっていません", "0000-11-0000");
        world.Hears("佐藤", "締切を過ぎて、代診の相談がありました");
        await world.SaysAsync("木原", "明日の日曜の代診をお願いしたい");
        world.Hears("木原", "締切を過ぎています");
        world.HearsNothing("佐藤"); // Once.
        world.HearsNothing("三木");
    }

    [Fact]
    public async Task AtTheLastMinute_ItIsStillTaken()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        HeardMessage card = world.Hears("木原");
        await world.TapsAsync("木原", card, "すべて済んでいます");
        HeardMessage ready = world.Hears("木原");
        _clock.AdvanceTo(At("2026-05-30", 12).AddSeconds(59));
        await world.TapsAsync("木原", ready, "依頼を出す");
        world.Hears("木原", "依頼を出しました");
        world.Hears("三木", "代診のお願いです");
        world.Hears("佐藤");
    }

    [Fact]
    public async Task WhenTheRotaChanges_TheNewDoctorGetsIt_AndTheOldOneIsTold_AlsoInTeams()
    {
        await using HandWorld world = await GivenAsync();
        int mori = await world.DoctorAsync("森", inTeams: true, phone: "0000-31-4444");
        await SendsAsync(world);
        HeardMessage given = world.Hears("三木", "代診のお願いです");
        await world.TapsAsync("三木", given, "引き受けます");
        world.Hears("三木");
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤");

        _clock.AdvanceTo(At("2026-05-30", 16));
        await MoveAsync(world, mori);
        await world.RunAsync<SubstituteJob>();
        HeardActivity asked = Assert.Single(world.Console.Teams.Heard("森"));
        Assert.Contains("代診のお願いです", asked.Words);
        world.Hears("三木", "ほかの先生に移りました");
        world.Hears("木原", "当番の先生が変わりました", "0000-31-4444");
        world.Hears("佐藤", "当番が変わりました");
        await world.TapsAsync("三木", given, "引き受けます");
        world.Hears("三木", "ほかの先生に移りました");
        await world.RunAsync<SubstituteJob>(); // Nothing more has changed.
        Assert.Equal(SubstituteState.Sent, (await OneAsync(world)).State);

        await world.DoesInTeamsAsync(world.Console.Teams.Presses("森", asked, "引き受けます"));
        Assert.Contains("代診を引き受けました", world.Console.Teams.Heard("森")[^1].Words);
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤");

        await MoveAsync(world, null); // Nobody.
        await world.RunAsync<SubstituteJob>();
        Assert.Contains("ほかの先生に移りました", world.Console.Teams.Heard("森")[^1].Words);
        world.Hears("木原");
        world.Hears("佐藤", "頼める当番の先生がいません");
    }

    [Fact]
    public async Task WhoDoesNotAnswer_IsToldToTheHub_AndWithdrawingIsToldToTheDoctor()
    {
        await using HandWorld world = await GivenAsync();
        await SendsAsync(world);
        world.Hears("三木");
        await world.AtAsync<SubstituteJob>("2026-05-29", 12, 30);
        world.Hears("佐藤", "まだ返事がありません。電話で");
        await world.RunAsync<SubstituteJob>();
        world.HearsNothing("佐藤");
        await world.DoesAsync(world.Console.Line.Presses("木原", await DataAsync(world, "down")));
        await world.TapsAsync("木原", world.Hears("木原", "取り下げますか"), "取り下げる");
        world.Hears("木原", "取り下げました");
        world.Hears("三木", "この代診の依頼は取り下げられました");
        world.Hears("佐藤", "取り下げられました");
    }

    [Fact]
    public async Task AfterAYear_NobodyReadsWhoAsked_AlsoOfOneThatCameToNothing()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        await world.TapsAsync("木原", world.Hears("木原"), "ご家族の同意済み");
        world.Hears("木原");
        await world.AtAsync<SubstituteJob>("2026-05-30", 12, 1);
        world.Hears("木原", "締切になりました");
        world.Hears("佐藤");
        _clock.Advance(TimeSpan.FromDays(367));
        await world.RunAsync<HousekeepingJob>();
        SubstituteRequest one = await OneAsync(world);
        Assert.Equal((SubstituteRequest.Nobody, null, SubstituteState.Lapsed), (one.RequesterId, one.ConsentAt, one.State));
        Assert.Contains("記録が残っていない先生", await world.PageAsync($"/console/substitutes/{one.Id}"));
    }

    [Fact]
    public async Task OnesOwnDuty_AnUnknownDay_SomebodyUnlinked_AndAStranger_AreToldWhatToDo()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("三木", Asks);
        world.Hears("三木", "先生ご自身の当番です");
        await world.SaysAsync("木原", "12月24日の代診をお願いしたい");
        world.Hears("木原", "表に登録がありません。当番がいないとは限りません");
        await world.SaysAsync("木原", "代診をお願いしたい");
        HeardMessage which = world.Hears("木原", "どの日の代診ですか", "［5月31日(日)］", "［6月7日(日)］");
        await world.TapsAsync("木原", which, "6月7日(日)");
        world.Hears("木原", "6月6日(土) 12:00〜翌24:00");
        await world.Console.WithDbAsync(async db =>
        {
            (await db.DutyHolders.SingleAsync(holder => holder.Name == "広瀬")).MemberId = null;
            await db.SaveChangesAsync();
        });
        await world.SaysAsync("広瀬", Asks);
        world.Hears("広瀬", "どの先生か、まだ登録がありません", "0000-11-0000");
        string show = await DataAsync(world, "show");
        await world.DoesAsync(world.Console.Line.Presses("広瀬", show));
        world.Hears("広瀬", "この代診は見つかりません");
        await world.DoesAsync(world.Console.Line.Presses("三木", show.Replace("show", "take", StringComparison.Ordinal)));
        world.Hears("三木", "この代診は見つかりません");
    }

    [Fact]
    public async Task WhereNoNetworkHasRules_ItIsNotOffered()
    {
        await using HandWorld world = await GivenAsync(isOn: false);
        await world.SaysAsync("木原", Asks);
        Assert.DoesNotContain("代診の依頼（準備中）", world.Hears("木原").Words);
        Assert.Equal(0, await world.Console.AskAsync(db => db.SubstituteRequests.CountAsync()));
        Assert.Contains("まだ始めていません", await world.PageAsync("/console/substitutes"));
    }

    [Fact]
    public async Task OnADoctorsBehalf_AtTheConsole_WithADoctorOnDutyWhoHasNoChat()
    {
        await using HandWorld world = await GivenAsync();
        int[] ids = await world.Console.AskAsync(db => db.DutyHolders.OrderBy(holder => holder.Id).Select(holder => holder.Id).ToArrayAsync());
        await world.Console.WithDbAsync(async db =>
        {
            (await db.DutyHolders.SingleAsync(holder => holder.Id == ids[1])).MemberId = null;
            await db.SaveChangesAsync();
        });
        DutyShift duty = await world.Console.AskAsync(db => db.DutyShifts.Include(shift => shift.Seat).OrderBy(shift => shift.StartsAt).FirstAsync());
        string page = await world.PostsAsync("/console/substitutes", ("Form.Requester", $"{ids[0]}"), ("Form.Unit", $"{duty.Seat!.RotaId}:{duty.SeatId}:{duty.StartsAt.UtcTicks}"));
        Assert.Contains("まだ足りないもの: 代診依頼書、患者情報", await world.PageAsync(page));
        Assert.Contains("当番の時間の中で", await world.PostsAsync($"{page}?handler=Keep", Ready(0, "11:00")));
        Assert.EndsWith("done=keep", await world.PostsAsync($"{page}?handler=Keep", Ready(0, "13:00")));
        Assert.EndsWith("done=send", await world.PostsAsync($"{page}?handler=Send", Ready((await OneAsync(world)).Revision, "13:00")));
        world.Hears("佐藤", "当番の先生に、チャットで届きません");
        long given = (await OneAsync(world)).Given[0].Id;
        Assert.EndsWith("done=answer", await world.PostsAsync($"{page}?handler=Answer", ("given", $"{given}"), ("answer", "Accepted")));
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤", "引き受けました");
        Assert.Contains("始まってから", await world.PostsAsync($"{page}?handler=Outcome", ("outcome", "Visit")));
        await world.AtAsync<SubstituteJob>("2026-06-01", 9);
        world.Hears("佐藤", "結果（往診・看取り・なし）をコンソールに");
        Assert.EndsWith("done=outcome", await world.PostsAsync($"{page}?handler=Outcome", ("outcome", "Visit")));
        Assert.Equal((SubstituteState.Done, SubstituteOutcome.Visit), ((await OneAsync(world)).State, (await OneAsync(world)).Outcome));
    }

    private static (string, string)[] Ready(int seen, string from) =>
    [
        ("Form.Seen", $"{seen}"), ("Form.FromDay", "2026-05-30"), ("Form.FromTime", from), ("Form.UntilDay", "2026-05-31"), ("Form.UntilTime", "20:00"), ("Form.Papers", "代診依頼書"), ("Form.Papers", "患者情報"), ("Form.Papers", "参考死亡診断書"),
        ("Form.Consent", "true"), ("Form.Nurse", "true"),
    ];

    private static Task<SubstituteRequest> OneAsync(HandWorld world) => world.Console.AskAsync(db => db.SubstituteRequests.Include(one => one.Given).SingleAsync());

    private static async Task<string> DataAsync(HandWorld world, string what) => $"sub:{what}:{(await OneAsync(world)).Id:N}";

    private static async Task SendsAsync(HandWorld world)
    {
        await world.SaysAsync("木原", Asks);
        await world.TapsAsync("木原", world.Hears("木原"), "すべて済んでいます");
        await world.TapsAsync("木原", world.Hears("木原"), "依頼を出す");
        world.Hears("木原", "依頼を出しました");
        world.Hears("佐藤");
    }

    private static Task<int> HolderAsync(HandWorld world, string name) => world.Console.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == name).Select(holder => holder.Id).SingleAsync());

    /// <summary>Somebody else, or nobody, in the place of 三木, as the console writes it: for all of it, or for hours of the Sunday.</summary>
    private static Task MoveAsync(HandWorld world, int? holder, int from = -12, int until = 24) => world.Console.WithDbAsync(async db =>
    {
        DutyShift plan = await db.DutyShifts.Include(shift => shift.Seat).OrderBy(shift => shift.StartsAt).FirstAsync();
        db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, HolderId = holder, StartsAt = At("2026-05-31", from), EndsAt = At("2026-05-31", until), Layer = DutyLayer.Override, KnownFrom = world.Clock.GetUtcNow() });
        (await db.DutyRotas.SingleAsync()).Revision++;
        await db.SaveChangesAsync();
    });

    private async Task<HandWorld> GivenAsync(bool isOn = true)
    {
        HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Substitutes:Enabled"] = isOn ? "true" : "false" });
        await world.DoctorAsync("木原");
        await world.DoctorAsync("三木", phone: "0000-31-2222");
        await world.DoctorAsync("広瀬", phone: "0000-31-3333");
        await world.Console.WithDbAsync(db => Rota.RotaTown.GivenAsync(db, world.Clock.GetUtcNow(), new DutyRota { Name = "休日の在宅当番医", Purpose = RotaPurpose.Doctor },
            Duty("三木", At("2026-05-30", 12), At("2026-05-31", 24)), Duty("広瀬", At("2026-06-06", 12), At("2026-06-07", 24))));
        return world;
    }
}
