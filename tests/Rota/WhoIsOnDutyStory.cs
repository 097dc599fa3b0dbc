using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Rota;

/// <summary>Who is on duty, as people ask it and as they are told.</summary>
public sealed class WhoIsOnDutyStory
{
    /// <summary>A Friday evening.</summary>
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 19);

    [Fact]
    public async Task ACareManagerAsksForTheDoctorOfTonight_AndGetsName_Number_UntilWhen_AndWhoIsNext()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);

        await world.SaysAsync("田中ケアマネ", "今夜の当番の先生は？");
        world.Hears("田中ケアマネ", "在宅当番医", "木原 一郎（木原医院）", "0000-31-1111", "17:30〜翌8:30", "（いま）", "あす 17:30 から 三木 二郎");

        await world.SaysAsync("田中ケアマネ", "いまの当番医だれですか");
        world.Hears("田中ケアマネ", "木原 一郎（木原医院）", "あす 8:30 まで", "次は あす 17:30 から 三木 二郎", "5月29日(金) 19:00 現在の当番表");
    }

    [Theory]
    [InlineData("日曜の当番医おしえて", "広瀬 三郎")]
    [InlineData("5月31日の当番の先生", "広瀬 三郎")]
    [InlineData("あしたのとうばんいは", "三木 二郎")]
    [InlineData("昨夜の当番の先生は？", "三木 二郎")]
    [InlineData("当番の訪看さん誰？", "みなと訪問看護")]
    [InlineData("当番医と訪看の当番は？", "みなと訪問看護")] // both are meant
    public async Task TheDayAndTheKind_AreUnderstood(string asked, string holder)
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", asked);
        world.Hears("田中ケアマネ", holder);
    }

    [Fact]
    public async Task AtTwoInTheMorning_TonightIsTheNightThatStillGoesOn()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("夜勤の看護師", Role.Nurse);
        _clock.AdvanceTo(At("2026-05-29", 26));
        await world.SaysAsync("夜勤の看護師", "今夜の当番の先生は？");
        world.Hears("夜勤の看護師", "木原 一郎（木原医院）", "（いま）");
    }

    [Fact]
    public async Task TomorrowsDoctor_IsNotTheOneWhoseNightEndsTomorrowMorning()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "明日の当番医は？");
        string said = world.HearsText("田中ケアマネ");
        Assert.Contains("三木 二郎", said);
        Assert.DoesNotContain("木原", said);
    }

    [Fact]
    public async Task AtTwoInTheMorning_TodaysDoctor_IsFirstTheOneWhoIsOn()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("夜勤の看護師", Role.Nurse);
        _clock.AdvanceTo(At("2026-05-29", 26));
        await world.SaysAsync("夜勤の看護師", "今日の当番の先生は？");
        string said = world.HearsText("夜勤の看護師");
        Assert.Contains("（いま）\n木原 一郎", said);
        Assert.Contains("三木 二郎", said);
    }

    [Fact]
    public async Task ANightThatIsMissing_IsTold_ThoughTheOneBeforeEndsOnItsMorning()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "5月28日から6月2日の夜の当番の先生は？");
        world.Hears("田中ケアマネ", "6月1日(月)、6月2日(火)は表に登録がありません", "当番がいないとは限りません");
    }

    [Fact]
    public async Task AnHourOfSeveralDays_IsAnsweredForEach_AndWhatIsLeftOutIsSaid()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "土日の夜9時の当番の先生は？");
        world.Hears("田中ケアマネ", "三木 二郎", "広瀬 三郎");

        await world.SaysAsync("田中ケアマネ", "28日と29日と30日と31日の当番の先生は？");
        world.Hears("田中ケアマネ", "ほかの日の当番は、日にちを決めて");
    }

    [Fact]
    public async Task WhoAsksForTheirOwnDuties_IsToldThatThisIsEverybodys()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("三木医師", Role.Doctor);
        await world.SaysAsync("三木医師", "私の当番いつですか");
        world.Hears("三木医師", "当番表のお名前とつなぐ必要があります", "招待コード", "木原 一郎");
    }

    [Fact]
    public async Task TwoDays_AreAnsweredEach()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "30日と31日の当番医おしえて");
        world.Hears("田中ケアマネ", "5月30日(土)の当番", "三木 二郎", "5月31日(日)の当番", "広瀬 三郎");
    }

    [Fact]
    public async Task ANumberOfTheDoctorsOwn_IsNotForResidents_EvenWhereTheRotaIsPublished()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(_clock, new() { ["Hub:OnCallPhone"] = "0000-99-0000", ["Hub:OnCallName"] = "夜間窓口" });
        await world.AskAsync(async db =>
        {
            db.DutyHolders.Add(Holder("木原 一郎", "0000-31-1111", "木原医院"));
            return await GivenAsync(db, _clock.GetUtcNow(), Doctors(ResidentView.Published), Night("木原 一郎", "2026-05-29"));
        });
        await world.SaysAsync("家族", "今夜の当番の先生は？");
        string said = world.HearsText("家族");
        Assert.Contains("木原医院", said);
        Assert.DoesNotContain("一郎", said);
        Assert.DoesNotContain("0000-31-1111", said);
        Assert.Contains("0000-11-0000", said); // The hub helps.

        await world.SaysAsync("家族", "今夜の訪問看護の当番は？");
        world.Hears("家族", "登録がありません", "夜間窓口", "0000-99-0000");
    }

    [Fact]
    public async Task AFamilyMember_IsToldTheNumberTheHubAllows_AndNoName()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync("家族", "今夜の当番の先生は？");
        string doctor = world.HearsText("家族");
        Assert.Contains("命に関わりそうなときは、迷わず119へ", doctor);
        Assert.Contains("0000-11-0000", doctor); // the hub's own
        Assert.DoesNotContain("木原", doctor);
        Assert.DoesNotContain("0000-31-1111", doctor);

        await world.SaysAsync("家族", "今日の夜の訪問看護の当番は？");
        string nurse = world.HearsText("家族");
        Assert.Contains("0000-77-0000", nurse); // the rota's first-call number
        Assert.DoesNotContain("みなと訪問看護", nurse);
    }

    [Fact]
    public async Task InAGroup_EvenAProfessionalIsToldNoName()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "今夜の当番の先生は？", inGroup: "多職種", mentioning: "@bot");
        string said = world.HearsText("多職種");
        Assert.DoesNotContain("木原", said);
        Assert.Contains("1対1", said);
    }

    [Fact]
    public async Task WhatTheTableDoesNotSay_IsNotKnown_AndNeverNobody()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "来週火曜の当番の先生は？");
        world.Hears("田中ケアマネ", "表に登録がありません", "当番がいないとは限りません", "0000-11-0000");

        await world.SaysAsync("田中ケアマネ", "今日の看取り当番の先生は？");
        world.Hears("田中ケアマネ", "看取り当番の表は、このチャットに登録がありません", "当番がいないとは限りません", "在宅当番医");
    }

    [Fact]
    public async Task ACorrectionMadeTenMinutesAgo_IsWhatIsAnswered()
    {
        await using StoryWorld world = await StartAsync();
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.AskAsync(async db =>
        {
            await PublishAsync(db, 1, _clock.GetUtcNow(), Night("三木 二郎", "2026-05-29"));
            return true;
        });
        _clock.Advance(TimeSpan.FromMinutes(10));
        await world.SaysAsync("田中ケアマネ", "今夜の当番の先生は？");
        string said = world.HearsText("田中ケアマネ");
        Assert.Contains("三木 二郎", said);
        Assert.DoesNotContain("木原", said);
    }

    [Fact]
    public async Task WithoutAnyRota_TheAnswerSaysSo_AndNamesTheHub()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(_clock);
        await world.SaysAsync("家族", "今夜の当番の先生は？");
        world.Hears("家族", "当番表はまだこのチャットに入っていない", "0000-11-0000", "119");
    }

    [Fact]
    public async Task AnAreaIsNamed_AndOnlyItsRotaAnswers()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            DutyRota north = Doctors(area: "北町"), south = Doctors(area: "南町");
            (north.Name, south.Name) = ("北の当番医", "南の当番医");
            await GivenAsync(db, _clock.GetUtcNow(), north, Night("北 太郎", "2026-05-29"));
            return await GivenAsync(db, _clock.GetUtcNow(), south, Night("南 花子", "2026-05-29"));
        });
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "今夜の当番医、南町");
        string said = world.HearsText("田中ケアマネ");
        Assert.Contains("南 花子", said);
        Assert.DoesNotContain("北 太郎", said);
    }

    private async Task<StoryWorld> StartAsync()
    {
        StoryWorld world = await StoryWorld.StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            DutyHolder kihara = Holder("木原 一郎", "0000-31-1111", "木原医院");
            db.DutyHolders.Add(kihara);
            await GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night("三木 二郎", "2026-05-28"), Night("木原 一郎", "2026-05-29"), Night("三木 二郎", "2026-05-30"), Duty("広瀬 三郎", At("2026-05-31", 0), At("2026-05-31", 24)));
            return await GivenAsync(db, _clock.GetUtcNow(), Nurses(), Night("みなと訪問看護ステーション", "2026-05-29", phone: "0000-41-1111"));
        });
        return world;
    }
}
