using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>A town whose doctors hear at the start and before the end of a duty, and hand over on pages.</summary>
internal static class HandoverWorld
{
    public const string Write = "申し送りを書く", Read = "申し送りを読む", OpenPage = "画面を開く";

    /// <summary>Kihara on Monday night, Miki on Tuesday night; it is Monday 17:30, and Kihara heard that they are on.</summary>
    public static async Task<(StoryWorld World, int Rota)> OnMondayAsync(FakeClock clock, Action<DutyRota>? adjust = null, string? site = IntakeWorld.Site)
    {
        (StoryWorld world, int rota) = await StartAsync(clock, one =>
        {
            (one.WeekBeforeDays, one.DayBeforeMinute, one.ConfirmByMinute) = (0, -1, -1);
            adjust?.Invoke(one);
        }, new() { ["Hub:PublicBaseUrl"] = site ?? "" });
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2026-06-02"));
        world.Hears(Kihara, "当番をお願いします");
        world.Hears(Miki, "当番をお願いします");
        await LookAtAsync(world, "2026-06-01", 17, 30);
        world.Hears(Kihara, "いま当番です");
        return (world, rota);
    }

    /// <summary>It is Tuesday 8:00, and Kihara is asked for a handover.</summary>
    public static async Task<HeardMessage> EndsAsync(StoryWorld world)
    {
        await LookAtAsync(world, "2026-06-02", 8);
        return world.Hears(Kihara, "当番、お疲れさまです")[^1];
    }

    /// <summary>Presses the button of a card and opens the page behind the link that comes, in a browser of its own.</summary>
    public static async Task<(PageBrowser Browser, string Path)> OpensPageAsync(this StoryWorld world, string name, HeardMessage card, string label)
    {
        HeardMessage answer = await world.TapsAsync(name, card, label);
        return await world.OpensAsync(answer, OpenPage);
    }

    public static async Task<PageSeen> KeepsAsync(this PageBrowser browser, string path, string words, int seen, string calls = "", string callsSeen = "") =>
        await browser.SubmitAsync(path, new() { ["words"] = words, ["seen"] = $"{seen}", ["calls"] = calls, ["callsSeen"] = callsSeen });

    public static Task<HandoverNote> NoteAsync(StoryWorld world) => world.AskAsync(db => Task.FromResult(db.HandoverNotes.Single(note => note.DutyId != null)));
}
