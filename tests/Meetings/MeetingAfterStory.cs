using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.HandRaising;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>What follows a meeting by itself: its survey, and a word to the coordinators where nothing was written down.</summary>
public sealed class MeetingAfterStory
{
    private const string Page = "/console/meetings/1/survey", Aoki = "青木", Ishii = "石井", Sato = "佐藤";

    private static readonly (string Name, string Value)[] Questions = [("Questions[0].Text", "内容はいかがでしたか"), ("Questions[0].Kind", "Scale"), ("IsAnonymous", "true")];

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 19, 18);

    [Fact]
    public async Task ThePreparedSurvey_GoesAtTheEnd_AndToWhoeverIsWrittenDownLater_Once()
    {
        await using HandWorld world = await StartAsync(19);
        await ListedAsync(world, Aoki, came: true);
        await ListedAsync(world, Ishii, came: false);
        Assert.EndsWith("done=kept", await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]));
        Assert.Contains("2026年5月19日 20:30に、来た方へ自動で送ります", await world.PageAsync(Page));
        await world.AtAsync<MeetingJob>("2026-05-19", 20, 29);
        world.HearsNothing(Aoki);
        await world.AtAsync<MeetingJob>("2026-05-19", 20, 30);
        world.Hears(Aoki, "アンケートのお願い", "5月26日(火) 20:30");
        world.HearsNothing(Ishii);
        await world.AtAsync<MeetingJob>("2026-05-20", 8, 30);
        await CameAsync(world, Ishii);
        await world.AtAsync<MeetingJob>("2026-05-20", 8, 59);
        world.HearsNothing(Ishii); // Written down early: nobody is asked before nine.
        await world.AtAsync<MeetingJob>("2026-05-20", 9, 0);
        world.Hears(Ishii, "アンケートのお願い");
        await world.AtAsync<MeetingJob>("2026-05-20", 10, 0);
        foreach (string name in (string[])[Aoki, Ishii, Sato]) // Asked once; and who came is written down.
        {
            world.HearsNothing(name);
        }
    }

    [Fact]
    public async Task AfterALateEvening_ItGoesInTheMorning()
    {
        await using HandWorld world = await StartAsync(20);
        await ListedAsync(world, Aoki, came: true);
        await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]);
        await world.AtAsync<MeetingJob>("2026-05-19", 21, 30);
        await world.AtAsync<MeetingJob>("2026-05-20", 8, 59);
        world.HearsNothing(Aoki);
        await world.AtAsync<MeetingJob>("2026-05-20", 9, 0);
        world.Hears(Aoki, "アンケートのお願い");
    }

    [Fact]
    public async Task KeptBack_ItWaitsForTheCoordinator_WhoMayLetItGo()
    {
        await using HandWorld world = await StartAsync(19);
        await ListedAsync(world, Aoki, came: true);
        await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("IsByHand", "true"), ("Seen", "0")]);
        string page = await world.PageAsync(Page);
        Assert.DoesNotContain("自動で送ります", page);
        Assert.Matches("name=\"IsByHand\" value=\"true\" checked", page);
        await world.AtAsync<MeetingJob>("2026-05-19", 20, 30);
        await world.AtAsync<MeetingJob>("2026-05-20", 9, 0);
        world.HearsNothing(Aoki);
        Assert.EndsWith("done=kept", await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "1")]));
        await world.RunAsync<MeetingJob>();
        world.Hears(Aoki, "アンケートのお願い");
        Assert.Contains("もう送りました", await world.PostsAsync($"{Page}?handler=Send", ("Seen", "3")));
    }

    [Fact]
    public async Task NothingWrittenDown_TheCoordinatorsHearIt_TheNextMorningAtNine_Once()
    {
        await using HandWorld world = await StartAsync(19);
        foreach ((int id, string title) in new[] { (2, "数だけ書いた会議"), (3, "記録を書いた会議"), (4, "中止した会議"), (5, "よその研修") })
        {
            await ListStory.MeetingAsync(world.Console, id, title, At("2026-05-19", 19));
        }

        await world.Console.WithDbAsync(async db =>
        {
            db.MeetingHeadcounts.Add(new MeetingHeadcount { MeetingId = 2, Profession = "医師", Count = 3 });
            (await db.Meetings.FindAsync(3))!.Minutes = "次回は7月";
            (await db.Meetings.FindAsync(4))!.CancelledAt = world.Clock.GetUtcNow();
            (await db.Meetings.FindAsync(5))!.Inviting = MeetingInviting.Nobody;
            await db.SaveChangesAsync();
        });
        await world.AtAsync<MeetingJob>("2026-05-20", 8, 59);
        world.HearsNothing(Sato);
        await world.AtAsync<MeetingJob>("2026-05-20", 9, 0);
        HeardMessage heard = Assert.Single(world.Console.Line.Heard(Sato)); // Of the others something is written, or they are not ours.
        Assert.All((string[])["来た方と記録を書いてください", "口腔ケア研修", "5月19日(火) 19:00"], words => Assert.Contains(words, heard.Words, StringComparison.Ordinal));
        Assert.Equal("https://zaitaku.example/console/meetings/1/people", heard.Action("来た方を書く")["uri"]!.GetValue<string>());
        await world.AtAsync<MeetingJob>("2026-05-20", 12, 0);
        await world.AtAsync<MeetingJob>("2026-05-21", 9, 0);
        world.HearsNothing(Sato);
    }

    [Fact]
    public async Task WrittenDownBeforeNine_NobodyIsReminded()
    {
        await using HandWorld world = await StartAsync(19);
        await ListedAsync(world, Aoki, came: true);
        await world.AtAsync<MeetingJob>("2026-05-20", 9, 0);
        world.HearsNothing(Sato);
    }

    /// <summary>One training of an hour and a half that evening.</summary>
    private async Task<HandWorld> StartAsync(int hour)
    {
        HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "口腔ケア研修", At("2026-05-19", hour), MeetingKind.Training);
        return world;
    }

    private static async Task ListedAsync(HandWorld world, string name, bool came)
    {
        int holder = await world.DoctorAsync(name);
        await world.Console.WithDbAsync(async db =>
        {
            Guid member = await db.DutyHolders.Where(one => one.Id == holder).Select(one => one.MemberId!.Value).SingleAsync();
            DateTimeOffset now = world.Clock.GetUtcNow();
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 1, MemberId = member, Name = name, Answer = MeetingAnswer.Yes, AnsweredAt = now, AddedAt = now, AttendedAt = came ? now : null });
            await db.SaveChangesAsync();
        });
    }

    private static Task CameAsync(HandWorld world, string name) => world.Console.WithDbAsync(async db =>
    {
        (await db.MeetingInvitees.SingleAsync(one => one.Name == name)).Attend(came: true, AnswerVia.Staff, world.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    });
}
