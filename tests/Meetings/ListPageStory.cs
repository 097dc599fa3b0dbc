using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.WebConsole;
using static Microsoft.Playwright.Assertions;

namespace Zaitaku.Tests.Meetings;

/// <summary>The list, the paper on the wall and the year's figures, in the browser.</summary>
[Collection(ConsoleStories.Name)]
public sealed class ListPageStory(Chromium chromium)
{
    private readonly List<string> _troubles = [];

    [SkippableTheory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task PeopleAreCheckedIn_TheWallSaysHow_AndTheYearIsCounted(int width, ColorScheme scheme)
    {
        FakeClock clock = FakeClock.InTokyo(2026, 5, 19, 18);
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(clock);
        await ListStory.MeetingAsync(world, 1, "奇数月の多職種連携会議（看取りを支える）", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow(), capacity: 3);
        await ListStory.MeetingAsync(world, 2, "口腔ケア研修", FakeClock.InTokyo(2026, 4, 21, 19).GetUtcNow(), MeetingKind.Training);
        await world.WithDbAsync(async db =>
        {
            (string Name, string Profession, string Organisation, MeetingAnswer Answer)[] people = [("木原", "医師", "木原医院", MeetingAnswer.Yes), ("三木", "薬剤師", "みなと薬局", MeetingAnswer.Yes), ("", "看護師", "訪問看護ステーション みお", MeetingAnswer.Offered), ("上田", "介護支援専門員", "ケアプランなぎさ居宅介護支援事業所", MeetingAnswer.Waiting), ("江口", "行政", "みなと市", MeetingAnswer.No), ("小川", "歯科医師", "", MeetingAnswer.None)];
            db.MeetingInvitees.AddRange(people.Select((one, at) => new MeetingInvitee { MeetingId = 1, Name = one.Name, Profession = one.Profession, Organisation = one.Organisation, Answer = one.Answer, WaitingSince = one.Answer == MeetingAnswer.Waiting ? clock.GetUtcNow() : null, AddedAt = clock.GetUtcNow() }));
            db.MeetingInvitees.AddRange(people.Select(one => new MeetingInvitee { MeetingId = 2, Name = one.Name, Profession = one.Profession, Organisation = one.Organisation, AddedAt = clock.GetUtcNow(), AttendedAt = one.Answer == MeetingAnswer.Yes ? clock.GetUtcNow() : null }));
            db.MeetingHeadcounts.Add(new MeetingHeadcount { MeetingId = 2, Profession = "介護職", Organisation = "特養みなと", Count = 7 });
            db.MeetingIssues.Add(new MeetingIssue { MeetingId = 2, Problem = "夜間の口腔ケアの相談先が分からない", Measure = "歯科医師会の窓口を一覧に載せる", OwnerName = "歯科医師会 事務局", DueOn = new DateOnly(2026, 6, 30), CreatedAt = clock.GetUtcNow() });
            db.Associations.Add(new Association { Name = "みなと市医師会", ContactName = "事務局 山本", Phone = "0000-11-2222", Profession = "医師", CreatedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        IPage page = await chromium.SignedInAsync(world, await world.GivenAsync("sato", "佐藤"), _troubles, width, 900, scheme);
        await page.GotoAsync("/console/meetings/1/people");
        await page.GetByLabel("木原 木原医院").CheckAsync();
        await page.GetByLabel("三木 みなと薬局").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "選んだ方が来た" }).ClickAsync();
        await Expect(page.GetByText("来た方として書きました。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "受付の番号と貼り紙を作る" }).ClickAsync();
        await Expect(page.GetByText("受付の番号を作りました。")).ToBeVisibleAsync();
        await LookAsync(page, $"console-meeting-people-{width}-{scheme}");
        await page.GetByRole(AriaRole.Link, new() { Name = "受付の貼り紙" }).ClickAsync();
        await LookAsync(page, $"console-meeting-poster-{width}-{scheme}");
        await page.GotoAsync("/console/meetings/associations");
        await page.GetByText("みなと市医師会 事務局 山本").ClickAsync();
        await LookAsync(page, $"console-meeting-associations-{width}-{scheme}");
        await page.GotoAsync("/console/meetings/report");
        await Expect(page.GetByText("歯科医師会の窓口を一覧に載せる")).ToBeVisibleAsync();
        await page.GetByLabel("案内した会議に続けて来ていない回数").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "表示する" }).ClickAsync();
        await Expect(page.GetByText("小川").First).ToBeVisibleAsync();
        await LookAsync(page, $"console-meeting-report-{width}-{scheme}");
        Assert.Equal(2, await world.AskAsync(db => db.MeetingInvitees.CountAsync(one => one.MeetingId == 1 && one.AttendedAt != null)));
        Assert.Empty(_troubles);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.HasNoBarriersAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.PictureAsync(name);
    }
}
