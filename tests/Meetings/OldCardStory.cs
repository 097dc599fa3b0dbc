using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>What was shown and does not hold any more: an answer to it is asked again, and no card tells of buttons that are not there.</summary>
public sealed partial class OldCardStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ATapOnACardOfBefore_ShowsWhatChanged_AndIsAskedAgain()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Kato]);
        HeardMessage invitation = world.Hears(Kato, "看取りを支える")[^1];
        await world.SaysAsync(Mihara, "次の研修いつ？");
        HeardMessage list = world.Hears(Mihara, "6月18日(木)")[^1];
        await MoveAsync(world, id, one => (one.StartsAt, one.EndsAt, one.Place) = (At("2026-06-25", 19), At("2026-06-25", 20, 30), "保健センター"));

        await world.DoesAsync(world.Line.Taps(Mihara, list, "申し込む"));
        HeardMessage again = world.Hears(Mihara, "まだ、お返事を受け付けていません", "変更前 6月18日(木)", "変更後 6月25日(木)", "変更前 会場 みなと市役所", "変更後 会場 保健センター")[^1];
        await world.DoesAsync(world.Line.Taps(Kato, invitation, "出席"));
        HeardMessage asked = world.Hears(Kato, "まだ、お返事を受け付けていません", "変更後 6月25日(木)")[^1];
        Assert.Equal(MeetingAnswer.None, (await world.AskAsync(db => db.MeetingInvitees.SingleAsync())).Answer);

        await world.DoesAsync(world.Line.Taps(Mihara, again, "申し込む"));
        world.Hears(Mihara, "「出席」でお受けしました", "6月25日(木)");
        await world.DoesAsync(world.Line.Taps(Kato, asked, "出席"));
        world.Hears(Kato, "「出席」でお受けしました", "6月25日(木)");
        await world.DoesAsync(world.Line.Presses(Kato, $"meet:n:{id}")); // A card from before there were marks.
        world.Hears(Kato, "「欠席」でお受けしました");
        await world.DoesAsync(world.Line.Presses(Kato, $"meet:y:{id}:zz"));
        world.Hears(Kato, "まだ、お返事を受け付けていません", "6月25日(木)");
        Assert.Equal(MeetingAnswer.No, await AnswerAsync(world, id, Kato));
    }

    [Fact]
    public async Task AFormOfAPageOfBefore_IsAskedAgain()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Mihara]);
        await world.DoesAsync(world.Line.Taps(Mihara, world.Hears(Mihara, "看取りを支える")[^1], "代理"));
        string path = MeetingPageStory.PathOf(world.Hears(Mihara, "お名前")[^1]);
        PageBrowser browser = world.Browser();
        string seen = SeenIn(await browser.GetAsync(path));
        await MoveAsync(world, id, one => one.StartsAt = At("2026-06-18", 18));
        PageSeen moved = await browser.SubmitAsync(path, new() { ["do"] = "yes", ["seen"] = seen });
        Assert.Equal((422, MeetingAnswer.None), (moved.Status, await AnswerAsync(world, id, Mihara)));
        Assert.Contains("変更前は 6月18日(木) 19:00〜20:30 みなと市役所", moved.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = "山田 花子", ["profession"] = "看護師", ["seen"] = seen })).Status);
        Assert.Equal(200, (await browser.SubmitAsync(path, new() { ["do"] = "yes", ["seen"] = SeenIn(moved) })).Status);
        Assert.Equal(MeetingAnswer.Yes, await AnswerAsync(world, id, Mihara));
    }

    [Fact]
    public async Task AfterTheDeadline_WhoComesMayGiveUpByAButton_AndTheOthersCall()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting training = Training();
        (training.AnswersUntil, training.Inviting) = (At("2026-06-10", 17), MeetingInviting.ByHand);
        int id = await GivenAsync(world, training);
        await InviteAsync(world, id, [Mihara, Kato]);
        HeardMessage card = world.Hears(Mihara, "看取りを支える")[^1];
        world.Hears(Kato, "看取りを支える");
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "お受けしました");
        _clock.AdvanceTo(At("2026-06-17", 17));
        await TellAsync(world, id, MeetingReminderKind.Day, Mihara);
        world.Hears(Mihara, "都合が悪くなったら、下のボタンでお知らせください", "［欠席に変える］");
        await world.SaysAsync(Mihara, "私の予定");
        world.Hears(Mihara, "お返事: 出席", "［欠席に変える］");

        _clock.Advance(TimeSpan.FromMinutes(5));
        await MoveAsync(world, id, one => (one.StartsAt, one.EndsAt) = (At("2026-07-16", 19), At("2026-07-16", 20, 30)));
        await world.Services.GetRequiredService<MeetingPass>().RunAsync(CancellationToken.None);
        await world.SettleAsync();
        HeardMessage changed = world.Hears(Kato, "日時が変わりました", "変更後 7月16日(木)", "出席か欠席かを、お電話でお知らせください", "0000-11-0000")[^1];
        Assert.DoesNotContain("下のボタン", changed.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("［出席］", changed.Words, StringComparison.Ordinal);
        world.Hears(Mihara, "日時が変わりました", "変更後 7月16日(木)", "変えるときは、下のボタンでお知らせください");
    }

    private static Task<int> MoveAsync(StoryWorld world, int id, Action<Meeting> edit) => world.AskAsync(async db =>
    {
        MeetingEditing.Apply(db, await db.Meetings.SingleAsync(one => one.Id == id), world.Clock.GetUtcNow(), edit);
        return await db.SaveChangesAsync();
    });

    private static string SeenIn(PageSeen page) => SeenField().Match(page.Html).Groups[1].Value is { Length: > 0 } seen ? seen : throw new InvalidOperationException(page.Html);

    [GeneratedRegex("name=\"seen\" value=\"([^\"]+)\"")]
    private static partial Regex SeenField();
}
