using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Meetings;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>What is on, asked in chat: each sees what is for them, and what nobody entered is said to be that.</summary>
public sealed class AskMeetingStory
{
    private readonly FakeClock _clock = Clock();

    [Theory]
    [InlineData("次の研修いつ？", "看取りを支える", "事例検討会")]
    [InlineData("来月の会議は？", "地域ケア会議", "看取りを支える")]
    [InlineData("来週の木曜の夜なにかある？", "薬局との勉強会", "事例検討会")]
    [InlineData("木曜の夜なにかある？", "登録がありません", "看取りを支える")]
    [InlineData("6月25日の昼なにかありますか", "事例検討会", "看取りを支える")]
    [InlineData("医師会の講演会いつ", "登録がありません", "看取りを支える")]
    [InlineData("医師会の研修いつ", "看取りを支える", "事例検討会")]
    [InlineData("会議・研修の予定", "住民講座", "令和5年")]
    [InlineData("次の多職種研修会いつ？", "看取りを支える", "事例検討会")]
    public async Task Professionals_AreTold(string words, string told, string untold)
    {
        await using StoryWorld world = await TownAsync();
        await world.SaysAsync(Mihara, words);
        Assert.DoesNotContain(untold, string.Join('\n', world.Hears(Mihara, told).Select(heard => heard.Words)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNothingIsEntered_ItSaysSo_AndUntilWhenTheCalendarIsFilled()
    {
        await using StoryWorld world = await TownAsync();
        await world.SaysAsync(Mihara, "9月の研修は？");
        world.Hears(Mihara, "登録がありません", "2026年7月9日(木)まで", "ほかにも開かれるかもしれません", "0000-11-0000");
        await world.AskAsync(async db =>
        {
            db.Meetings.RemoveRange(await db.Meetings.ToListAsync());
            return await db.SaveChangesAsync();
        });
        await world.SaysAsync(Mihara, "次の研修いつ？");
        world.Hears(Mihara, "登録がありません", "まだ登録されていません。開かれないとは限りません");
    }

    [Fact]
    public async Task Residents_SeeWhatIsPublic_WithThePhone_AndNoLink()
    {
        await using StoryWorld world = await TownAsync();
        await world.SaysAsync("栄太", "会議・研修の予定");
        HeardMessage heard = world.Hears("栄太", "住民講座「家で過ごす」", "お電話でお願いします", "0000-11-0000")[^1];
        Assert.Equal(1, heard.Cards);
        Assert.DoesNotContain("meet.example.jp", heard.Json.ToJsonString(), StringComparison.Ordinal);
        await world.SaysAsync("栄太", "次の多職種研修会いつ？");
        world.Hears("栄太", "登録がありません");
    }

    [Fact]
    public async Task MyPlans_AreTheirOwn_WithWhatTheySaid()
    {
        await using StoryWorld world = await TownAsync();
        int id = await world.AskAsync(db => db.Meetings.Where(one => one.Kind == MeetingKind.CaseStudy).Select(one => one.Id).SingleAsync());
        await InviteAsync(world, id, [Mihara]);
        HeardMessage card = world.Hears(Mihara, "事例検討会")[^1];
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "お受けしました");
        await world.SaysAsync(Mihara, "私の予定");
        HeardMessage own = world.Hears(Mihara, "事例検討会", "お返事: 出席", "欠席に変える")[^1];
        Assert.Contains("私の当番", own.QuickReplies);
        await world.SaysAsync(Kato, "私の予定");
        world.Hears(Kato, "案内は、登録がありません");
        await world.DoesAsync(world.Line.Says(Mihara, "@みなと 私の予定", inGroup: "在宅チーム", mentioning: "@みなと"));
        world.Hears("在宅チーム", "1対1のチャット");
    }

    [Theory]
    [InlineData("受付 482913")]
    [InlineData("受付４８２９１３")]
    [InlineData("受付コード：482-913です")]
    public async Task TheCodeOnTheWall_MarksWhoCame_AlsoWhoWasOnNoList(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting training = Training();
        training.CheckInCode = "482913";
        int id = await GivenAsync(world, training);
        await InviteAsync(world, id, [Mihara], isTold: false);
        await world.SaysAsync(Mihara, words);
        world.Hears(Mihara, "この番号では受付できませんでした");
        _clock.AdvanceTo(At("2026-06-18", 18, 50));
        await world.SaysAsync(Mihara, words);
        world.Hears(Mihara, "受付しました", "看取りを支える");
        await world.SaysAsync(Mihara, words);
        world.Hears(Mihara, "もう受付がすんでいます");
        await world.SaysAsync(Kato, words);
        world.Hears(Kato, "当日参加として記録しました");
        MeetingInvitee mihara = await RowAsync(world, id, Mihara), kato = await RowAsync(world, id, Kato);
        Assert.Equal((_clock.GetUtcNow(), AnswerVia.Code, InviteeKind.Person), (mihara.AttendedAt, mihara.AttendedVia, mihara.Kind));
        Assert.Equal((_clock.GetUtcNow(), InviteeKind.WalkIn, "看護師"), (kato.AttendedAt, kato.Kind, kato.Profession));
    }

    [Fact]
    public async Task AfterFiveWrongCodes_ThereIsAPause_AndInvitationCodesAreAnotherThing()
    {
        await using StoryWorld world = await StartAsync(_clock);
        for (int tries = 0; tries < 5; tries++)
        {
            await world.SaysAsync(Eiko, $"受付 10000{tries}");
            world.Hears(Eiko, "受付できませんでした");
        }

        await world.SaysAsync(Eiko, "受付 100005");
        world.Hears(Eiko, "違う番号が続いたため");
        await world.SaysAsync(Kato, "招待コード ABCD-2345");
        world.Hears(Kato, "使えませんでした");
    }

    private async Task<StoryWorld> TownAsync()
    {
        StoryWorld world = await StartAsync(_clock);
        await GivenAsync(world, Training());
        Meeting cases = CaseStudy(), care = CaseStudy("2026-07-09"), pharmacy = Training("2026-06-11", "薬局との勉強会"), past = Training("2026-05-01", "令和5年の研修"), doctors = Training("2026-06-18", "医師だけの会"), course = CaseStudy("2026-06-20");
        cases.Inviting = MeetingInviting.Audience;
        (care.Title, care.Kind, care.Inviting) = ("地域ケア会議", MeetingKind.CommunityCare, MeetingInviting.Audience);
        pharmacy.Organiser = "薬剤師会";
        (doctors.AudienceProfessions, doctors.Kind) = ("医師", MeetingKind.Other);
        (course.Title, course.Kind, course.IsForResidents, course.OnlineUrl, course.Way) = ("住民講座「家で過ごす」", MeetingKind.ResidentCourse, true, "https://meet.example.jp/open", MeetingWay.Both);
        foreach (Meeting one in (Meeting[])[cases, care, pharmacy, past, doctors, course])
        {
            await GivenAsync(world, one);
        }

        return world;
    }
}
