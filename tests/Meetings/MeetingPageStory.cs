using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>The page behind a link: a deputy takes the place and the seat, a contact names who comes, and each has a link of their own.</summary>
public sealed class MeetingPageStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ADeputyIsNamed_HasTheSeat_SaysNoThemselves_OrIsTakenBack()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting meeting = Training();
        meeting.Capacity = 1;
        int id = await GivenAsync(world, meeting);
        await InviteAsync(world, id, [Mihara, Kato]);
        HeardMessage card = world.Hears(Mihara, "看取りを支える")[^1], other = world.Hears(Kato, "看取りを支える")[^1];
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "お受けしました");
        await world.DoesAsync(world.Line.Taps(Kato, other, "出席"));
        world.Hears(Kato, "1番目にお待ち");
        await world.SaysAsync(Mihara, "代理を出します");
        string path = PathOf(world.Hears(Mihara, "代理の方のお名前を書いてください", "「出席」のままです")[^1]);

        PageBrowser browser = world.Browser();
        PageSeen page = await browser.GetAsync(path);
        Assert.Equal(200, page.Status);
        Assert.Contains("いまのお返事: 出席", Plain(page), StringComparison.Ordinal);
        Assert.Contains("no-referrer", string.Join(' ', page.Headers.GetValues("Referrer-Policy")), StringComparison.Ordinal);
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = "", ["profession"] = "船長" })).Status);
        PageSeen named = await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = "山田 <b>花子</b>", ["profession"] = "看護師", ["workplace"] = "みなと訪問看護" });
        Assert.Contains("出席をお受けしました", named.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>花子", named.Html, StringComparison.Ordinal);
        string pass = PassIn(named);
        MeetingInvitee deputy = await world.AskAsync(db => db.MeetingInvitees.SingleAsync(one => one.Kind == InviteeKind.Deputy));
        Assert.Equal((MeetingAnswer.Yes, AnswerVia.Other, MeetingAnswer.SendsDeputy, MeetingAnswer.Waiting), (deputy.Answer, deputy.AnsweredVia, await AnswerAsync(world, id, Mihara), await AnswerAsync(world, id, Kato)));

        PageBrowser theirs = world.Browser();
        PageSeen own = await theirs.GetAsync(pass);
        Assert.Contains("山田", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("代理の方を知らせる", own.Text, StringComparison.Ordinal);
        Assert.Contains("「欠席」でお受けしました", (await theirs.SubmitAsync(pass, new() { ["do"] = "no" })).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await theirs.SubmitAsync(pass, new() { ["do"] = $"drop:{deputy.Id}" })).Status);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "2番目にお待ちいただきます"); // Their deputy had given the seat away.
        Assert.Contains("取り消されています", (await theirs.GetAsync(pass)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakenBackInTime_TheSeatIsTheirsAgain()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting meeting = Training();
        meeting.Capacity = 1;
        int id = await GivenAsync(world, meeting);
        await InviteAsync(world, id, [Mihara, Kato]);
        HeardMessage card = world.Hears(Mihara, "看取りを支える")[^1];
        world.Hears(Kato, "看取りを支える");
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "お受けしました");
        await world.SaysAsync(Kato, "出席します");
        world.Hears(Kato, "1番目にお待ち");
        await world.DoesAsync(world.Line.Taps(Mihara, card, "代理"));
        string path = PathOf(world.Hears(Mihara, "代理の方のお名前")[^1]);
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = "山田 花子", ["profession"] = "看護師", ["workplace"] = "" });
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "「出席」でお受けしました", "代理の方の出席は、取り消しました");
        Assert.Equal((MeetingAnswer.Yes, MeetingAnswer.Waiting), (await AnswerAsync(world, id, Mihara), await AnswerAsync(world, id, Kato)));
        Assert.NotNull((await world.AskAsync(db => db.MeetingInvitees.SingleAsync(one => one.Kind == InviteeKind.Deputy))).RemovedAt);
    }

    [Fact]
    public async Task AContactNamesWhoComes_AndTakesOneBack()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int id = await GivenAsync(world, Training());
        await InviteAsync(world, id, [Kato], InviteeKind.Contact);
        HeardMessage card = world.Hears(Kato, "出る方のお名前をお知らせください")[^1];
        await world.DoesAsync(world.Line.Taps(Kato, card, "出る方を知らせる"));
        string path = PathOf(world.Hears(Kato, "何人でも書けます")[^1]);
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        foreach (string name in (string[])["山田 花子", "鈴木 一郎"])
        {
            Assert.Equal(200, (await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = name, ["profession"] = "薬剤師", ["workplace"] = "みなと薬局" })).Status);
        }

        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "add", ["name"] = "鈴木 一郎", ["profession"] = "薬剤師", ["workplace"] = "みなと薬局" })).Status);
        MeetingInvitee[] named = await world.AskAsync(db => db.MeetingInvitees.Where(one => one.Kind == InviteeKind.Delegate).OrderBy(one => one.Id).ToArrayAsync());
        Assert.Equal(["山田 花子", "鈴木 一郎"], named.Select(one => one.Name));
        await browser.SubmitAsync(path, new() { ["do"] = $"drop:{named[0].Id}" });
        Assert.Equal(1, await world.AskAsync(db => db.MeetingInvitees.CountAsync(one => one.Kind == InviteeKind.Delegate && one.RemovedAt == null)));
        string pass = PassIn(await browser.SubmitAsync(path, new() { ["do"] = $"link:{named[1].Id}" }));
        Assert.Contains("鈴木 一郎", (await world.Browser().GetAsync(pass)).Text, StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Taps(Kato, card, "今回は出しません"));
        world.Hears(Kato, "出る方なし", "お名前をいただいていた方の出席は、取り消しました");
        Assert.Equal(0, await world.AskAsync(db => db.MeetingInvitees.CountAsync(one => one.Kind == InviteeKind.Delegate && one.RemovedAt == null)));
    }

    [Fact]
    public async Task WrongLinks_LookAlike_ForgedFormsChangeNothing_AndTheCalendarFileIsOne()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting meeting = Training();
        meeting.AnswersUntil = At("2026-06-16", 17);
        int id = await GivenAsync(world, meeting);
        await InviteAsync(world, id, [Mihara]);
        await world.DoesAsync(world.Line.Taps(Mihara, world.Hears(Mihara, "看取りを支える")[^1], "代理"));
        string path = PathOf(world.Hears(Mihara, "お名前")[^1]);
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        string own = browser.FormToken;
        foreach (string token in (string[])["", "x"])
        {
            browser.FormToken = token;
            Assert.Equal(400, (await browser.SubmitAsync(path, new() { ["do"] = "yes" })).Status);
        }

        browser.FormToken = own;
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "link:1" })).Status);
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "zz" })).Status);
        Assert.Equal(MeetingAnswer.None, await AnswerAsync(world, id, Mihara));
        PageSeen file = await browser.GetAsync($"{path}/meeting.ics");
        Assert.All(new[] { "BEGIN:VEVENT", "DTSTART;TZID=Asia/Tokyo:20260618T190000", "SUMMARY:多職種連携研修会", "LOCATION:みなと市役所 3階" }, words => Assert.Contains(words, file.Html, StringComparison.Ordinal));
        _clock.AdvanceTo(At("2026-06-16", 17, 1));
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = "yes" })).Status);
        Assert.Contains("お返事の締切を過ぎています", (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(path, new() { ["do"] = "no" }); // To the last.
        Assert.Equal(MeetingAnswer.No, await AnswerAsync(world, id, Mihara));
        _clock.AdvanceTo(At("2026-07-19", 0));
        string expired = (await browser.GetAsync(path)).Html;
        foreach (string wrong in (string[])["/m/x", $"/m/{new string('A', 43)}", path, $"{path}/meeting.ics"])
        {
            PageSeen seen = await browser.GetAsync(wrong);
            Assert.Equal((404, expired), (seen.Status, seen.Html));
        }

        for (int tries = 0; tries < 20; tries++)
        {
            await browser.GetAsync($"/m/{new string('B', 43)}");
        }

        Assert.Equal(429, (await browser.GetAsync(path)).Status);
    }

    internal static string PathOf(HeardMessage said) => new Uri(said.Action("名前を書くページ")["uri"]!.GetValue<string>()).AbsolutePath;

    internal static string PassIn(PageSeen page) => new Uri(System.Text.RegularExpressions.Regex.Match(page.Html, "<textarea readonly[^>]*>([^<]+)<").Groups[1].Value).AbsolutePath;

    private static string Plain(PageSeen page) => System.Text.RegularExpressions.Regex.Replace(page.Text, @"\s+", " ");
}
