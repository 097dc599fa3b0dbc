using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.Meetings.MeetingChat;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Words that sound like an answer to an invitation and are about something else: nothing is written down, and they are kept.</summary>
public sealed class DoubtfulAnswerStory
{
    private readonly FakeClock _clock = Clock();

    [Theory]
    [InlineData("書類の提出が間に合いません")]
    [InlineData("足が痛くて買い物に行けません")]
    [InlineData("うちの佐藤は欠席です")]
    [InlineData("田中先生は参加できません")]
    [InlineData("欠席者の名簿を送ってください")]
    [InlineData("欠席しません、必ず伺います")]
    [InlineData("今から行きます")]
    public async Task AnotherMatter_IsAskedAbout_AndKept(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Kato]);
        world.Hears(Kato, "看取りを支える");
        await world.SaysAsync(Kato, words);
        HeardMessage asked = world.Hears(Kato, "まだ何も変わっていません", "ほかのご用件でしたら")[^1];
        Assert.Contains("拠点に相談する", asked.QuickReplies);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Kato));
        Assert.Contains(words, await world.AskAsync(db => db.KeptNotes.Select(note => note.Text).ToListAsync()));
        await world.DoesAsync(world.Line.Taps(Kato, asked, "欠席"));
        world.Hears(Kato, "「欠席」でお受けしました");
    }

    [Fact]
    public async Task InTheMiddleOfAConsultation_AWorryIsNoAnswer()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara]);
        world.Hears(Mihara, "看取りを支える");
        await world.SaysAsync(Mihara, "相談したい");
        world.Hears(Mihara);
        await world.SaysAsync(Mihara, "夫の足が悪くて通院に行けません");
        world.Hears(Mihara);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
        await world.SaysAsync(Mihara, "欠席します");
        world.Hears(Mihara);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
    }

    [Fact]
    public async Task ThreeLettersOfATitle_DoNotBeatTheMeetingThatIsNamed()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int training = await GivenAsync(world, Training()), cases = await GivenAsync(world, CaseStudy());
        foreach (int id in (int[])[training, cases])
        {
            await InviteAsync(world, id, [Mihara]);
            world.Hears(Mihara);
        }

        await world.SaysAsync(Mihara, "看取りを終えたばかりで、事例検討会は欠席します");
        world.Hears(Mihara, "事例検討会");
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, training, Mihara));
    }

    [Theory]
    [InlineData("18日の研修は何時からですか")]
    [InlineData("木曜の夜やっている薬局ある？")]
    [InlineData("18日の当番は誰？")]
    public async Task AfterWhich_AQuestionIsNoChoice(string question)
    {
        await using StoryWorld world = await StartAsync(_clock);
        int training = await GivenAsync(world, Training()), cases = await GivenAsync(world, CaseStudy());
        foreach (int id in (int[])[training, cases])
        {
            await InviteAsync(world, id, [Mihara]);
            world.Hears(Mihara);
        }

        await world.SaysAsync(Mihara, "欠席します");
        world.Hears(Mihara, "どの会議・研修へのお返事ですか");
        await world.SaysAsync(Mihara, question);
        world.Hears(Mihara);
        Assert.Equal((MeetingAnswer.None, MeetingAnswer.None), (await AnswerAsync(world, training, Mihara), await AnswerAsync(world, cases, Mihara)));
    }

    [Fact]
    public async Task OfAMonthlySeries_WhatWasHeardIsMeant()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int june = await GivenAsync(world, Training()), july = await GivenAsync(world, Training("2026-07-16"));
        await InviteAsync(world, june, [Mihara]);
        world.Hears(Mihara, "看取りを支える");
        await InviteAsync(world, july, [Mihara], isTold: false);
        await world.SaysAsync(Mihara, "研修は出席します");
        world.Hears(Mihara, "「出席」でお受けしました", "6月18日");
        Assert.Equal((MeetingAnswer.Yes, MeetingAnswer.None), (await AnswerAsync(world, june, Mihara), await AnswerAsync(world, july, Mihara)));
        await world.SaysAsync(Mihara, "7月16日の研修は欠席します");
        world.Hears(Mihara, "まだ何も変わっていません", "7月16日");
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, july, Mihara));
    }

    [Fact]
    public async Task AWishOfAnotherKind_IsNotTakenForMeetings()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara]);
        world.Hears(Mihara, "看取りを支える");
        foreach (string words in (string[])["代理で相談に行きたいのですが", "薬代が高いとき何かありますか", "利用登録の申し込みをお願いします"])
        {
            await world.SaysAsync(Mihara, words);
            Assert.DoesNotContain(world.Hears(Mihara), heard => heard.Words.Contains("代理の方のお名前", StringComparison.Ordinal) || heard.Words.Contains("看取りを支える", StringComparison.Ordinal) || heard.Words.Contains("申し込める会議", StringComparison.Ordinal));
            await world.SaysAsync(Mihara, "やめる");
            world.Hears(Mihara);
        }
    }

    [Fact]
    public async Task AnOldMessageWrittenAnew_AnswersNothingOfToday()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysInTeamsAsync("木原", "使い方");
        world.HearsInTeams("木原");
        await world.AskAsync(async db =>
        {
            Guid member = await MemberAsync(db, "木原");
            (await db.Members.SingleAsync(one => one.Id == member)).Role = Role.Doctor;
            return await db.SaveChangesAsync();
        });
        TeamsRequest said = world.Teams.Says("木原", "出席します");
        await world.DoesInTeamsAsync(said);
        world.HearsInTeams("木原");
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, ["木原"]);
        world.HearsInTeams("木原", "看取りを支える");
        await world.DoesInTeamsAsync(world.Teams.Edits("木原", said, "参加します"));
        world.HearsInTeams("木原", "まだ受け取っていません");
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, "木原"));
    }
}
