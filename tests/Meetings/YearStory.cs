using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Meetings;

/// <summary>The year's figures for the yearly report: the hub's own meetings, and unknown is never nobody.</summary>
public sealed class YearStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 7, 1, 9);

    [Fact]
    public async Task MeetingsOfOthers_AndThoseOfWhichNothingWasWrittenDown_AreNoDutyDone()
    {
        await using ConsoleWorld world = await StartAsync();
        await world.WithDbAsync(async db =>
        {
            db.MeetingInvitees.Add(Row(1, "木原", came: true));
            db.MeetingHeadcounts.Add(new MeetingHeadcount { MeetingId = 3, Profession = "看護師", Count = 12 });
            foreach (Meeting one in db.Meetings)
            {
                one.Inviting = one.Id is 3 or > 3 ? MeetingInviting.Nobody : MeetingInviting.ByHand;
                one.Organiser = one.Id > 3 ? "みなと市医師会" : "拠点";
                one.HasAdministrators = one.Id > 1;
            }

            await db.SaveChangesAsync();
        });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        string csv = await sato.GetStringAsync("/console/meetings/report.csv?year=2026");
        Assert.Contains("多職種連携会議,4回以上,2,あと2回", csv); // The first and the third: the second has no word of who came.
        Assert.Contains("うち行政・管理者が参加した会議,1回以上,1,済", csv);
        Assert.Contains("2026-05-19 第2回,多職種連携会議,拠点,記録なし,", csv);
        Assert.Contains("延べ人数,1,12,13", csv);
        string[] parts = csv.Split("ほかの主催者の会議・研修");
        Assert.DoesNotContain("医師会", parts[0]);
        Assert.Contains("2026-05-22 第5回,多職種連携会議,みなと市医師会", parts[1]);
        string page = System.Net.WebUtility.HtmlDecode(await sato.GetStringAsync("/console/meetings/report?year=2026"));
        Assert.Contains("<dt>開いた会議・研修</dt><dd>3（出欠の記録なし 1）</dd>", page);
        Assert.Contains("<dd>2　不足</dd>", page);
    }

    [Fact]
    public async Task WhereNobodyIsKnownByName_NobodyIsMissed_AndWhatWasCalledOffMadeNobodyKnown()
    {
        await using ConsoleWorld world = await StartAsync();
        await ListStory.MeetingAsync(world, 9, "中止した会議", FakeClock.InTokyo(2026, 3, 3, 19).GetUtcNow());
        await world.WithDbAsync(async db =>
        {
            (await db.Meetings.FindAsync(9))!.CancelledAt = FakeClock.InTokyo(2026, 3, 3, 18).GetUtcNow();
            db.MeetingInvitees.AddRange(Row(9, "木原", came: true), Row(1, "木原", came: true), Row(1, "三木", came: false)); // She had typed the code before it was called off.
            db.MeetingInvitees.AddRange(Enumerable.Range(2, 4).SelectMany(meeting => new[] { Row(meeting, "木原", came: false), Row(meeting, "三木", came: false) }));
            db.MeetingHeadcounts.AddRange(Enumerable.Range(2, 4).Select(meeting => new MeetingHeadcount { MeetingId = meeting, Profession = "医師", Count = 30 }));
            await db.SaveChangesAsync();
        });
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        Assert.Contains("いません。", await UnseenAsync(2));
        string once = await UnseenAsync(1);
        Assert.Contains("三木", once);
        Assert.DoesNotContain("木原", once);
        Assert.Contains("1人（1人中 100%）", await sato.GetStringAsync("/console/meetings/report?year=2026"));

        async Task<string> UnseenAsync(int missed) => (await sato.GetStringAsync($"/console/meetings/report?year=2026&missed={missed}")).Split("しばらくお見かけしていない方")[1];
    }

    private async Task<ConsoleWorld> StartAsync()
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        for (int id = 1; id <= 5; id++)
        {
            await ListStory.MeetingAsync(world, id, $"第{id}回", FakeClock.InTokyo(2026, 5, 17 + id, 19).GetUtcNow());
        }

        return world;
    }

    private MeetingInvitee Row(int meeting, string name, bool came) => new() { MeetingId = meeting, Name = name, Profession = "医師", AddedAt = _clock.GetUtcNow(), AttendedAt = came ? _clock.GetUtcNow() : null };
}
