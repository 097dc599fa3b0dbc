using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>Warning and escalation over the turn of the year: closed from 29 December through 3 January. Monday 2026-12-28, 16:00.</summary>
public sealed class YearEndStory
{
    private const string Room = "相談窓口";
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 12, 28, 16);

    [Fact]
    public async Task TheClockStandsOverTheHolidays_AndGoesOnOnTheFirstMorning_OnLineAndInTeams()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount deputy = await DeskWorld.TeamsCoordinatorAsync(world, "鈴木");
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤", account => account.DeputyId = deputy.Id);
        await world.DoesInTeamsAsync(world.Teams.AddsBotToChannel("鈴木", Room));
        world.Teams.Heard(Room);
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf(Room);
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        int slow = await DeskWorld.ConsultsAsync(world, "高橋");
        world.Line.Heard("佐藤");
        world.Teams.Heard("鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder.Id, now, CancellationToken.None));
        Assert.Equal(DeskWorld.At("2027-01-04T09:15"), (await DeskWorld.FindAsync(world, number)).TargetAt); // 75 minutes in the old year, 45 in the new
        Assert.Equal(DeskWorld.At("2027-01-08T17:15"), (await DeskWorld.FindAsync(world, slow)).TargetAt);   // five working days
        world.Teams.Heard(Room);

        foreach (string closed in (string[])["2026-12-28T17:15", "2026-12-29T10:00", "2026-12-31T23:59", "2027-01-01T00:00", "2027-01-03T12:00", "2027-01-04T08:44"])
        {
            await DeskWorld.WatchAtAsync(world, _clock, closed);
            world.HearsNothing("佐藤");
            Assert.Empty(world.Teams.Heard("鈴木"));
            Assert.Empty(world.Teams.Heard(Room));
        }

        await DeskWorld.WatchAtAsync(world, _clock, "2027-01-04T08:45");
        world.Hears("佐藤", "期限が近づいて", ConsultationNumbers.Shown(number), "1月4日(月) 09:15");
        await DeskWorld.WatchAtAsync(world, _clock, "2027-01-04T09:15");
        world.Hears("佐藤", "期限を過ぎました");
        world.HearsInTeams("鈴木", "佐藤さんの担当する相談", "代わりに");
        world.HearsInTeams(Room, "代理の鈴木さんに知らせました");
        await DeskWorld.WatchAtAsync(world, _clock, "2027-01-04T10:15");
        world.Hears("佐藤", "どなたか対応を");
        world.HearsInTeams("鈴木", "どなたか対応を");
        world.HearsInTeams(Room, "全員に知らせました");

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, holder.Id, "お電話しました。", now, CancellationToken.None));
        world.Hears("田中", "お返事があります");
        world.Teams.Heard(Room);
        Assert.Equal(["Words", "Received", "Claimed", "Warned", "Escalated", "Escalated", "Answered"], (await DeskWorld.FindAsync(world, number)).Entries.Select(entry => entry.Kind.ToString()));
    }
}
