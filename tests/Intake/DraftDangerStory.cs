using Xunit;
using Zaitaku.Tests.Desk;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>Words of danger on the one-time page that were saved while they were typed, and perhaps are never sent.</summary>
public sealed class DraftDangerStory
{
    [Fact]
    public async Task WhatIsSavedWhileTyping_IsToldToTheHub_OnceAnHour_WithoutTheWords()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await SavesAsync(world, browser, path, "夜の吸引のことで");
        world.HearsNothing("佐藤");

        Assert.Contains("\"danger\":true", await SavesAsync(world, browser, path, "父が息をしていない"), StringComparison.Ordinal);
        string told = string.Join('\n', world.Hears("佐藤", "至急", "書きかけの相談", "まだ送られていません", "119の案内").Select(message => message.Words));
        Assert.DoesNotContain("息をして", told, StringComparison.Ordinal);
        await SavesAsync(world, browser, path, "父が息をしていない。助けて");
        world.HearsNothing("佐藤");
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        await SavesAsync(world, browser, path, "父が息をしていない。だれか");
        world.Hears("佐藤", "書きかけの相談");

        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = "父が息をしていない", ["contact"] = "chat" });
        await world.SettleAsync();
        world.Hears("佐藤", "至急", "新しい相談が届きました"); // Sent, it is told as ever.
        world.HearsText("Mihara");
    }

    private static async Task<string> SavesAsync(HomeCare world, PageBrowser browser, string path, string words)
    {
        PageSeen saved = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = words, ["contact"] = "chat" });
        await world.SettleAsync();
        return saved.Html;
    }
}
