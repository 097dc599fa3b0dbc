using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.Desk;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>Somebody asked twice and a coordinator made one of it: links and cards of either lead to the one that goes on.</summary>
public sealed class MergedPageStory
{
    private const string Answer = "訪問看護ステーションを三つご案内します";

    private readonly FakeClock _clock = IntakeWorld.Morning;

    [Theory]
    [InlineData("新しいリンク", "ページを開く")]
    [InlineData("consult:link:", "ページを開く")]
    [InlineData("consult:add:", "ページを開いて書く")]
    public async Task AfterAMerge_TheFreshLinkOpensTheOneThatGoesOn(string how, string button)
    {
        await using HomeCare world = await DeskWorld.StartAsync(_clock);
        (int into, int again, StaffAccount sato) = await TwiceAsync(world);
        await DeskWorld.MergesAsync(world, again, into, sato.Id);
        world.Line.Heard("田中");

        await world.DoesAsync(how.StartsWith("consult", StringComparison.Ordinal) ? world.Line.Presses("田中", $"{how}{again}") : world.Line.Says("田中", how));

        HeardMessage card = world.Hears("田中", ConsultationNumbers.Shown(into))[^1];
        (PageBrowser browser, string path) = await world.OpensAsync(card, button);
        Assert.Contains(Answer, (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        await RepliesAsync(world, browser, path, into);
    }

    [Fact]
    public async Task APageOpenedBeforeTheMerge_TakesWordsAndPhoto_WhereItGoesOn()
    {
        await using HomeCare world = await DeskWorld.StartAsync(_clock);
        (int into, int again, StaffAccount sato) = await TwiceAsync(world);
        await world.DoesAsync(world.Line.Presses("田中", $"consult:link:{again}"));
        (PageBrowser browser, string path) = await world.OpensAsync(world.Hears("田中")[^1], "ページを開く");
        Assert.Contains(ConsultationNumbers.Shown(again), (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        await DeskWorld.MergesAsync(world, again, into, sato.Id);
        await RepliesAsync(world, browser, path, into);
    }

    [Fact]
    public async Task WhatGoesOnAsAnothers_IsNotOpened()
    {
        await using HomeCare world = await DeskWorld.StartAsync(_clock);
        (_, int again, _) = await TwiceAsync(world);
        int others = await DeskWorld.ConsultsAsync(world, "鈴木", words: "鈴木の家のことです");
        await world.ChangeAsync(async db =>
        {
            Consultation one = await db.Consultations.SingleAsync(found => found.Number == again);
            ConsultationRules.Merge(one, (await db.Consultations.SingleAsync(found => found.Number == others)).Id, _clock.GetUtcNow());
        });
        await world.DoesAsync(world.Line.Presses("田中", $"consult:link:{again}"));
        (PageBrowser browser, string path) = await world.OpensAsync(world.Hears("田中", ConsultationNumbers.Shown(again))[^1], "ページを開く");
        PageSeen page = await browser.GetAsync(path);
        Assert.Contains(ConsultationNumbers.Shown(again), page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("鈴木の家", page.Text, StringComparison.Ordinal);
        Listen(world, "佐藤", "鈴木");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(89, true)]
    [InlineData(91, false)]
    public async Task ALongOne_IsStillFoundFor90DaysAfterItsEnd(int daysAfter, bool isFound)
    {
        await using HomeCare world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        _clock.Advance(TimeSpan.FromDays(100));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, sato.Id, ConsultationOutcome.Informed, "", now, CancellationToken.None));
        world.Hears("田中", "お役に立てましたか");
        _clock.Advance(TimeSpan.FromDays(daysAfter));
        await world.SaysAsync("田中", "先日の相談どうなりましたか");
        world.Hears("田中", isFound ? ConsultationNumbers.Shown(number) : "見つかりませんでした");
        Listen(world, "佐藤");
    }

    private static async Task RepliesAsync(HomeCare world, PageBrowser browser, string path, int into)
    {
        PageSeen page = await browser.SubmitAsync(path, new() { ["do"] = "reply", ["words"] = "退院は金曜になりました。" }, ("a.jpg", Samples.Jpeg()));
        Assert.Contains("担当者に届いています", page.Text, StringComparison.Ordinal);
        Assert.Contains((await DeskWorld.FindAsync(world, into)).Entries, entry => entry is { Kind: ConsultationEntryKind.Reply, Text: "退院は金曜になりました。" });
        Assert.Equal([into], await world.AskAsync(db => db.ConsultationFiles.Select(file => db.Consultations.Where(one => one.Id == file.ConsultationId).Select(one => one.Number).Single()).ToListAsync()));
        await world.SettleAsync();
        Listen(world, "佐藤", "田中");
    }

    /// <summary>The newer is the duplicate, and the answer stands in the older.</summary>
    private async Task<(int Into, int Again, StaffAccount Sato)> TwiceAsync(HomeCare world)
    {
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int into = await DeskWorld.ConsultsAsync(world, "田中");
        _clock.Advance(TimeSpan.FromMinutes(1));
        int again = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.AnswerAsync(one, sato.Id, Answer, now, CancellationToken.None));
        Listen(world, "佐藤", "田中");
        return (into, again, sato);
    }

    /// <summary>What else they heard is told in other stories.</summary>
    private static void Listen(HomeCare world, params string[] names) => Array.ForEach(names, name => world.Line.Heard(name));
}
