using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Feeds;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;

namespace Zaitaku.Tests.Meetings;

/// <summary>Calendars of meetings: all, by role, a member's own, and the open one, read by programs that are not ours.</summary>
public sealed partial class CalendarFeedStory
{
    [SkippableFact]
    public async Task AllAndByRole_FollowAMoveAndACancellation_AndEndWhenTakenBack()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), phone = world.NewClient();
        await GivenAsync(world, "看取り研修", At("2026-05-21", 19), one => (one.OnlineUrl, one.Way, one.Description) = ("https://example.jp/room", MeetingWay.Both, "講演; グループワーク,\n質疑"));
        await GivenAsync(world, "薬の会", At("2026-06-18", 19), one => (one.AudienceRoles, one.EndsAt) = ("pharmacist", null));
        string all = await MakeAsync(sato, ""), nurses = await MakeAsync(sato, "nurse");

        ReadCalendar calendar = Assert.Single(await CalendarJudge.ReadAsync(await phone.GetStringAsync(all)));
        Assert.Empty(calendar.Problems);
        Assert.Equal(["看取り研修", "薬の会"], calendar.Events.Select(one => one.Summary));
        Assert.Contains("https://example.jp/room", calendar.Events[0].Description);
        Assert.Equal(At("2026-06-18", 21), DateTimeOffset.Parse(calendar.Events[1].EndsAt, null)); // Nobody said when it ends.
        Assert.Equal(["看取り研修"], Assert.Single(await CalendarJudge.ReadAsync(await phone.GetStringAsync(nurses))).Events.Select(one => one.Summary));

        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await ConsoleWorld.PostAsync(sato, "/console/meetings/1?handler=Cancel", ("reason", "台風のため"), ("seen", "0"));
        ReadEvent off = Assert.Single(await CalendarJudge.ReadAsync(await phone.GetStringAsync(nurses))).Events.Single();
        Assert.Equal(("CANCELLED", 1, calendar.Events[0].Uid), (off.Status, off.Sequence, off.Uid));

        int feed = await world.AskAsync(db => db.MeetingFeeds.Where(one => one.RoleId == "nurse").Select(one => one.Id).SingleAsync());
        await ConsoleWorld.PostAsync(sato, "/console/meetings?handler=Revoke", ("feed", $"{feed}"));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(nurses)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(all)).StatusCode);
    }

    [SkippableFact]
    public async Task AMembersOwn_HoldsWhatTheyAreInvitedTo_AndDidNotDecline()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        Member nurse = new() { Id = Guid.CreateVersion7(), Role = Role.Nurse, CreatedAt = world.Clock.GetUtcNow() };
        int yes = await GivenAsync(world, "看取り研修", At("2026-05-21", 19)), no = await GivenAsync(world, "薬の会", At("2026-06-18", 19));
        await GivenAsync(world, "よその会", At("2026-06-25", 19));
        string token = await world.AskAsync(async db =>
        {
            db.Members.Add(nurse);
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = yes, MemberId = nurse.Id, AddedAt = world.Clock.GetUtcNow() });
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = no, MemberId = nurse.Id, Answer = MeetingAnswer.No, AddedAt = world.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
            return await new MeetingFeeds(db).CreateAsync("", nurse.Id, "", null, world.Clock.GetUtcNow(), CancellationToken.None);
        }) ?? "";
        ReadCalendar calendar = Assert.Single(await CalendarJudge.ReadAsync(await world.NewClient().GetStringAsync($"/feeds/{token}.ics")));
        Assert.Empty(calendar.Problems);
        Assert.Equal(["看取り研修"], calendar.Events.Select(one => one.Summary));

        string? again = await world.AskAsync(db => new MeetingFeeds(db).CreateAsync("", nurse.Id, "", null, world.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync($"/feeds/{token}.ics")).StatusCode); // The new one ends the old one.
        await world.WithDbAsync(async db =>
        {
            (await db.Members.FindAsync(nurse.Id))!.ErasedAt = world.Clock.GetUtcNow();
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.NotFound, (await world.NewClient().GetAsync($"/feeds/{again}.ics")).StatusCode);
    }

    [SkippableFact]
    public async Task OneMeeting_IsAFileOfItsOwn_WithTheNameItHasInEveryFeed()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        int id = await GivenAsync(world, "看取り研修", At("2026-05-21", 19), one => (one.OnlineUrl, one.Way) = ("https://example.jp/room", MeetingWay.Both));
        await GivenAsync(world, "よその会", At("2026-06-25", 19));
        string token = await PaperStory.LinkAsync(world, id), feed = await MakeAsync(sato, "");
        Assert.Contains($"href=\"/console/meetings/{id}/meeting.ics\"", await PageAsync(sato, $"/console/meetings/{id}"));
        HttpResponseMessage own = await sato.GetAsync($"/console/meetings/{id}/meeting.ics"), invited = await world.NewClient().GetAsync($"/m/{token}/meeting.ics");
        Assert.All([own, invited], file => Assert.Equal(("text/calendar", "meeting.ics"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileName)));
        ReadCalendar[] read = [.. await CalendarJudge.ReadAsync(await own.Content.ReadAsStringAsync(), await invited.Content.ReadAsStringAsync(), await world.NewClient().GetStringAsync(feed))];
        Assert.All(read, one => Assert.Empty(one.Problems));
        Assert.All(read[..2], one => Assert.Equal((read[2].Events[0].Uid, "看取り研修", At("2026-05-21", 19)), (Assert.Single(one.Events).Uid, one.Events[0].Summary, DateTimeOffset.Parse(one.Events[0].StartsAt, null))));
        Assert.Contains("https://example.jp/room", read[0].Events[0].Description);
        Assert.DoesNotContain("example.jp/room", await invited.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync("/console/meetings/99/meeting.ics")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await world.NewClient().GetAsync($"/console/meetings/{id}/meeting.ics")).StatusCode);
    }

    [SkippableFact]
    public async Task TheOpenCalendarAndThePublicPage_HoldWhatResidentsMayAttend_AndNeverALink()
    {
        CalendarJudge.Require();
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        await GivenAsync(world, "専門職の会", At("2026-05-21", 19), one => one.OnlineUrl = "https://example.jp/secret");
        await GivenAsync(world, "フレイル予防<講座>", At("2026-05-23", 10), one => (one.IsForResidents, one.OnlineUrl, one.Way, one.Agenda, one.Capacity) = (true, "https://example.jp/secret", MeetingWay.Both, "内部の次第", 40));
        await GivenAsync(world, "雨の会", At("2026-06-06", 10), one => (one.IsForResidents, one.CancelledAt, one.CancelReason) = (true, world.Clock.GetUtcNow(), "講師の都合により"));
        await GivenAsync(world, "終わった会", At("2026-04-19", 10), one => one.IsForResidents = true);
        HttpClient anybody = world.FromBehindTheProxy();

        string raw = await anybody.GetStringAsync("/meetings"), page = WebUtility.HtmlDecode(raw), feed = await anybody.GetStringAsync("/meetings.ics");
        Assert.All(["フレイル予防<講座>", "5月23日(土) 10:00〜11:30", "医師会館とオンライン", "定員", "中止", "講師の都合により", "0000-11-0000"], words => Assert.Contains(words, page));
        Assert.All(["専門職の会", "終わった会", "secret", "内部の次第"], words => Assert.DoesNotContain(words, page + feed));
        Assert.DoesNotContain("<講座>", raw);
        ReadCalendar calendar = Assert.Single(await CalendarJudge.ReadAsync(feed));
        Assert.Empty(calendar.Problems);
        Assert.Equal(["CONFIRMED", "CANCELLED"], calendar.Events.Select(one => one.Status is { Length: > 0 } status ? status : "CONFIRMED"));

        await world.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"meeting\" RENAME TO \"meeting_away\""));
        world.Clock.Advance(TimeSpan.FromHours(14));
        string old = WebUtility.HtmlDecode(await anybody.GetStringAsync("/meetings"));
        Assert.Contains("最新ではないかもしれません", old);
        Assert.Contains("フレイル予防", old);
    }

    private static async Task<string> MakeAsync(HttpClient browser, string role)
    {
        string page = await TextAsync(await ConsoleWorld.PostAsync(browser, "/console/meetings?handler=Feed", ("label", "木原先生"), ("role", role)));
        return Address().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException(page);
    }

    [GeneratedRegex("/feeds/[A-Za-z0-9_-]{43}\\.ics")]
    private static partial Regex Address();
}
