using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>People who were asked something and do not answer, over the long holidays of 2026 (29 April, 3 to 6 May).</summary>
public sealed class AskedBackStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 16, 45);

    [Fact]
    public async Task WhoDoesNotAnswer_IsRemindedOnceAndGently_ThenTheCoordinatorIsTold_ThenNobody()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (StaffAccount holder, int number) = await AskedAsync(world);
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T17:15"); // the close of the second working day: nobody is disturbed in the evening
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T08:29");
        world.HearsNothing("田中");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T08:30");
        HeardMessage reminder = Assert.Single(world.Hears("田中", "お返事をお待ちしています", ConsultationNumbers.Shown(number), "お手すきのときに"));
        Assert.DoesNotContain("退院はいつ", reminder.Words, StringComparison.Ordinal); // Not on LINE.
        Assert.StartsWith("https://hub.example/c/", reminder.Action("開いて答える")["uri"]!.GetValue<string>(), StringComparison.Ordinal);
        world.HearsNothing("佐藤");

        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-12T08:29");
        world.HearsNothing("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-12T08:30");
        world.Hears("佐藤", "返事が、まだありません", ConsultationNumbers.Shown(number));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-06-12T10:00");
        world.HearsNothing("田中");
        world.HearsNothing("佐藤");
        Assert.Equal(["Words", "Received", "Claimed", "AskedBack", "Reminded", "Reminded"], (await DeskWorld.FindAsync(world, number)).Entries.Select(entry => entry.Kind.ToString()));

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, holder.Id, "もう一度うかがいます", now, CancellationToken.None));
        world.Hears("田中", "おたずねがあります");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-06-17T08:30"); // A question asked anew is waited for anew.
        world.Hears("田中", "お返事をお待ちしています");
    }

    [Fact]
    public async Task WhoAnswersInTime_HearsNothing_EvenIfTheReminderWasOnItsWay()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (_, int number) = await AskedAsync(world);
        _clock.AdvanceTo(DeskWorld.At("2026-05-07T08:30"));
        await using (AsyncServiceScope scope = world.Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<AskedBackJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        }

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "来週の火曜です", one.MemberId, "", now, CancellationToken.None));
        world.HearsNothing("田中");
        world.Hears("佐藤", "返信がありました");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T08:40");
        world.HearsNothing("田中");
    }

    [Fact]
    public async Task WhereWordsTravel_TheReminderIsAnsweredRightThere()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:WordsInChat:Line"] = "true", ["Desk:RemindAskedAfter"] = "30分" });
        (_, int number) = await AskedAsync(world);
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T17:14");
        world.HearsNothing("田中");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-30T08:30"); // half an hour of the hub's
        HeardMessage reminder = Assert.Single(world.Hears("田中", ConsultationNumbers.Shown(number), "まだお返事をいただいていません"));
        await world.DoesAsync(world.Line.Taps("田中", reminder, "答える"));
        world.Hears("田中", "続けて書いて");
        await world.SaysAsync("田中", "火曜です");
        world.Hears("田中", "届けました");
        world.Hears("佐藤", "返信がありました");
    }

    [Fact]
    public async Task WhomNoChatReaches_TheCoordinatorHearsAtOnce()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        (_, int number) = await AskedAsync(world);
        await world.DoesAsync(world.Line.Unfollows("田中"));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T08:30");
        world.Hears("佐藤", "返事が、まだありません", ConsultationNumbers.Shown(number));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-20T10:00");
        world.HearsNothing("佐藤");
    }

    [Theory]
    [InlineData(ConsultationState.AskedBack, "2026-05-07T08:30", AskedBackDue.RemindPerson)]
    [InlineData(ConsultationState.AskedBack, "2026-05-07T08:29", AskedBackDue.Nothing)] // not while the desk sleeps
    [InlineData(ConsultationState.AskedBack, "2026-05-09T10:00", AskedBackDue.Nothing)] // nor on a Saturday
    [InlineData(ConsultationState.Claimed, "2026-05-07T08:30", AskedBackDue.Nothing)]
    public async Task DueOf_Edges(ConsultationState state, string at, AskedBackDue due)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        Consultation one = new() { State = state };
        ConsultationRules.Write(one, ConsultationEntryKind.AskedBack, "", DeskWorld.At("2026-04-28T16:45"));
        Assert.Equal(due, AskedBackRules.DueOf(world.Services.GetRequiredService<IDeskPolicies>().Current(), one, DeskWorld.At(at)));
    }

    private static async Task<(StaffAccount Holder, int Number)> AskedAsync(StoryWorld world)
    {
        StaffAccount holder = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, holder.Id, "退院はいつですか", now, CancellationToken.None));
        world.Hears("田中");
        return (holder, number);
    }
}
