using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.HandRaising;

namespace Zaitaku.Tests.Meetings;

/// <summary>The record of a meeting reaches everybody on its list the same day, and its words stay off the chat.</summary>
public sealed class RecordStory
{
    private const string Page = "/console/meetings/1/record";
    private const string Words = "夜間の相談先を歯科医師会の窓口に決めた";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 20, 11);

    [Fact]
    public async Task WhoCame_AndWhoCouldNot_ReadTheRecordBehindALinkOfTheirOwn()
    {
        await using HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 20, 10).GetUtcNow());
        await ListedAsync(world, "木原", MeetingAnswer.Yes, came: true);
        await ListedAsync(world, "三木", MeetingAnswer.No, came: false);
        await ListedAsync(world, "広瀬", MeetingAnswer.Yes, came: false, isRemoved: true);
        await ListedAsync(world, "小川", MeetingAnswer.Yes, came: true, isRemoved: true); // Taken off the list, and came all the same.
        Assert.Contains("記録を書いてから", await world.PostsAsync($"{Page}?handler=Send", ("seen", "0")));
        Assert.EndsWith("done=kept", await world.PostsAsync($"{Page}?handler=Keep", ("agenda", "夜間の相談先"), ("minutes", Words), ("seen", "0")));
        await world.DoesAsync(world.Console.Line.Presses("木原", "meetrecord:1")); // Not told yet.
        world.Hears("木原", "その記録は見つかりません");
        Assert.Contains("ほかの人が同時に変えました", await world.PostsAsync($"{Page}?handler=Send", ("seen", "0")));
        Assert.EndsWith("done=sent", await world.PostsAsync($"{Page}?handler=Send", ("seen", $"{await RevisionAsync(world)}")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.Console.SettleAsync();
        world.HearsNothing("広瀬");
        foreach (string name in (string[])["木原", "三木", "小川"])
        {
            HeardMessage card = world.Hears(name, "記録ができました", "多職種連携会議");
            Assert.DoesNotContain("歯科医師会", card.Json.ToJsonString());
            await world.TapsAsync(name, card, "記録を読む");
            string address = world.Hears(name, "記録の画面です").Action("画面を開く")["uri"]!.GetValue<string>();
            using HttpClient browser = world.Console.NewClient();
            Assert.Contains(Words, WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(address).AbsolutePath)));
        }

        foreach (string forged in (string[])["meetrecord", "meetrecord:", "meetrecord:x", "meetrecord:99999999999", "meetrecord:2", "meetrecord:1:1"])
        {
            await world.DoesAsync(world.Console.Line.Presses("木原", forged));
            world.Hears("木原", "その記録は見つかりません");
        }

        await world.DoesAsync(world.Console.Line.Presses("広瀬", "meetrecord:1")); // Taken off the list, and did not come.
        world.Hears("広瀬", "その記録は見つかりません");
    }

    [Fact]
    public async Task ARecordWrittenFiveWeeksLater_IsReadToo()
    {
        await using HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 20, 10).GetUtcNow());
        await ListedAsync(world, "木原", MeetingAnswer.Yes, came: true);
        _clock.Advance(TimeSpan.FromDays(35));
        await world.PostsAsync($"{Page}?handler=Keep", ("minutes", Words), ("seen", "0"));
        Assert.EndsWith("done=sent", await world.PostsAsync($"{Page}?handler=Send", ("seen", $"{await RevisionAsync(world)}")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.Console.SettleAsync();
        await world.TapsAsync("木原", world.Hears("木原", "記録ができました"), "記録を読む");
        string address = world.Hears("木原", "記録の画面です").Action("画面を開く")["uri"]!.GetValue<string>();
        using HttpClient browser = world.Console.NewClient();
        _clock.Advance(TimeSpan.FromDays(20)); // Looked up again.
        Assert.Contains(Words, WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(address).AbsolutePath)));
    }

    [Fact]
    public async Task OnesOwnMeetings_AreReadByACalendar_AtAnAddressOfOnesOwn()
    {
        await using HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "多職種連携会議", FakeClock.InTokyo(2026, 6, 16, 19).GetUtcNow());
        await ListStory.MeetingAsync(world.Console, 2, "ほかの方だけの会議", FakeClock.InTokyo(2026, 6, 17, 19).GetUtcNow());
        await ListedAsync(world, "木原", MeetingAnswer.Yes, came: false);
        await world.SaysAsync("木原", "私の予定");
        await world.TapsAsync("木原", world.Hears("木原", "多職種連携会議"), "カレンダーで見る");
        string first = AddressIn(world.Hears("木原", "カレンダーの「URLで追加」").Words);
        using HttpClient program = world.Console.NewClient();
        string calendar = await program.GetStringAsync(first);
        Assert.Contains("多職種連携会議", calendar);
        Assert.DoesNotContain("ほかの方だけ", calendar);
        await world.DoesAsync(world.Console.Line.Presses("木原", "meetcal"));
        HeardMessage asked = world.Hears("木原", "作り直しますか");
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(first)).StatusCode); // Asked first: a phone reads the earlier one.
        await world.TapsAsync("木原", asked, "作り直す");
        string second = AddressIn(world.Hears("木原", "カレンダーの「URLで追加」").Words);
        Assert.Equal(1, await world.Console.AskAsync(db => db.MeetingFeeds.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second)).StatusCode);
        static string AddressIn(string words) => new Uri(words.Split('\n').Single(line => line.StartsWith("https://zaitaku.example/"))).AbsolutePath;
    }

    private static Task<int> RevisionAsync(HandWorld world) => world.Console.AskAsync(db => db.Meetings.Select(one => one.Revision).SingleAsync());

    private static async Task ListedAsync(HandWorld world, string name, MeetingAnswer answer, bool came, bool isRemoved = false)
    {
        int holder = await world.DoctorAsync(name);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.Console.WithDbAsync(async db =>
        {
            Guid member = await db.DutyHolders.Where(one => one.Id == holder).Select(one => one.MemberId!.Value).SingleAsync();
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 1, MemberId = member, Profession = "医師", Answer = answer, AddedAt = now, PlannedAt = now, AttendedAt = came ? now : null, RemovedAt = isRemoved ? now : null });
            await db.SaveChangesAsync();
        });
    }
}
