using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.Turns;
using static Zaitaku.Tests.Meetings.MeetingChat;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A meeting whose people a coordinator picked is nobody else's; whom one took off a list applies by phone.</summary>
public sealed class HandPickedStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task WhoIsOnItsList_SeesIt_AndNobodyElseSeesOrEntersIt()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting cases = CaseStudy();
        (cases.Title, cases.Kind) = ("個別の地域ケア会議", MeetingKind.CommunityCare);
        int id = await GivenAsync(world, cases);
        await GivenAsync(world, Training());
        await InviteAsync(world, id, [Kato]);
        world.Hears(Kato, "個別の地域ケア会議");
        foreach (string words in (string[])["次の地域ケア会議いつ？", "6月25日の昼なにかありますか", "会議・研修の予定", "地域ケア会議に申し込みたい"])
        {
            await world.SaysAsync(Mihara, words);
            Assert.DoesNotContain("個別の", string.Join('\n', world.Hears(Mihara).Select(heard => heard.Words + heard.AltText)), StringComparison.Ordinal);
        }

        await world.DoesAsync(world.Line.Presses(Mihara, $"meet:a:{id}"));
        world.Hears(Mihara, "見つかりません");
        Assert.Single(await world.AskAsync(db => db.MeetingInvitees.ToListAsync()));
        await world.SaysAsync(Kato, "次の地域ケア会議いつ？");
        world.Hears(Kato, "個別の地域ケア会議", "お返事: まだ");
        string calendar = await world.AskAsync(async db =>
        {
            MeetingFeeds feeds = new(db);
            string token = (await feeds.CreateAsync("nurse", null, "看護師の方へ", null, _clock.GetUtcNow(), CancellationToken.None))!;
            return (await feeds.ReadAsync(token, HubContact.Of(Talk.MinatoHub()), _clock.GetUtcNow(), CancellationToken.None))!;
        });
        Assert.Contains("看取りを支える", calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("個別の", calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoWasTakenOff_IsGivenTheNumber_AndNoButtonThatIsRefused()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara], isTold: false);
        await world.AskAsync(async db =>
        {
            (await db.MeetingInvitees.SingleAsync()).RemovedAt = _clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        await world.SaysAsync(Mihara, "次の研修いつ？");
        HeardMessage card = world.Hears(Mihara, "看取りを支える", "お電話でお願いします", "0000-11-0000")[^1];
        Assert.DoesNotContain("申し込む", card.Words, StringComparison.Ordinal);
        await world.SaysAsync(Kato, "次の研修いつ？");
        world.Hears(Kato, "看取りを支える", "申し込む");
    }
}
