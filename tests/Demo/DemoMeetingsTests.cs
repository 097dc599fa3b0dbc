using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Demo;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Reports;
using Zaitaku.Tests.WebConsole;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Demo;

/// <summary>The invented city holds meetings: they are seen and counted, nobody is told of them, nothing can be written on them, and they go with the demo.</summary>
public sealed class DemoMeetingsTests
{
    private static readonly Dictionary<string, string?> Nothing = new() { ["Line:ChannelId"] = "", ["Line:ChannelSecret"] = "", ["Hub:Name"] = "", ["Hub:Phone"] = "", ["Hub:Prefecture"] = "", ["Hub:Area:0"] = "" };

    [Fact]
    public async Task WithNothingConfigured_TheNextMeetingIsKnown_TheYearIsCounted_AndNobodyIsTold()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 20, 10);
        await using StoryWorld world = await StoryWorld.StartAsync(clock, Nothing);
        string said = await AskAsync(world);
        Assert.Contains("デモ・住民講座「もしものときの話し合い」", said);
        Assert.Contains("5月16日(土) 10:00", said);

        AttendanceYear year = await world.AskAsync(db => AttendanceReads.YearAsync(db, new FiscalYear(2025), clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal((6, 1), (AttendanceRules.YearlyDutyOf(year.Meetings).Meetings, AttendanceRules.YearlyDutyOf(year.Meetings).WithAdministrators));
        Assert.All(year.Meetings, meeting => Assert.StartsWith("デモ・", meeting.Title));
        Assert.True(year.Came.Sum(one => one.Count) > 100);
        Assert.NotEmpty(year.Issues);
        Assert.Contains(year.Meetings, meeting => meeting.Minutes.Length > 0);

        await world.Services.GetRequiredService<MeetingPass>().RunAsync(CancellationToken.None);
        Assert.Equal(0, await world.AskAsync(db => db.Outbox.CountAsync()));
        Assert.False(await world.AskAsync(db => db.MeetingInvitees.AnyAsync(one => one.MemberId != null)));
    }

    [Fact]
    public async Task TheDemoGoes_WithAllItsMeetings_AndARealOneStays()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 20, 10);
        await using StoryWorld world = await StoryWorld.StartAsync(clock, Nothing);
        await world.AskAsync(db =>
        {
            Meeting real = new() { Title = "ほんとうの会議", StartsAt = clock.GetUtcNow().AddDays(30), CreatedAt = clock.GetUtcNow() };
            db.Meetings.Add(real);
            return db.SaveChangesAsync();
        });
        int id = await world.AskAsync(db => db.Meetings.Where(one => !one.IsDemo).Select(one => one.Id).SingleAsync());
        await world.AskAsync(db =>
        {
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = id, Name = "三木 花子", AddedAt = clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await world.AskAsync(async db =>
        {
            await DemoData.RemoveAsync(db, clock.GetUtcNow(), CancellationToken.None);
            return true;
        });
        Assert.Equal("ほんとうの会議", await world.AskAsync(db => db.Meetings.Select(one => one.Title).SingleAsync()));
        Assert.Equal("三木 花子", await world.AskAsync(db => db.MeetingInvitees.Select(one => one.Name).SingleAsync()));
        Assert.Equal(0, await world.AskAsync(async db => await db.MeetingSeries.CountAsync() + await db.MeetingHeadcounts.CountAsync() + await db.MeetingIssues.CountAsync() + await db.MeetingChanges.CountAsync() + await db.MeetingLinks.CountAsync()));
    }

    [Fact]
    public async Task WhereAnImportTookTheDemosPlacesOut_ItsMeetingsAreNotSeenAnyMore()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 20, 10);
        await using StoryWorld world = await StoryWorld.StartAsync(clock, Nothing);
        await world.AskAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE place SET \"IsDemo\" = 0"));
        Assert.DoesNotContain("デモ・", await AskAsync(world));
        Assert.Empty((await world.AskAsync(db => AttendanceReads.YearAsync(db, new FiscalYear(2025), clock.GetUtcNow(), CancellationToken.None))).Meetings);
        Assert.Null(await world.AskAsync(db => AttendanceReads.FirstYearAsync(db, CancellationToken.None)));
    }

    [Fact]
    public async Task WhatIsWrittenOnADemoMeeting_IsNotTaken_AndThePageSaysWhy()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        await world.WithDbAsync(async db =>
        {
            db.Places.Add(new Place { Name = "デモ医院", NameKey = "デモ医院", Services = "", IsDemo = true });
            await db.SaveChangesAsync();
            await DemoMeetings.AddAsync(db, world.Clock.GetUtcNow(), CancellationToken.None);
        });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Meeting next = await world.AskAsync(db => db.Meetings.AsNoTracking().Where(one => one.Kind == MeetingKind.Professionals && one.StartsAt > world.Clock.GetUtcNow()).OrderBy(one => one.StartsAt).FirstAsync());
        string address = string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{next.Id}");
        Assert.Contains("デモ・多職種連携会議", await Meetings.CalendarSteps.PageAsync(sato, "/console/meetings"));
        Assert.Contains("デモ・多職種連携会議", await Meetings.CalendarSteps.PageAsync(sato, "/console/meetings/report?year=2025"));
        foreach (string form in (string[])["?handler=Cancel", "/edit", "/people?handler=Mark", "/record?handler=Send", "/record?handler=Keep", "/survey?handler=Send", "/series?handler=Close", "/series?handler=Extend"])
        {
            HttpResponseMessage answer = await ConsoleWorld.PostAsync(sato, address + form, ("reason", "中止"), ("seen", "0"), ("Form.Seen", "0"));
            Assert.Equal($"{address}?done=demo", answer.Headers.Location?.ToString());
        }

        Assert.Contains(CalendarLines.Demo, await Meetings.CalendarSteps.PageAsync(sato, $"{address}?done=demo"));
        Assert.False(await world.AskAsync(db => db.Meetings.AnyAsync(one => one.Revision != 0 || one.CancelledAt != null)));
    }

    private static async Task<string> AskAsync(StoryWorld world)
    {
        IReadOnlyList<ReplyContent> replies = await ActivatorUtilities.CreateInstance<Asking>(world.Services).AnswerAsync("次の住民講座はいつ？", Role.Resident, null, world.Clock.GetUtcNow(), CancellationToken.None);
        return string.Join("\n", replies.Select(PlainText.Of));
    }
}
