using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.CalendarSteps;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>In the association's next list a date has moved: who was invited is corrected, and not invited a second time.</summary>
public sealed class ImportedMoveStory
{
    private const string Heading = "日付,開始,終了,名称,主催,申込締切\n";

    private const string First = Heading + "2026-05-21,19:00,20:30,看取り,医師会,2026-05-14\n2026-06-18,19:00,20:30,食支援,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n";

    private const string Moved = Heading + "2026-05-28,19:30,,看　取り,医師会,\n2026-06-18,19:00,20:30,食支援,医師会,\n2026-09-17,19:00,20:30,認知症,医師会,\n2026-05-01,19:00,,新しい研修,医師会,\n";

    [Fact]
    public async Task AMovedDate_IsOfferedAsOne_KeepsItsListAndNumber_AndTheSameListAgainChangesNothing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, First);
        string shown = await ImportAsync(sato, Moved);
        Assert.Contains("<strong>日程変更</strong>", shown);
        Assert.Contains("日時: 5月21日(木) 19:00〜 → 5月28日(木) 19:30〜", shown);
        Assert.DoesNotContain("この表にないものです", shown);
        Meeting[] kept = await MeetingsAsync(world);
        Assert.Equal(["新しい研修", "看取り", "食支援", "認知症"], kept.Select(one => one.Title));
        Assert.Equal((1, At("2026-05-28", 19, 30), At("2026-05-28", 21), At("2026-05-22", 0, 29), 2), (kept[1].Id, kept[1].StartsAt, kept[1].EndsAt!.Value, kept[1].AnswersUntil!.Value, kept[1].Revision));
        Assert.Equal(At("2026-05-21", 19), (await world.AskAsync(db => db.MeetingChanges.SingleAsync())).StartsAt);
        Assert.Equal(["3 0", "1 1"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "meetings.import").OrderBy(entry => entry.Id).Select(entry => entry.Detail).ToArrayAsync()));
        Assert.Contains("いまの予定と同じです", await ImportAsync(sato, Moved));
    }

    [Fact]
    public async Task WhoSaysThatItIsNoMove_EntersAnother_AndTheOldOneStays()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, First);
        await ImportAsync(sato, Moved, "", ("asNew", "2"));
        Assert.Equal([At("2026-05-01", 19), At("2026-05-21", 19), At("2026-05-28", 19, 30), At("2026-06-18", 19), At("2026-09-17", 19)], (await MeetingsAsync(world)).Select(one => one.StartsAt));
        Assert.Equal(0, await world.AskAsync(db => db.MeetingChanges.CountAsync()));
    }

    [Theory]
    [InlineData("2026-05-01,19:00,20:30,定例会,医師会,\n2026-07-01,19:00,20:30,定例会,医師会,\n", false)] // Two are new.
    [InlineData("2026-05-01,19:00,20:30,研修,医師会,\n2026-07-30,19:00,20:30,定例会,医師会,\n", true)] // Two are gone, of two names: one of each.
    [InlineData("2026-05-01,19:00,20:30,研修,医師会,\n2026-07-30,19:00,20:30,定例会,医師会,\n2/30,19:00,20:30,定例会,医師会,\n", false)] // It may stand in the row nobody can read.
    [InlineData("2026-05-01,19:00,20:30,研修,医師会,\n2026-07-30,19:00,20:30,定例会,歯科医師会,\n", null)] // Another's.
    public async Task OnlyWhatIsCertain_IsAMove(string rows, bool? isMove)
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ImportAsync(sato, Heading + "2026-05-21,19:00,20:30,定例会,医師会,\n2026-06-18,19:00,20:30,食支援,医師会,\n");
        string shown = await ImportAsync(sato, Heading + rows);
        Assert.Equal(isMove == true, shown.Contains("<strong>日程変更</strong>", StringComparison.Ordinal));
        Assert.Equal(isMove == false, shown.Contains("日程変更かもしれません", StringComparison.Ordinal));
        Assert.Equal(isMove == true ? 0 : 1, (await MeetingsAsync(world)).Count(one => one.StartsAt == At("2026-05-21", 19)));
    }

    [Fact]
    public async Task WhoWasInvited_HearsOfTheNewDateOnce_AndIsNotInvitedTwice()
    {
        await using StoryWorld world = await MeetingTown.StartAsync(FakeClock.InTokyo(2026, 5, 3, 9));
        await TakeAsync(world, Row(1, At("2026-05-02", 19), "はじめの会"), Row(2, At("2026-05-21", 19)), Row(3, At("2026-07-16", 19), "食支援"));
        await MeetingTown.LookAsync(world);
        await MeetingTown.LookAtAsync(world, "2026-05-07", 10);
        Assert.Equal("Invite", MeetingTown.KindsTold(world, MeetingTown.Everybody));
        world.Clock.AdvanceTo(At("2026-05-08", 10));
        await TakeAsync(world, Row(1, At("2026-05-02", 19), "はじめの会"), Row(2, At("2026-06-04", 19)), Row(3, At("2026-07-16", 19), "食支援"));
        await MeetingTown.LookAsync(world);
        Assert.Equal("Changed", MeetingTown.KindsTold(world, MeetingTown.Everybody));
        await MeetingTown.LookAtAsync(world, "2026-05-21", 18);
        Assert.Equal("", MeetingTown.KindsTold(world, MeetingTown.Everybody));
    }

    private static MeetingRow Row(int line, DateTimeOffset startsAt, string title = "看取り") =>
        new(line, title, "医師会", startsAt, startsAt.AddMinutes(90), MeetingKind.Training, null, "医師会館", null, null, null, null, null, null, null, IsCancelled: false);

    private static async Task TakeAsync(StoryWorld world, params MeetingRow[] rows)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        CalendarImports imports = scope.ServiceProvider.GetRequiredService<CalendarImports>();
        ImportPlan plan = await imports.PlanAsync(new MeetingTable(rows, []), world.Clock.GetUtcNow(), CancellationToken.None);
        await imports.TakeAsync(plan, MeetingInviting.Audience, [], Guid.CreateVersion7(world.Clock.GetUtcNow()), world.Clock.GetUtcNow(), CancellationToken.None);
    }
}
