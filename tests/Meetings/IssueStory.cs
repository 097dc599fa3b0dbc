using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.HandRaising;

namespace Zaitaku.Tests.Meetings;

/// <summary>What a meeting left to do: written down, reminded of, done by a tap.</summary>
public sealed class IssueStory
{
    private const string Page = "/console/meetings/1/record";
    private const string Words = "夜間の口腔ケアの相談先が分からない";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 20, 9);

    private static (string Name, string Value)[] Fields(Guid member, string due = "2026-06-30", string problem = Words, int seen = 0, bool done = false) =>
        [("Problem", problem), ("Measure", "歯科医師会の窓口を一覧に載せる"), ("Owner", "広瀬先生"), ("Member", $"{member}"), ("Due", due), ("Seen", $"{seen}"), ("IsDone", done ? "true" : "")];

    [Fact]
    public async Task TheOwner_IsRemindedBeforeOnAndAfterTheDay_AndSaysWhenItIsDone()
    {
        await using HandWorld world = await StartAsync();
        Guid hirose = await OwnerAsync(world, "広瀬");
        Assert.EndsWith("done=added", await world.PostsAsync($"{Page}?handler=Issue", Fields(hirose)));
        await world.AtAsync<IssueJob>("2026-05-20", 9, 5);
        world.HearsNothing("広瀬");
        await world.AtAsync<IssueJob>("2026-06-23", 9);
        world.Hears("広瀬", "課題の期限まで7日です", Words, "6月30日(火)", "歯科医師会の窓口");
        await world.AtAsync<IssueJob>("2026-06-30", 9);
        await world.TapsAsync("広瀬", world.Hears("広瀬", "課題の期限は今日です"), "まだです");
        world.Hears("広瀬", "引き続きお願いします");
        await world.AtAsync<IssueJob>("2026-07-07", 9);
        HeardMessage late = world.Hears("広瀬", "期限を過ぎています");
        Assert.Contains("過ぎています", await world.PageAsync("/console/meetings/issues"));
        await world.TapsAsync("広瀬", late, "終わりました");
        world.Hears("広瀬", "終わったと記録しました");
        await world.TapsAsync("広瀬", late, "終わりました"); // Pressed again on the old card.
        world.Hears("広瀬", "もう終わったことになっています");
        await world.AtAsync<IssueJob>("2026-07-14", 9);
        world.HearsNothing("広瀬");
        Assert.Contains("終わっていない課題はありません", await world.PageAsync("/console/meetings/issues"));
        Assert.Contains("済 2026年7月7日", await world.PageAsync(Page));
    }

    [Fact]
    public async Task WhatIsChanged_IsRemindedOfAsItIsNow_AndWhatIsDoneNotAtAll()
    {
        await using HandWorld world = await StartAsync();
        Guid hirose = await OwnerAsync(world, "広瀬"), miki = await OwnerAsync(world, "三木");
        await world.PostsAsync($"{Page}?handler=Issue", Fields(hirose));
        await world.AtAsync<IssueJob>("2026-05-20", 9, 5);
        MeetingIssue planned = await OneAsync(world);
        string stale = await world.PostsAsync($"{Page}?handler=Change&issue={planned.Id}", Fields(miki, due: "2026-07-09", seen: planned.Revision - 1));
        Assert.Contains("ほかの人が同時に変えました", stale);
        Assert.Contains("value=\"2026-07-09\"", stale); // What was typed is not lost.
        Assert.EndsWith("done=changed", await world.PostsAsync($"{Page}?handler=Change&issue={planned.Id}", Fields(miki, due: "2026-07-10", seen: planned.Revision)));
        await world.AtAsync<IssueJob>("2026-06-23", 9);
        world.HearsNothing("広瀬");
        world.HearsNothing("三木");
        await world.AtAsync<IssueJob>("2026-07-03", 9);
        HeardMessage card = world.Hears("三木", "期限まで7日です", "7月10日(金)");
        await world.DoesAsync(world.Console.Line.Presses("広瀬", $"issue:d:{planned.Id}")); // No longer theirs.
        world.Hears("広瀬", "その課題は見つかりません");
        Assert.EndsWith("done=changed", await world.PostsAsync($"{Page}?handler=Change&issue={planned.Id}", Fields(miki, due: "2026-07-10", seen: (await OneAsync(world)).Revision, done: true)));
        await world.AtAsync<IssueJob>("2026-07-10", 9);
        world.HearsNothing("三木");
        await world.TapsAsync("三木", card, "まだです");
        world.Hears("三木", "もう終わったことになっています");
        foreach (string forged in (string[])["issue", "issue:", "issue:d:", "issue:d:x", "issue:d:-1", "issue:d:99999999999", $"issue:z:{planned.Id}:1", "issue:d:999"])
        {
            await world.DoesAsync(world.Console.Line.Presses("三木", forged));
            world.Hears("三木", "その課題は見つかりません");
        }
    }

    [Fact]
    public async Task WordsThatNameAPatient_AreRefused_AndTheRecordIsKeptForOneWriterAtATime()
    {
        await using HandWorld world = await StartAsync();
        Guid hirose = await OwnerAsync(world, "広瀬");
        string refused = await world.PostsAsync($"{Page}?handler=Issue", Fields(hirose, problem: "山田太郎さんの夜間の吸引"));
        Assert.Contains("お名前", refused);
        Assert.Contains("山田太郎さんの夜間の吸引</textarea>", refused); // What was typed is not lost.
        Assert.Contains("課題を書いてください", await world.PostsAsync($"{Page}?handler=Issue", Fields(hirose, problem: " ")));
        Assert.Contains("担当の方をもう一度", await world.PostsAsync($"{Page}?handler=Issue", Fields(Guid.CreateVersion7(_clock.GetUtcNow()))));
        Assert.Contains("期限の日付", await world.PostsAsync($"{Page}?handler=Issue", Fields(hirose, due: "2126-01-01")));
        Assert.EndsWith("done=kept", await world.PostsAsync($"{Page}?handler=Keep", ("agenda", "1. 夜間の相談先"), ("minutes", "窓口を決めた"), ("seen", "0")));
        string overtaken = await world.PostsAsync($"{Page}?handler=Keep", ("agenda", "別の議題"), ("minutes", "別の記録"), ("seen", "0"));
        Assert.Contains("ほかの人が同時に変えました", overtaken);
        Assert.Contains("別の記録</textarea>", overtaken);
        Assert.Contains("窓口を決めた</textarea>", overtaken); // And not what a colleague wrote, once the second press comes.
        Assert.Contains("name=\"seen\" value=\"1\"", overtaken);
        string tooLong = await world.PostsAsync($"{Page}?handler=Keep", ("minutes", new string('あ', 20_001)), ("seen", "0"));
        Assert.Contains("20000字まで", tooLong);
        Assert.Contains("name=\"seen\" value=\"0\"", tooLong); // The colleague's is still to be shown.
        Assert.Equal("窓口を決めた", await world.Console.AskAsync(db => db.Meetings.Select(one => one.Minutes).SingleAsync()));
        Assert.Equal(0, await world.Console.AskAsync(db => db.MeetingIssues.CountAsync()));
    }

    private async Task<HandWorld> StartAsync()
    {
        HandWorld world = await HandWorld.StartAsync(_clock);
        await ListStory.MeetingAsync(world.Console, 1, "多職種連携会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow());
        return world;
    }

    private static async Task<Guid> OwnerAsync(HandWorld world, string name)
    {
        int holder = await world.DoctorAsync(name);
        return await world.Console.AskAsync(db => db.DutyHolders.Where(one => one.Id == holder).Select(one => one.MemberId!.Value).SingleAsync());
    }

    private static Task<MeetingIssue> OneAsync(HandWorld world) => world.Console.AskAsync(db => db.MeetingIssues.AsNoTracking().SingleAsync());
}
