using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Duties.HandoverWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>The one going off writes what the one coming on must know, on a page of ours; in chat stands only that it is there.</summary>
public sealed class HandoverStory
{
    private const string Words = "みどり台のTさん、夜間に38.5度。\n朝いちばんに訪問看護へ確認をお願いします。";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 14);

    [Fact]
    public async Task FromTheOneGoingOff_ToTheOneComingOn_AndNoWordOfItInChat()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        (PageBrowser kihara, string written) = await world.OpensPageAsync(Kihara, await EndsAsync(world), Write);
        PageSeen page = await kihara.GetAsync(written);
        Assert.Contains("6月1日(月) 17:30〜翌8:30", page.Text, StringComparison.Ordinal);
        Assert.Contains("三木 二郎", page.Text, StringComparison.Ordinal);
        Assert.Contains("いま読める申し送りはありません", page.Text, StringComparison.Ordinal);
        Assert.Contains("保存しました", (await kihara.KeepsAsync(written, Words, seen: 0, calls: "３")).Text, StringComparison.Ordinal);
        HandoverNote note = await NoteAsync(world);
        Assert.Equal((Words, At("2026-06-04", 8, 30), 1), (note.Text, note.ShownUntil, note.Revision)); // A day beyond Miki's night.
        Assert.Equal(3, (await HeldAsync(world))[0].CallsReceived);

        await world.SettleAsync();
        HeardMessage told = Assert.Single(world.Hears(Miki, "申し送りが書かれました", "6月2日(火) 17:30〜翌8:30"));
        (PageBrowser miki, string read) = await world.OpensPageAsync(Miki, told, Read);
        string seen = (await miki.GetAsync(read)).Text;
        Assert.Contains(Words, seen, StringComparison.Ordinal);
        Assert.Contains("木原 一郎 6月1日(月) 17:30〜翌8:30", seen, StringComparison.Ordinal);
        Assert.Contains("当番が始まってから書けます", seen, StringComparison.Ordinal);

        await LookAtAsync(world, "2026-06-02", 17, 30);
        HeardMessage start = Assert.Single(world.Hears(Miki, "いま当番です", "申し送りがあります"));
        (PageBrowser again, string anew) = await world.OpensPageAsync(Miki, start, Read);
        Assert.Contains(Words, (await again.GetAsync(anew)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await again.KeepsAsync(anew, "夕方に落ち着きました。", seen: 0)).Status);
        Assert.All(await world.AskAsync(db => db.Outbox.Select(message => message.Body).ToListAsync()), body => Assert.DoesNotContain("みどり台", body, StringComparison.Ordinal));
        Assert.Equal(["handover.read duty:1", "handover.write duty:1", "handover.read duty:2", "handover.read duty:2", "handover.write duty:2"],
            await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("handover.")).OrderBy(entry => entry.Id).Select(entry => entry.Action + " " + entry.Subject).ToListAsync()));
    }

    [Fact]
    public async Task ManyChangesInARow_AreToldOnce_AndWhatComesLaterOnceMore()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, await EndsAsync(world), Write);
        foreach (int time in new[] { 0, 1, 2 })
        {
            await kihara.KeepsAsync(path, $"{Words}{time}", time);
            _clock.Advance(TimeSpan.FromMinutes(1));
            await world.SettleAsync();
            Assert.Equal(time == 0 ? 1 : 0, world.Line.Heard(Miki).Count(message => message.Words.Contains("申し送りが書かれました", StringComparison.Ordinal)));
        }

        _clock.Advance(TimeSpan.FromMinutes(15));
        await world.SettleAsync();
        world.Hears(Miki, "申し送りが書かれました");
        await kihara.KeepsAsync(path, $"{Words}2", 3); // The same once more: nothing new.
        _clock.Advance(TimeSpan.FromMinutes(30));
        await world.SettleAsync();
        world.HearsNothing(Miki);
    }

    [Fact]
    public async Task WhoIsOnDuty_HearsAtNightToo_ConfirmedOrNot_AndWhoeverComesInDays_DoesNot()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock);
        await using StoryWorld _ = world;
        HeardMessage asked = await EndsAsync(world);
        await LookAtAsync(world, "2026-06-02", 17, 30);
        world.Hears(Miki, "いま当番です");
        await world.SaysAsync(Miki, "了解です");
        world.Hears(Miki, "確認をいただきました");
        _clock.AdvanceTo(At("2026-06-02", 23));
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, asked, Write);
        await kihara.KeepsAsync(path, Words, 0);
        await world.SettleAsync();
        world.Hears(Miki, "申し送りが書かれました");

        await LookAtAsync(world, "2026-06-03", 8);
        HeardMessage end = world.Hears(Miki, "お疲れさまです")[^1];
        await PublishAsync(world, rota, Night("広瀬 三郎", "2026-06-05"));
        world.Hears(Hirose, "当番をお願いします");
        (PageBrowser miki, string own) = await world.OpensPageAsync(Miki, end, Write);
        await miki.KeepsAsync(own, "特にありません。", 0);
        await world.SettleAsync();
        world.HearsNothing(Hirose); // Their start says it.
        await LookAtAsync(world, "2026-06-05", 17, 30);
        world.Hears(Hirose, "いま当番です", "申し送りがあります");
    }

    [Fact]
    public async Task ANoticeThatWaits_IsNotSaid_WhereTheDutyWentToSomebodyElse_OrTheWordsAreGone()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock, one => one.AtStart = true);
        await using StoryWorld _ = world;
        HeardMessage end = await EndsAsync(world);
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, end, Write);
        await kihara.KeepsAsync(path, Words, 0);
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-02", 17, 30), At("2026-06-02", 32, 30));
        world.Hears(Miki, "当番ではなくなりました");
        world.Hears(Hirose, "当番をお願いします");
        Assert.DoesNotContain(world.Line.Heard(Miki), message => message.Words.Contains("申し送り", StringComparison.Ordinal));

        await kihara.KeepsAsync(path, $"{Words}追記", 1);
        await kihara.KeepsAsync(path, "", 2); // Taken back before it was told.
        await world.SettleAsync();
        world.HearsNothing(Hirose);
        Assert.Equal("", (await NoteAsync(world)).Text);
    }

    [Fact]
    public async Task WhoGaveTheirNightAway_WhileItRan_WritesOfIt_AndReadsNobodysWords()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock);
        await using StoryWorld _ = world;
        await WatchesAsync(world, rota);
        long old = (await HeldAsync(world))[0].Id;
        _clock.AdvanceTo(At("2026-06-01", 22));
        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-01", 22), At("2026-06-01", 32, 30));
        world.Hears(Kihara, "当番");
        world.Hears(Hirose, "当番をお願いします");
        await world.DoesAsync(world.Line.Presses(Kihara, $"dutynote:{old}"));
        (PageBrowser kihara, string path) = await world.OpensAsync(world.Hears(Kihara)[^1], OpenPage);
        string page = (await kihara.GetAsync(path)).Text;
        Assert.DoesNotContain("吸引器", page, StringComparison.Ordinal);
        Assert.Equal(200, (await kihara.KeepsAsync(path, Words, 0)).Status);
        await world.SettleAsync();
        HeardMessage told = Assert.Single(world.Hears(Hirose, "申し送りが書かれました"));
        (PageBrowser hirose, string read) = await world.OpensPageAsync(Hirose, told, Read);
        string seen = (await hirose.GetAsync(read)).Text;
        Assert.Contains(Words, seen, StringComparison.Ordinal);
        Assert.Contains("気をつけること（拠点から）", seen, StringComparison.Ordinal);
        Assert.Contains("吸引器は拠点に1台あります。", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANightThatBecameLonger_IsReadByTheCardOfBefore()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock);
        await using StoryWorld _ = world;
        await WatchesAsync(world, rota);
        long old = (await HeldAsync(world))[0].Id;
        await WriteAsync(world, rota, "木原 一郎", At("2026-06-01", 17, 30), At("2026-06-01", 34));
        world.Hears(Kihara, "17:30〜翌10:00");
        await world.DoesAsync(world.Line.Presses(Kihara, $"dutynote:{old}"));
        (PageBrowser kihara, string path) = await world.OpensAsync(world.Hears(Kihara, "17:30〜翌10:00")[^1], OpenPage);
        Assert.Contains("吸引器", (await kihara.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANightThatBecameLonger_WhileItsPageWasOpen_GoesOnThere_WithWhatWasWritten()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock);
        await using StoryWorld _ = world;
        await WatchesAsync(world, rota);
        long old = (await HeldAsync(world))[0].Id;
        await world.DoesAsync(world.Line.Presses(Kihara, $"dutynote:{old}"));
        (PageBrowser kihara, string path) = await world.OpensAsync(world.Hears(Kihara)[^1], OpenPage);
        Assert.Equal(200, (await kihara.KeepsAsync(path, Words, 0, "2")).Status);
        await WriteAsync(world, rota, "木原 一郎", At("2026-06-01", 17, 30), At("2026-06-01", 34));
        world.Hears(Kihara, "17:30〜翌10:00");

        string page = (await kihara.GetAsync(path)).Text;
        Assert.Contains("17:30〜翌10:00", page, StringComparison.Ordinal);
        Assert.Contains("吸引器", page, StringComparison.Ordinal); // It is theirs still: they read what was left.
        Assert.Equal(200, (await kihara.KeepsAsync(path, $"{Words} 追記。", 1, "2", "2")).Status);
        HeldDuty now = (await HeldAsync(world)).Single(duty => duty.EndsAt == At("2026-06-01", 34));
        HandoverNote note = await NoteAsync(world);
        Assert.Equal((now.Id, $"{Words} 追記。", 2), (note.DutyId, note.Text, now.CallsReceived));

        await world.DoesAsync(world.Line.Presses(Kihara, $"dutynote:{now.Id}"));
        (PageBrowser again, string fresh) = await world.OpensAsync(world.Hears(Kihara)[^1], OpenPage);
        page = (await again.GetAsync(fresh)).Text;
        Assert.Contains("追記。", page, StringComparison.Ordinal);
        Assert.DoesNotContain("木原 一郎", page[..page.IndexOf("吸引器", StringComparison.Ordinal)], StringComparison.Ordinal); // Their own words are no one else's.
    }

    /// <summary>A coordinator wrote a watch point.</summary>
    private static Task WatchesAsync(StoryWorld world, int rota)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        HandoverNote watch = new() { Id = Guid.CreateVersion7(now), RotaId = rota, StaffId = Guid.CreateVersion7(now), Text = "吸引器は拠点に1台あります。", WrittenAt = now, ShownUntil = now.AddDays(7), Revision = 1 };
        return world.ChangeAsync(db => Task.FromResult(db.HandoverNotes.Add(watch)));
    }
}
