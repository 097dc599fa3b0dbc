using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Meetings;

/// <summary>The list of a meeting in a coordinator's hands: invited, answered by phone, at the door, and counted at the end of the year.</summary>
public sealed class ListStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 1, 9);

    [Fact]
    public async Task FiveTrainingsOfRealSizes_AreCheckedIn_AndReported()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        int[] sizes = [137, 105, 151, 45, 40]; // Of a real hub's five trainings.
        foreach ((int size, int at) in sizes.Select((size, at) => (size, at)))
        {
            await MeetingAsync(world, at + 1, $"第{at + 1}回研修", FakeClock.InTokyo(2026, 5, 19 + at, 19).GetUtcNow(), MeetingKind.Training);
            await InviteAsync(world, at + 1, size);
        }

        foreach (int at in Enumerable.Range(0, sizes.Length))
        {
            _clock.AdvanceTo(FakeClock.InTokyo(2026, 5, 19 + at, 18, 30).GetUtcNow());
            sato = await world.BrowserOfAsync(await world.GivenAsync($"s{at}", "佐藤"));
            long[] all = await world.AskAsync(db => db.MeetingInvitees.Where(one => one.MeetingId == at + 1).Select(one => one.Id).ToArrayAsync());
            Assert.EndsWith("done=came", await PostedAsync(sato, $"/console/meetings/{at + 1}/people?handler=Mark", [.. all.Select(id => ("chosen", $"{id}")), ("what", "came")]));
        }

        _clock.AdvanceTo(FakeClock.InTokyo(2026, 6, 1, 9).GetUtcNow());
        sato = await world.BrowserOfAsync(await world.GivenAsync("last", "佐藤"));
        string csv = await sato.GetStringAsync("/console/meetings/report.csv?year=2026");
        foreach ((int size, int at) in sizes.Select((size, at) => (size, at)))
        {
            Assert.Contains($"2026-05-{19 + at} 第{at + 1}回研修,研修,拠点,{size},", csv);
        }

        Assert.Contains("延べ人数,122,119,119,118,478", csv); // 医師, 薬剤師, 看護師, 介護支援専門員: every fourth.
        Assert.Contains("多職種連携会議,4回以上,0,あと4回", csv);
        string page = await sato.GetStringAsync("/console/meetings/report?year=2026");
        Assert.Contains("<dt>延べ参加者</dt><dd>478</dd>", page);
        Assert.Contains("137人（137人中 100%）", page); // All new at the first; the second is visited by those of the first.
        Assert.Contains("0人（105人中 0%）", page);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await sato.GetAsync("/console/meetings/report.xlsx?year=2026")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task AnswersByPhone_TakeSeats_AndWhoComesTooLateWaits()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MeetingAsync(world, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow(), capacity: 2);
        const string Page = "/console/meetings/1/people";
        foreach (string name in (string[])["青木", "石井", "上田"])
        {
            Assert.EndsWith("done=add", await PostedAsync(sato, $"{Page}?handler=Outsider", ("name", name), ("profession", "薬剤師"), ("organisation", "みなと薬局")));
        }

        long[] ids = await world.AskAsync(db => db.MeetingInvitees.OrderBy(one => one.Id).Select(one => one.Id).ToArrayAsync());
        string written = await PostedAsync(sato, $"{Page}?handler=Mark", ("chosen", $"{ids[0]}"), ("chosen", $"{ids[1]}"), ("chosen", $"{ids[2]}"), ("what", "yes"));
        Assert.Contains("2人を出席と書きました", written);
        Assert.Contains("空き待ちになった方: 上田 みなと薬局（1番目）", written); // Whoever is on the phone hears it.
        Assert.Equal([MeetingAnswer.Yes, MeetingAnswer.Yes, MeetingAnswer.Waiting], await world.AskAsync(db => db.MeetingInvitees.OrderBy(one => one.Id).Select(one => one.Answer).ToArrayAsync()));
        string page = await sato.GetStringAsync(Page);
        Assert.Contains("空き待ち（1番目）", page);
        Assert.Contains("<dd>2 / 2席</dd>", page);
        Assert.Contains("どの方かを選んでください", await PostedAsync(sato, $"{Page}?handler=Mark", ("what", "yes")));
        Assert.Contains("どの方かを選んでください", await PostedAsync(sato, $"{Page}?handler=Mark", ("chosen", "99999"), ("what", "yes"))); // Somebody of another list.
        Assert.Contains("まだ始まっていません", await PostedAsync(sato, $"{Page}?handler=Mark", ("chosen", $"{ids[0]}"), ("what", "came")));
        Assert.Contains("お名前を書いてください", await PostedAsync(sato, $"{Page}?handler=Outsider", ("name", " ")));
        Assert.Contains("職種を一覧から選んでください", await PostedAsync(sato, $"{Page}?handler=Outsider", ("name", "江口"), ("profession", "<b>")));
        Assert.Contains("上田 みなと薬局", await sato.GetStringAsync($"{Page}?show=waiting"));
        Assert.DoesNotContain("青木 みなと薬局", await sato.GetStringAsync($"{Page}?show=waiting"));
        string list = await sato.GetStringAsync($"{Page}/list.csv?show=yes");
        Assert.Contains("青木,薬剤師,みなと薬局,案内,出席,,届かない（電話・FAXで）,", list);
        Assert.DoesNotContain("上田", list);
        Assert.EndsWith("done=remove", await PostedAsync(sato, $"{Page}?handler=Mark", ("chosen", $"{ids[1]}"), ("what", "remove")));
        Assert.DoesNotContain("石井", await sato.GetStringAsync(Page));
        Assert.Contains("石井", await sato.GetStringAsync($"{Page}?show=removed"));
    }

    [Fact]
    public async Task AtTheDoor_WalkInsAndCountsOnPaper_AreWrittenDown_AndASecondLookCorrectsThem()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        await MeetingAsync(world, 1, "住民講座", FakeClock.InTokyo(2026, 5, 1, 10).GetUtcNow(), MeetingKind.ResidentCourse);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        const string Page = "/console/meetings/1/people";
        Assert.EndsWith("done=walk_in", await PostedAsync(sato, $"{Page}?handler=Outsider", ("name", "=HYPERLINK(\"x\")"), ("profession", "住民"), ("came", "true")));
        Assert.Contains("「民生委員 3」を読み取れませんでした", await PostedAsync(sato, $"{Page}?handler=Count", ("counts", "住民 25\n民生委員 3")));
        Assert.Equal(0, await world.AskAsync(db => db.MeetingHeadcounts.CountAsync())); // One line was none: nothing of it is kept.
        Assert.EndsWith("done=count", await PostedAsync(sato, $"{Page}?handler=Count", ("counts", "住民 25\nその他 民生委員 3")));
        Assert.EndsWith("done=count", await PostedAsync(sato, $"{Page}?handler=Count", ("counts", "住民 26\n行政 1"), ("seen", ListDesk.MarkOf("住民 25\nその他 民生委員 3"))));
        Assert.Equal(["住民  26", "行政  1"], await world.AskAsync(db => db.MeetingHeadcounts.OrderBy(one => one.Id).Select(one => one.Profession + " " + one.Organisation + " " + one.Count).ToArrayAsync()));
        string page = System.Net.WebUtility.HtmlDecode(await sato.GetStringAsync(Page));
        Assert.Contains("<dt>来た方</dt><dd>28</dd>", page);
        Assert.Contains("住民 26\n行政 1</textarea>", page);
        Assert.Contains("'=HYPERLINK", await sato.GetStringAsync($"{Page}/list.csv")); // Words, not a formula.
        Assert.EndsWith("done=code", await PostedAsync(sato, $"{Page}?handler=Code"));
        string code = await world.AskAsync(db => db.Meetings.Select(one => one.CheckInCode).SingleAsync());
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Contains($"受付 {code}", await sato.GetStringAsync("/console/meetings/1/poster"));
        Assert.EndsWith("done=code", await PostedAsync(sato, $"{Page}?handler=Code"));
        Assert.Equal(code, await world.AskAsync(db => db.Meetings.Select(one => one.CheckInCode).SingleAsync())); // On the wall already.
        Assert.Equal(["walk_in", "count", "count", "code"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action == "meetings.list" && row.Subject == "meetings:1").OrderBy(row => row.Id).Select(row => row.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task AnAssociation_IsEntered_Invited_AndClosed()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await MeetingAsync(world, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow());
        const string Page = "/console/meetings/associations";
        Assert.EndsWith("done=added", await PostedAsync(sato, $"{Page}?handler=Add", ("Name", "みなと市医師会"), ("Contact", "事務局 山本"), ("Phone", "0000-11-2222"), ("Profession", "医師")));
        Assert.Contains("団体の名前を書いてください", await PostedAsync(sato, $"{Page}?handler=Add", ("Name", "")));
        Assert.Contains("電話番号をお確かめください", await PostedAsync(sato, $"{Page}?handler=Add", ("Name", "薬剤師会"), ("Phone", "12")));
        Assert.EndsWith("done=association", await PostedAsync(sato, "/console/meetings/1/people?handler=Association", ("association", "1")));
        Assert.Contains("もう名簿にいます", await PostedAsync(sato, "/console/meetings/1/people?handler=Association", ("association", "1")));
        Assert.Contains("事務局 山本,医師,みなと市医師会,団体の窓口,返事なし,0000-11-2222,", await sato.GetStringAsync("/console/meetings/1/people/list.csv?show=phone"));
        Assert.Contains("ほかの人が同時に変えました", await PostedAsync(sato, $"{Page}?handler=Change&association=1", ("Name", "医師会"), ("Seen", "0")));
        Assert.EndsWith("done=changed", await PostedAsync(sato, $"{Page}?handler=Change&association=1", ("Name", "医師会"), ("Seen", "1")));
        Assert.EndsWith("done=closed", await PostedAsync(sato, $"{Page}?handler=Close&association=1"));
        Assert.Contains("どの方かを選んでください", await PostedAsync(sato, "/console/meetings/1/people?handler=Association", ("association", "1")));
        Assert.Equal(1, await world.AskAsync(db => db.MeetingInvitees.CountAsync())); // What was stays.
    }

    internal static async Task MeetingAsync(ConsoleWorld world, int id, string title, DateTimeOffset start, MeetingKind kind = MeetingKind.Professionals, int? capacity = null) => await world.WithDbAsync(async db =>
    {
        db.Meetings.Add(new Meeting { Id = id, Title = title, Organiser = "拠点", Kind = kind, Place = "市民会館", StartsAt = start, EndsAt = start.AddMinutes(90), Inviting = MeetingInviting.ByHand, Capacity = capacity, CreatedAt = world.Clock.GetUtcNow(), ChangedAt = world.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
    });

    private static async Task InviteAsync(ConsoleWorld world, int meeting, int size) => await world.WithDbAsync(async db =>
    {
        string[] professions = ["医師", "薬剤師", "看護師", "介護支援専門員"];
        db.MeetingInvitees.AddRange(Enumerable.Range(0, size).Select(at => new MeetingInvitee { MeetingId = meeting, Name = $"参加{at}", Organisation = $"事業所{at % 30}", Profession = professions[at % professions.Length], AddedAt = world.Clock.GetUtcNow() }));
        await db.SaveChangesAsync();
    });

    internal static async Task<string> PostedAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(client, address, fields);
        return answer.Headers.Location?.ToString() ?? System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
