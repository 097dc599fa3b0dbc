using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Meetings;

/// <summary>What coordinators write on a list for others, by phone and at the door: with deputies, in haste, and two at once.</summary>
public sealed class DeskListStory
{
    private const string Page = "/console/meetings/1/people";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 19, 9);

    [Fact]
    public async Task WhoComesThemselvesAfterAll_HasTheirDeputysSeat_AndTheDeputyIsNotExpected()
    {
        await using ConsoleWorld world = await StartAsync(capacity: 1);
        (long sender, long deputy) = await PairAsync(world);
        long waits = await RowAsync(world, "上田", MeetingAnswer.Waiting);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.EndsWith("done=yes", await MarkAsync(sato, "yes", sender));
        Assert.Equal((MeetingAnswer.Yes, AnswerVia.Staff, true), await world.AskAsync(db => StandingAsync(db.MeetingInvitees, sender)));
        Assert.False((await world.AskAsync(db => StandingAsync(db.MeetingInvitees, deputy))).IsOpen);
        Assert.Equal(MeetingAnswer.Waiting, (await world.AskAsync(db => StandingAsync(db.MeetingInvitees, waits))).Answer); // Passed by nobody.
    }

    [Theory]
    [InlineData("no", MeetingAnswer.No, true)]
    [InlineData("remove", MeetingAnswer.SendsDeputy, false)]
    public async Task WhoIsNotComing_TakesTheirDeputyAlong(string what, MeetingAnswer answer, bool isOpen)
    {
        await using ConsoleWorld world = await StartAsync();
        (long sender, long deputy) = await PairAsync(world);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.EndsWith($"done={what}", await MarkAsync(sato, what, sender));
        (MeetingAnswer given, _, bool open) = await world.AskAsync(db => StandingAsync(db.MeetingInvitees, sender));
        Assert.Equal((answer, isOpen), (given, open));
        Assert.False((await world.AskAsync(db => StandingAsync(db.MeetingInvitees, deputy))).IsOpen);
    }

    [Fact]
    public async Task ADeputyTakenOff_LeavesTheirSenderWithoutAnAnswer_AndAContactWhoSaysYesKeepsWhomTheyNamed()
    {
        await using ConsoleWorld world = await StartAsync();
        (long sender, long deputy) = await PairAsync(world);
        long contact = await RowAsync(world, "医師会 事務局", MeetingAnswer.None, InviteeKind.Contact), named = await RowAsync(world, "石井", MeetingAnswer.Yes, InviteeKind.Delegate, contact);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MarkAsync(sato, "remove", deputy);
        Assert.Equal(MeetingAnswer.None, (await world.AskAsync(db => StandingAsync(db.MeetingInvitees, sender))).Answer);
        await MarkAsync(sato, "yes", contact);
        Assert.True((await world.AskAsync(db => StandingAsync(db.MeetingInvitees, named))).IsOpen);
        await MarkAsync(sato, "remove", contact);
        Assert.False((await world.AskAsync(db => StandingAsync(db.MeetingInvitees, named))).IsOpen);
    }

    [Fact]
    public async Task OneOfAFaxWhoCannotBeWritten_IsNamed_AndTheOthersAreKept()
    {
        await using ConsoleWorld world = await StartAsync();
        long aoki = await RowAsync(world, "青木", MeetingAnswer.None), ishii = await RowAsync(world, "石井", MeetingAnswer.None);
        await world.WithDbAsync(async db =>
        {
            MeetingInvitee gone = await db.MeetingInvitees.SingleAsync(one => one.Id == ishii);
            (gone.RemovedAt, gone.AttendedAt) = (_clock.GetUtcNow(), _clock.GetUtcNow()); // Still shown, since they came.
            await db.SaveChangesAsync();
        });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string said = await MarkAsync(sato, "yes", aoki, ishii);
        Assert.Contains("1人を出席と書きました", said);
        Assert.Contains("書けなかった方: 石井。名簿から外した方か", said);
        Assert.Equal(MeetingAnswer.Yes, (await world.AskAsync(db => StandingAsync(db.MeetingInvitees, aoki))).Answer);
        Assert.Contains("名簿から外した方か", await MarkAsync(sato, "no", ishii)); // Nobody is left: nothing is written, not even in the trail.
        Assert.Equal(["yes"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action == "meetings.list").Select(row => row.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task OnePersonEnteredTwice_IsOneRow_AlsoByADoubleClick()
    {
        await using ConsoleWorld world = await StartAsync();
        await RowAsync(world, "青木", MeetingAnswer.None); // Invited by letter.
        _clock.AdvanceTo(FakeClock.InTokyo(2026, 5, 19, 18, 30).GetUtcNow());
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        (string, string)[] aoki = [("name", "青木 先生"), ("came", "true")];
        Assert.EndsWith("done=walk_in", await ListStory.PostedAsync(sato, $"{Page}?handler=Outsider", aoki));
        Assert.Contains("もう名簿にいます", await ListStory.PostedAsync(sato, $"{Page}?handler=Outsider", aoki));
        (string, string)[] ishii = [("name", "石井"), ("organisation", "みなと薬局"), ("came", "true")];
        string[] both = await Task.WhenAll(ListStory.PostedAsync(sato, $"{Page}?handler=Outsider", ishii), ListStory.PostedAsync(sato, $"{Page}?handler=Outsider", ishii));
        Assert.Equal(1, both.Count(one => one.EndsWith("done=walk_in", StringComparison.Ordinal)));
        Assert.EndsWith("done=walk_in", await ListStory.PostedAsync(sato, $"{Page}?handler=Outsider", ("name", "石井"), ("organisation", "三木医院"), ("came", "true"))); // Another of that name.
        Assert.Equal(["青木", "石井", "石井"], await world.AskAsync(db => db.MeetingInvitees.Where(one => one.AttendedAt != null).OrderBy(one => one.Id).Select(one => one.Name).ToArrayAsync()));
    }

    [Fact]
    public async Task TwoAtTheDoor_WhoCountAtOnce_LoseNothing()
    {
        await using ConsoleWorld world = await StartAsync();
        _clock.AdvanceTo(FakeClock.InTokyo(2026, 5, 19, 18, 30).GetUtcNow());
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string empty = SeenIn(await sato.GetStringAsync(Page));
        Assert.EndsWith("done=count", await CountAsync(sato, "医師 5", empty));
        Assert.Contains("読み取れませんでした", await CountAsync(sato, "看護師", empty));
        string refused = await CountAsync(sato, "看護師 12", empty);
        Assert.Contains("ほかの人が、この人数を同時に書きました", refused);
        Assert.Contains("医師 5</textarea>", refused);
        Assert.Contains("看護師 12</textarea>", refused);
        Assert.EndsWith("done=count", await CountAsync(sato, "医師 5\n看護師 12", SeenIn(refused)));
        Assert.Equal(17, await world.AskAsync(db => db.MeetingHeadcounts.SumAsync(one => one.Count)));
        Assert.Equal(empty, ListDesk.MarkOf(""));

        static string SeenIn(string page) => page.Split("name=\"seen\" value=\"")[1].Split('"')[0];
        static Task<string> CountAsync(HttpClient client, string counts, string seen) => ListStory.PostedAsync(client, $"{Page}?handler=Count", ("counts", counts), ("seen", seen));
    }

    [Fact]
    public async Task ADeputyWhoTypedTheCode_IsOnePersonAgain()
    {
        await using HandRaising.HandWorld world = await HandRaising.HandWorld.StartAsync(_clock);
        await ListStory.MeetingAsync(world.Console, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow());
        (long sender, long deputy) = await PairAsync(world.Console);
        await world.DoctorAsync("山田", role: Zaitaku.Storage.Members.Role.Nurse);
        _clock.AdvanceTo(FakeClock.InTokyo(2026, 5, 19, 18, 30).GetUtcNow());
        await world.PostsAsync($"{Page}?handler=Code");
        await world.SaysAsync("山田", $"受付 {await world.Console.AskAsync(db => db.Meetings.Select(one => one.CheckInCode).SingleAsync())}");
        world.Hears("山田", "受付しました", "会場の方にもお名前を");
        string page = await world.PageAsync(Page);
        Assert.Contains("代理・団体からの方かもしれません", page);
        long walkIn = await world.Console.AskAsync(db => db.MeetingInvitees.Where(one => one.Kind == InviteeKind.WalkIn).Select(one => one.Id).SingleAsync());
        Assert.Contains("当日」の方1人と", await world.PostsAsync($"{Page}?handler=Mark", ("chosen", $"{sender}"), ("chosen", $"{deputy}"), ("what", "same")));
        Assert.EndsWith("done=same", await world.PostsAsync($"{Page}?handler=Mark", ("chosen", $"{walkIn}"), ("chosen", $"{deputy}"), ("what", "same")));
        MeetingInvitee[] rows = await world.Console.AskAsync(db => db.MeetingInvitees.AsNoTracking().OrderBy(one => one.Id).ToArrayAsync());
        Assert.Equal(["木原", "山田"], rows.Select(one => one.Name));
        Assert.Equal((InviteeKind.Deputy, MeetingAnswer.Yes, sender, true, true), (rows[1].Kind, rows[1].Answer, rows[1].ForId!.Value, rows[1].AttendedAt is not null, rows[1].MemberId is not null));
    }

    private async Task<ConsoleWorld> StartAsync(int? capacity = null)
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await ListStory.MeetingAsync(world, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow(), capacity: capacity);
        return world;
    }

    /// <summary>Somebody who sends a deputy, and the deputy, who holds the seat.</summary>
    private async Task<(long Sender, long Deputy)> PairAsync(ConsoleWorld world)
    {
        long sender = await RowAsync(world, "木原", MeetingAnswer.SendsDeputy);
        return (sender, await RowAsync(world, "山田", MeetingAnswer.Yes, InviteeKind.Deputy, sender));
    }

    private Task<long> RowAsync(ConsoleWorld world, string name, MeetingAnswer answer, InviteeKind kind = InviteeKind.Person, long? forId = null) => world.AskAsync(async db =>
    {
        MeetingInvitee row = new() { MeetingId = 1, Name = name, Kind = kind, ForId = forId, Answer = answer, AddedAt = _clock.GetUtcNow(), WaitingSince = answer == MeetingAnswer.Waiting ? _clock.GetUtcNow() : null };
        db.MeetingInvitees.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    });

    private static async Task<(MeetingAnswer Answer, AnswerVia Via, bool IsOpen)> StandingAsync(IQueryable<MeetingInvitee> rows, long id)
    {
        MeetingInvitee row = await rows.AsNoTracking().SingleAsync(one => one.Id == id);
        return (row.Answer, row.AnsweredVia, row.IsOpen);
    }

    private static Task<string> MarkAsync(HttpClient sato, string what, params long[] ids) => ListStory.PostedAsync(sato, $"{Page}?handler=Mark", [.. ids.Select(id => ("chosen", $"{id}")), ("what", what)]);
}
