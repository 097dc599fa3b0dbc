using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Deputies and delegates who cannot come, are swapped, or are named twice: nobody believes that somebody comes who does not, and no seat is lost on the way.</summary>
public sealed class NamedStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ADeputyWhoCannotCome_IsNoAnswerAnyMore_AndTheSenderHearsOfIt()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "代理");
        string pass = MeetingPageStory.PassIn(await AddAsync(browser, path, "山田 花子"));
        PageBrowser theirs = world.Browser();
        await theirs.GetAsync(pass);
        PageSeen no = await theirs.SubmitAsync(pass, new() { ["do"] = "no" });
        Assert.Contains("「欠席」でお受けしました。お名前を知らせてくださった方にも、こちらからお伝えします", no.Text, StringComparison.Ordinal);
        await world.SettleAsync();
        HeardMessage told = world.Hears(Mihara, "代理の方の出席がなくなりました", "看取りを支える", "6月18日(木)", "ご自分が出席するか、別の方が出るとき")[^1];
        Assert.DoesNotContain("山田", told.Words + told.AltText, StringComparison.Ordinal);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));

        await theirs.SubmitAsync(pass, new() { ["do"] = "no" });
        await world.SettleAsync();
        world.HearsNothing(Mihara);
        await theirs.SubmitAsync(pass, new() { ["do"] = "yes" }); // After all.
        Assert.Equal(MeetingAnswer.SendsDeputy, await AnswerAsync(world, id, Mihara));
        await world.DoesAsync(world.Line.Taps(Mihara, told, "出席"));
        world.Hears(Mihara, "「出席」でお受けしました", "代理の方の出席は、取り消しました");
    }

    [Fact]
    public async Task AnotherDeputy_TakesTheSeatOfTheFirst_ThoughOthersWait()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await FullAsync(world);
        await InviteAsync(world, id, [Kato]);
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "代理");
        PageSeen first = await AddAsync(browser, path, "山田 花子");
        await world.DoesAsync(world.Line.Taps(Kato, world.Hears(Kato, "看取りを支える")[^1], "出席"));
        world.Hears(Kato, "1番目にお待ち");
        Assert.Contains("取り消すと、お席は待っている方に回ります", (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        PageSeen second = await AddAsync(browser, path, "鈴木 一郎");
        Assert.Contains("鈴木 一郎さんの出席をお受けしました。山田 花子さんは取り消しました", second.Text, StringComparison.Ordinal);
        Assert.Contains("取り消されています", (await world.Browser().GetAsync(MeetingPageStory.PassIn(first))).Text, StringComparison.Ordinal);
        Assert.Equal([("鈴木 一郎", MeetingAnswer.Yes)], await NamedAsync(world));
        Assert.Equal((MeetingAnswer.SendsDeputy, MeetingAnswer.Waiting), (await AnswerAsync(world, id, Mihara), await AnswerAsync(world, id, Kato)));
    }

    [Fact]
    public async Task AnotherDelegate_TakesTheSeatOfTheFirst_AndTheLastOneTakenBackIsNoAnswer()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await FullAsync(world);
        await InviteAsync(world, id, [Kato]);
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "出る方を知らせる", InviteeKind.Contact);
        await AddAsync(browser, path, "山田 花子");
        await world.DoesAsync(world.Line.Taps(Kato, world.Hears(Kato, "看取りを支える")[^1], "出席"));
        world.Hears(Kato, "1番目にお待ち");
        long first = await world.AskAsync(db => db.MeetingInvitees.Where(one => one.Kind == InviteeKind.Delegate).Select(one => one.Id).SingleAsync());
        Assert.Contains("代わりにする方が見つかりません", (await AddAsync(browser, path, "鈴木 一郎", "99")).Text, StringComparison.Ordinal);
        PageSeen swapped = await AddAsync(browser, path, "鈴木 一郎", $"{first}");
        Assert.Contains("山田 花子さんは取り消しました", swapped.Text, StringComparison.Ordinal);
        Assert.Equal([("鈴木 一郎", MeetingAnswer.Yes)], await NamedAsync(world));
        Assert.Equal(MeetingAnswer.Yes, await AnswerAsync(world, id, Mihara));

        PageBrowser theirs = world.Browser();
        await theirs.GetAsync(MeetingPageStory.PassIn(swapped));
        await theirs.SubmitAsync(MeetingPageStory.PassIn(swapped), new() { ["do"] = "no" });
        await world.SettleAsync();
        world.Hears(Mihara, "お知らせいただいた方の出席がなくなりました", "いま、出る方がいません");
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));

        await EditAsync(world, id, one => one.Capacity = null);
        await AddAsync(browser, path, "高橋 次郎");
        Assert.Equal(MeetingAnswer.Yes, await AnswerAsync(world, id, Mihara));
        long last = await world.AskAsync(db => db.MeetingInvitees.Where(one => one.Name == "高橋 次郎").Select(one => one.Id).SingleAsync());
        Assert.Contains("お返事はまだいただいていないことになりました", (await browser.SubmitAsync(path, new() { ["do"] = $"drop:{last}" })).Text, StringComparison.Ordinal);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
    }

    [Fact]
    public async Task PressedTwiceAtOnce_ADelegateIsNamedOnce()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "出る方を知らせる", InviteeKind.Contact);
        await AddAsync(browser, path, "山田 花子");
        int revision = (await RowAsync(world, id, Mihara)).Revision;
        PageBrowser[] hands = [.. Enumerable.Range(0, 8).Select(_ => world.Browser())];
        foreach (PageBrowser hand in hands)
        {
            await hand.GetAsync(path);
        }

        PageSeen[] answers = await Task.WhenAll(hands.Select(hand => Task.Run(() => AddAsync(hand, path, "鈴木 一郎"))));
        Assert.Equal(["山田 花子", "鈴木 一郎"], (await NamedAsync(world)).Select(one => one.Name));
        Assert.Equal((1, 7), (answers.Count(page => page.Status == 200), answers.Count(page => page.Status == 422)));
        Assert.True((await RowAsync(world, id, Mihara)).Revision > revision); // What keeps the second of two saves out.
    }

    [Fact]
    public async Task WhereOnlyTheLinkCannotBeKept_TheDeputyIsSaidToBe()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "代理");
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_link BEFORE INSERT ON meeting_link BEGIN SELECT RAISE(ABORT, 'full'); END"));
        PageSeen named = await AddAsync(browser, path, "山田 花子");
        Assert.Equal(200, named.Status);
        Assert.Contains("山田 花子さんの出席をお受けしました。渡すリンクは、いま作れませんでした", named.Text, StringComparison.Ordinal);
        Assert.Equal([("山田 花子", MeetingAnswer.Yes)], await NamedAsync(world));
        long deputy = await world.AskAsync(db => db.MeetingInvitees.Where(one => one.Kind == InviteeKind.Deputy).Select(one => one.Id).SingleAsync());
        PageSeen link = await browser.SubmitAsync(path, new() { ["do"] = $"link:{deputy}" });
        Assert.Equal(422, link.Status);
        Assert.DoesNotContain("リンクを作りました", link.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressLives_AsLongAsTheMeetingIsPutOff()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        (PageBrowser browser, string path) = await PageAsync(world, id, Mihara, "代理");
        string pass = MeetingPageStory.PassIn(await AddAsync(browser, path, "山田 花子"));
        await EditAsync(world, id, one => (one.StartsAt, one.EndsAt) = (At("2026-09-17", 19), At("2026-09-17", 20, 30)));
        _clock.AdvanceTo(At("2026-08-20", 12));
        await world.AskAsync(async db =>
        {
            await ActivatorUtilities.CreateInstance<HousekeepingJob>(world.Services, db).RunAsync(CancellationToken.None);
            return await db.MeetingLinks.CountAsync();
        });
        PageBrowser theirs = world.Browser();
        Assert.Contains("9月17日(木)", (await theirs.GetAsync(pass)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await theirs.SubmitAsync(pass, new() { ["do"] = "no" })).Status);
        await world.SettleAsync();
        world.Hears(Mihara, "代理の方の出席がなくなりました", "9月17日(木)");
        _clock.AdvanceTo(At("2026-10-18", 12));
        Assert.Equal(404, (await theirs.GetAsync(pass)).Status);
    }

    private static async Task<(PageBrowser Browser, string Path)> PageAsync(StoryWorld world, int id, string name, string button, InviteeKind kind = InviteeKind.Person)
    {
        await InviteAsync(world, id, [name], kind);
        await world.DoesAsync(world.Line.Taps(name, world.Hears(name, "看取りを支える")[^1], button));
        string path = MeetingPageStory.PathOf(world.Hears(name, "お名前を書いてください")[^1]);
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        return (browser, path);
    }

    private static Task<int> FullAsync(StoryWorld world)
    {
        Meeting meeting = Training();
        meeting.Capacity = 1;
        return GivenAsync(world, meeting);
    }

    private static Task<PageSeen> AddAsync(PageBrowser browser, string path, string name, string instead = "") =>
        browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = name, ["profession"] = "看護師", ["workplace"] = "", ["instead"] = instead });

    private static async Task<IReadOnlyList<(string Name, MeetingAnswer Answer)>> NamedAsync(StoryWorld world) =>
        [.. (await world.AskAsync(db => db.MeetingInvitees.Where(one => one.ForId != null && one.RemovedAt == null).OrderBy(one => one.Id).ToListAsync())).Select(one => (one.Name, one.Answer))];
}
