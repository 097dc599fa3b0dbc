using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Desk;
using Zaitaku.Tests.Rota;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Invited by LINE, answered by one tap or a word; where it is not clear of what, it asks and changes nothing.</summary>
public sealed class AnswerMeetingStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task OneTapAnswers_AndAnotherChangesIt()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await MeetingChat.GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara, Kato]);
        HeardMessage card = world.Hears(Mihara, "多職種連携研修会「看取りを支える」", "6月18日(木) 19:00〜20:30", "会場 みなと市役所 3階", "主催 みなと市医師会", "出席か欠席かをお知らせください")[^1];
        Assert.Contains("みなと市役所", card.AltText, StringComparison.Ordinal);
        world.Hears(Kato, "看取りを支える");
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        HeardMessage yes = world.Hears(Mihara, "「出席」でお受けしました", "6月18日(木)", "いつでも変えられます")[^1];
        Assert.Equal((MeetingAnswer.Yes, AnswerVia.Chat), (await RowAsync(world, id, Mihara)) is var row ? (row.Answer, row.AnsweredVia) : default);
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "「出席」でうかがっています");
        await world.DoesAsync(world.Line.Taps(Mihara, yes, "欠席に変える"));
        world.Hears(Mihara, "「欠席」でお受けしました");
        Assert.Equal(MeetingAnswer.No, await AnswerAsync(world, id, Mihara));
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Kato));
    }

    [Theory]
    [InlineData("出席します", MeetingAnswer.Yes)]
    [InlineData("参加させていただきます", MeetingAnswer.Yes)]
    [InlineData("今回は欠席で", MeetingAnswer.No)]
    [InlineData("申し訳ありませんが参加できません", MeetingAnswer.No)]
    public async Task TypedWords_CountForTheOneInvitationThatWaits(string words, MeetingAnswer answer)
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await MeetingChat.GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara]);
        world.Hears(Mihara, "看取りを支える");
        await world.SaysAsync(Mihara, words);
        world.Hears(Mihara, answer == MeetingAnswer.Yes ? "「出席」でお受けしました" : "「欠席」でお受けしました", "看取りを支える");
        Assert.Equal(answer, await AnswerAsync(world, id, Mihara));
    }

    [Fact]
    public async Task SeveralOpen_ItAsksWhich_AndTheDayOrTheNameAnswers()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int training = await MeetingChat.GivenAsync(world, Training()), cases = await MeetingChat.GivenAsync(world, CaseStudy());
        await InviteAsync(world, training, [Mihara, Kato]);
        await InviteAsync(world, cases, [Mihara, Kato]);
        world.Hears(Mihara, "看取りを支える", "事例検討会");
        world.Hears(Kato, "看取りを支える", "事例検討会");
        await world.SaysAsync(Mihara, "欠席します");
        HeardMessage which = world.Hears(Mihara, "どの会議・研修へのお返事ですか", "まだ何も変わっていません", "6月18日(木)", "6月25日(木)")[^1];
        Assert.Equal(2, which.Cards);
        Assert.Equal((MeetingAnswer.None, MeetingAnswer.None), (await AnswerAsync(world, training, Mihara), await AnswerAsync(world, cases, Mihara)));
        await world.SaysAsync(Mihara, "25日の方です");
        world.Hears(Mihara, "「欠席」でお受けしました", "事例検討会");
        Assert.Equal((MeetingAnswer.None, MeetingAnswer.No), (await AnswerAsync(world, training, Mihara), await AnswerAsync(world, cases, Mihara)));

        await world.SaysAsync(Kato, "18日の研修は欠席します");
        world.Hears(Kato, "「欠席」でお受けしました", "看取りを支える");
        await world.SaysAsync(Kato, "事例検討会に出席します");
        world.Hears(Kato, "「出席」でお受けしました", "事例検討会");
        Assert.Equal((MeetingAnswer.No, MeetingAnswer.Yes), (await AnswerAsync(world, training, Kato), await AnswerAsync(world, cases, Kato)));
        await world.SaysAsync(Kato, "出席します");
        world.Hears(Kato, "お返事をお待ちしている案内はありません", "お返事: 出席", "お返事: 欠席");
        await world.SaysAsync(Kato, "7月3日の研修は欠席します");
        world.Hears(Kato, "見つかりませんでした", "まだ何も変わっていません");
        Assert.Equal((MeetingAnswer.No, MeetingAnswer.Yes), (await AnswerAsync(world, training, Kato), await AnswerAsync(world, cases, Kato)));
    }

    [Fact]
    public async Task WhatNobodyToldThem_TheirWordsDoNotAnswer_NorDoesAGroup()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await MeetingChat.GivenAsync(world, CaseStudy());
        await InviteAsync(world, id, [Mihara], isTold: false);
        await world.SaysAsync(Mihara, "今回は欠席で");
        world.Hears(Mihara, "案内は、このチャットには届いていません", "どこにも届いていません", "0000-11-0000");
        await world.DoesAsync(world.Line.Says(Mihara, "@みなと 出席します", inGroup: "在宅チーム", mentioning: "@みなと"));
        world.Hears("在宅チーム", "1対1のチャット");
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
    }

    [Fact]
    public async Task ANod_IsNoAnswerToAnInvitation_ButAFineOneToAReminder()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await MeetingChat.GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara]);
        world.Hears(Mihara, "看取りを支える");
        await world.SaysAsync(Mihara, "了解です");
        HeardMessage asked = world.Hears(Mihara, "出席か欠席かを、ボタンでお知らせください")[^1];
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
        await world.DoesAsync(world.Line.Taps(Mihara, asked, "出席"));
        world.Hears(Mihara, "お受けしました");
        _clock.AdvanceTo(At("2026-06-17", 17));
        await TellAsync(world, id, MeetingReminderKind.Day, Mihara);
        HeardMessage eve = world.Hears(Mihara, "あす 19:00からです", "都合が悪くなったら")[^1];
        await world.SaysAsync(Mihara, "了解です");
        world.Hears(Mihara, "「出席」でうかがっています");
        await world.DoesAsync(world.Line.Taps(Mihara, eve, "欠席に変える"));
        world.Hears(Mihara, "「欠席」でお受けしました");
    }

    [Fact]
    public async Task AfterTheDeadline_AndAfterTheBeginning_ItIsForThePhone_AndCalledOffTakesNone()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting training = Training();
        training.AnswersUntil = At("2026-06-10", 17);
        int id = await MeetingChat.GivenAsync(world, training), other = await MeetingChat.GivenAsync(world, CaseStudy());
        await InviteAsync(world, id, [Mihara]);
        HeardMessage card = world.Hears(Mihara, "お返事は6月10日(水) 17:00まで")[^1];
        await InviteAsync(world, other, [Mihara]);
        HeardMessage cases = world.Hears(Mihara, "事例検討会")[^1];
        _clock.AdvanceTo(At("2026-06-10", 17, 1));
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "締切を過ぎています", "0000-11-0000");
        await EditAsync(world, other, one => one.CancelledAt = _clock.GetUtcNow());
        await world.DoesAsync(world.Line.Taps(Mihara, cases, "出席"));
        world.Hears(Mihara, "中止になりました");
        _clock.AdvanceTo(At("2026-06-18", 19, 1));
        await world.DoesAsync(world.Line.Taps(Mihara, card, "欠席"));
        world.Hears(Mihara, "もう始まったか、終わっています");
        Assert.Equal((MeetingAnswer.None, MeetingAnswer.None), (await AnswerAsync(world, id, Mihara), await AnswerAsync(world, other, Mihara)));
    }

    [Fact]
    public async Task AfterTheDeadline_WhoCannotCome_StillSaysSo()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting training = Training();
        training.AnswersUntil = At("2026-06-10", 17);
        int id = await MeetingChat.GivenAsync(world, training);
        await InviteAsync(world, id, [Mihara, Eiko]);
        HeardMessage card = world.Hears(Mihara, "お返事は6月10日(水) 17:00まで")[^1];
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "お受けしました");
        world.Hears(Eiko, "看取りを支える");
        _clock.AdvanceTo(At("2026-06-17", 17));
        await TellAsync(world, id, MeetingReminderKind.Day, Mihara);
        HeardMessage eve = world.Hears(Mihara, "あす 19:00からです", "下のボタンで")[^1];
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "出席"); // So it stands.
        await world.DoesAsync(world.Line.Taps(Mihara, eve, "欠席に変える"));
        world.Hears(Mihara, "「欠席」でお受けしました");
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席")); // A seat again: that is for the phone.
        world.Hears(Mihara, "締切を過ぎています");
        await world.SaysAsync(Eiko, "欠席します");
        world.Hears(Eiko, "「欠席」でお受けしました");
        Assert.Equal((MeetingAnswer.No, MeetingAnswer.No), (await AnswerAsync(world, id, Mihara), await AnswerAsync(world, id, Eiko)));
    }

    [Fact]
    public async Task HostilePresses_AreOfNobody_AndAReplayChangesNothing()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await MeetingChat.GivenAsync(world, CaseStudy());
        await InviteAsync(world, id, [Mihara]);
        world.Hears(Mihara, "事例検討会");
        foreach (string data in (string[])[$"meet:y:{id}", "meet:y:99999999999999999999", "meet:n:-1", "meet", "meet:", "meet:y", $"meet:x:{id}", $"meet:y:{id}:7", "meet:typed:zz", $"meet:ok:{id}", $"meet:d:{id}"])
        {
            await world.DoesAsync(world.Line.Presses(Eiko, data));
            world.Hears(Eiko, "見つかりません");
        }

        await world.DoesAsync(world.Line.Presses("栄太", $"meet:a:{id}"));
        world.Hears("栄太", "見つかりません", "0000-11-0000");
        SignedWebhook press = world.Line.Presses(Mihara, $"meet:y:{id}");
        await world.DoesAsync(press);
        world.Hears(Mihara, "お受けしました");
        int revision = (await RowAsync(world, id, Mihara)).Revision;
        await world.DoesAsync(press);
        world.HearsNothing(Mihara);
        Assert.Equal(revision, (await RowAsync(world, id, Mihara)).Revision);
        Assert.Single(await world.AskAsync(db => db.MeetingInvitees.ToListAsync()));
    }

    [Fact]
    public async Task WhoHasDutiesToo_IsAskedOfWhich_AndSeveralAreOne()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            DutyHolder holder = Holder("加藤", "0000-31-1111");
            holder.MemberId = await MemberAsync(db, Kato);
            db.DutyHolders.Add(holder);
            return await RotaTown.GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night("加藤", "2026-06-04"));
        });
        int id = await MeetingChat.GivenAsync(world, Training());
        await InviteAsync(world, id, [Kato, Mihara]);
        world.Hears(Kato, "看取りを支える");
        world.Hears(Mihara, "看取りを支える");
        await world.SaysAsync(Kato, "行けません");
        HeardMessage asked = world.Hears(Kato, "どちらのことでしょうか", "まだ何も変わっていません", "看取りを支える")[^1];
        Assert.Contains("当番のことです", asked.QuickReplies);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Kato));
        await world.SaysAsync(Mihara, "3人で行きます");
        world.Hears(Mihara, "お一人分", "「出席」でお受けしました");
    }

    [Fact]
    public async Task TheSame_InTeams()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        await world.SaysInTeamsAsync("木原", "使い方");
        world.HearsInTeams("木原");
        await world.AskAsync(async db =>
        {
            Guid id = await MemberAsync(db, "木原");
            (await db.Members.SingleAsync(one => one.Id == id)).Role = Role.Doctor;
            return await db.SaveChangesAsync();
        });
        int meeting = await MeetingChat.GivenAsync(world, Training());
        await InviteAsync(world, meeting, ["木原"]);
        Fakes.Teams.HeardActivity card = world.HearsInTeams("木原", "看取りを支える", "6月18日(木)")[^1];
        await world.PressesInTeamsAsync("木原", card, "出席");
        world.HearsInTeams("木原", "「出席」でお受けしました");
        await world.SaysInTeamsAsync("木原", "やっぱり行けなくなりました");
        world.HearsInTeams("木原", "「欠席」でお受けしました");
        Assert.Equal(MeetingAnswer.No, await AnswerAsync(world, meeting, "木原"));
    }
}
