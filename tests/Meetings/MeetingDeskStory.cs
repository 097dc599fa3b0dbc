using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.HandRaising;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Meetings;

/// <summary>Whom no chat reaches is phoned: the coordinators hear how many and where the list is, never who.</summary>
public sealed class MeetingDeskStory
{
    private const string Sato = "佐藤", Kihara = "木原", Site = "https://zaitaku.example/console/meetings/1/people";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 6, 1, 9);

    [Fact]
    public async Task WhomNoInvitationReaches_IsToldWithTheInvitations_Once()
    {
        await using HandWorld world = await StartAsync();
        await OutsidersAsync(world, MeetingAnswer.None, "架空太郎", "架空花子");
        await OutsidersAsync(world, MeetingAnswer.Yes, "返事済子");
        await MemberAsync(world, Kihara, MeetingAnswer.None);
        await world.DoesAsync(world.Console.Line.Unfollows(Kihara));
        await world.AtAsync<MeetingJob>("2026-06-04", 9, 59);
        world.HearsNothing(Sato);
        await world.AtAsync<MeetingJob>("2026-06-04", 10, 0);
        HeardMessage heard = world.Hears(Sato, "3人に電話かFAXでご案内ください", "口腔ケア研修", "6月18日(木) 19:00");
        Assert.DoesNotContain("架空", heard.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(($"{Site}?show=phone", $"{Site}/list.csv?show=phone"), (Uri(heard, "名簿を開く"), Uri(heard, "CSVで保存")));
        await OutsidersAsync(world, MeetingAnswer.None, "追加三郎");
        await world.AtAsync<MeetingJob>("2026-06-04", 12, 0);
        await world.AtAsync<MeetingJob>("2026-06-05", 10, 0);
        world.HearsNothing(Sato);
    }

    [Fact]
    public async Task EnteredLate_TheyAreToldOnceTheListStands_AndNotWhereAllAreCalled()
    {
        await using HandWorld world = await StartAsync();
        _clock.AdvanceTo(At("2026-06-10", 9));
        await OutsidersAsync(world, MeetingAnswer.None, "架空太郎");
        await world.AtAsync<MeetingJob>("2026-06-10", 9, 59);
        world.HearsNothing(Sato);
        await world.Console.WithDbAsync(async db =>
        {
            (await db.MeetingInvitees.SingleAsync()).Answer = MeetingAnswer.Yes; // Phoned already.
            await db.SaveChangesAsync();
        });
        await world.AtAsync<MeetingJob>("2026-06-10", 10, 0);
        world.HearsNothing(Sato);
        await OutsidersAsync(world, MeetingAnswer.None, "架空花子");
        await world.AtAsync<MeetingJob>("2026-06-10", 11, 0);
        world.Hears(Sato, "1人に電話かFAXでご案内ください");
    }

    [Fact]
    public async Task WhoMovesUpAndIsInNoChat_IsPhoned_AndTheNextOneAgain()
    {
        await using HandWorld world = await StartAsync(capacity: 1);
        await MemberAsync(world, Kihara, MeetingAnswer.Yes);
        await OutsidersAsync(world, MeetingAnswer.Waiting, "架空太郎", "架空花子");
        await world.AtAsync<MeetingJob>("2026-06-08", 12, 0);
        await GivesUpAsync(world, Kihara);
        await world.RunAsync<MeetingJob>();
        HeardMessage heard = world.Hears(Sato, "1人に電話してください", "口腔ケア研修", "お返事は6月9日(火) 12:00まで");
        Assert.DoesNotContain("架空", heard.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"{Site}?show=waiting", Uri(heard, "名簿を開く"));
        await world.AtAsync<MeetingJob>("2026-06-08", 15, 0);
        world.HearsNothing(Sato);
        await world.AtAsync<MeetingJob>("2026-06-09", 12, 1);
        world.Hears(Sato, "1人に電話してください", "お返事は6月10日(水) 12:01まで");
    }

    [Fact]
    public async Task OfferedAtNight_AndPhonedBeforeTheMorning_NobodyIsTold()
    {
        await using HandWorld world = await StartAsync(capacity: 1);
        await MemberAsync(world, Kihara, MeetingAnswer.Yes);
        await OutsidersAsync(world, MeetingAnswer.Waiting, "架空太郎");
        await world.AtAsync<MeetingJob>("2026-06-08", 22, 0);
        await GivesUpAsync(world, Kihara);
        await world.RunAsync<MeetingJob>();
        world.HearsNothing(Sato); // Quiet hours.
        await world.Console.WithDbAsync(async db =>
        {
            (await db.MeetingInvitees.SingleAsync(one => one.Name == "架空太郎")).Answer = MeetingAnswer.Yes;
            await db.SaveChangesAsync();
        });
        await world.AtAsync<MeetingJob>("2026-06-09", 8, 0);
        world.HearsNothing(Sato);
    }

    [Fact]
    public async Task WhoMovesUpInChat_IsToldThere_AndNobodyIsPhoned()
    {
        await using HandWorld world = await StartAsync(capacity: 1);
        await MemberAsync(world, Kihara, MeetingAnswer.Yes);
        await MemberAsync(world, "三木", MeetingAnswer.Waiting);
        await world.AtAsync<MeetingJob>("2026-06-08", 12, 0);
        await GivesUpAsync(world, Kihara);
        await world.RunAsync<MeetingJob>();
        world.Hears("三木", "席が空きました");
        world.HearsNothing(Sato);
    }

    private async Task<HandWorld> StartAsync(int? capacity = null)
    {
        HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "口腔ケア研修", At("2026-06-18", 19), MeetingKind.Training, capacity);
        return world;
    }

    private static string Uri(HeardMessage heard, string label) => heard.Action(label)["uri"]!.GetValue<string>();

    private static Task OutsidersAsync(HandWorld world, MeetingAnswer answer, params string[] names) => world.Console.WithDbAsync(async db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        db.MeetingInvitees.AddRange(names.Select(name => new MeetingInvitee { MeetingId = 1, Name = name, Organisation = "みなと薬局", Answer = answer, WaitingSince = answer == MeetingAnswer.Waiting ? now : null, AddedAt = now }));
        await db.SaveChangesAsync();
    });

    private static async Task MemberAsync(HandWorld world, string name, MeetingAnswer answer)
    {
        int holder = await world.DoctorAsync(name);
        await world.Console.WithDbAsync(async db =>
        {
            Guid member = await db.DutyHolders.Where(one => one.Id == holder).Select(one => one.MemberId!.Value).SingleAsync();
            DateTimeOffset now = world.Clock.GetUtcNow();
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 1, MemberId = member, Name = name, Answer = answer, AnsweredAt = answer == MeetingAnswer.None ? null : now, WaitingSince = answer == MeetingAnswer.Waiting ? now : null, AddedAt = now });
            await db.SaveChangesAsync();
        });
    }

    private static Task GivesUpAsync(HandWorld world, string name) => world.Console.WithDbAsync(async db =>
    {
        MeetingInvitee who = await db.MeetingInvitees.SingleAsync(one => one.Name == name);
        await MeetingAnswering.AnswerAsync(db, await db.Meetings.SingleAsync(one => one.Id == who.MeetingId), who, WantedAnswer.No, AnswerVia.Chat, null, world.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
    });
}
