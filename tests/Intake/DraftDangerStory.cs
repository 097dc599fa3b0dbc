using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Consultations;
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
        string told = string.Join('\n', world.Hears("佐藤", "至急", "いのちに関わるかもしれない言葉", "まだ送られていません", "119の案内").Select(message => message.Words));
        Assert.DoesNotContain("息をして", told, StringComparison.Ordinal);
        await SavesAsync(world, browser, path, "父が息をしていない。助けて");
        world.HearsNothing("佐藤");
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        await SavesAsync(world, browser, path, "父が息をしていない。だれか");
        world.Hears("佐藤", "いのちに関わるかもしれない言葉");

        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = "父が息をしていない", ["contact"] = "chat" });
        await world.SettleAsync();
        world.Hears("佐藤", "至急", "のある相談が届きました"); // Sent, it is told as ever.
        world.HearsText("Mihara");
    }

    [Theory]
    [InlineData("call", "")]          // no phone to call
    [InlineData("chat", "わな.jpg")]  // a file that is none
    public async Task SentAndRefused_ItIsToldAsADraft(string contact, string file)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        (string, byte[])[] files = file.Length > 0 ? [(file, Samples.Exe)] : [];
        PageSeen refused = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = "父が息をしていない", ["contact"] = contact }, files);
        Assert.Equal(422, refused.Status);
        await world.SettleAsync();
        world.Hears("佐藤", "至急", "いのちに関わるかもしれない言葉", "まだ送られていません");
        Assert.Equal(ConsultationState.Draft, (await world.OnlyOneAsync()).State);
    }

    [Theory]
    [InlineData("reply")]
    [InlineData("correct")]
    public async Task AReplyOrACorrectionThatIsRefused_IsToldToo(string what)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        (PageBrowser browser, string path) = await world.GivenPageAsync(OneTimeLinkPurpose.Read, ConsultationState.Claimed);
        Assert.Equal(422, (await browser.SubmitAsync(path, new() { ["do"] = what, ["words"] = "父が息をしていない", ["phone"] = "内線" })).Status);
        await world.SettleAsync();
        world.Hears("佐藤", "至急", "まだ送られていません");
    }

    [Fact]
    public async Task SaidInTheMiddleOfTheQuestions_TheCardComesFirst_AndTheHubIsTold()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.SaysAsync("Mihara", "父が息をしていない"); // Before there is a draft the hub hears that a card was shown, and of nobody's consultation.
        world.Hears("Mihara", "119");
        Assert.DoesNotContain("相談", string.Join('\n', world.Hears("佐藤", "いのちに関わるかもしれない言葉がチャットに届きました").Select(message => message.Words)), StringComparison.Ordinal);
        await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");

        await world.SaysAsync("Mihara", "父が息をしていない");
        world.Hears("Mihara", "119");
        string told = string.Join('\n', world.Hears("佐藤", "至急", "いのちに関わるかもしれない言葉", "119の案内").Select(message => message.Words));
        Assert.DoesNotContain("息をして", told, StringComparison.Ordinal);
        await world.SaysAsync("Mihara", "父が息をしていない、どうしよう");
        world.Hears("Mihara", "119");
        world.HearsNothing("佐藤"); // Once an hour.
    }

    [Fact]
    public async Task WhereTheDeskCannotBeTold_TheCardGoesAllTheSame()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");
        await world.ChangeAsync(async db => await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "staff_account" RENAME TO "away" """));
        await world.SaysAsync("Mihara", "父が息をしていない");
        world.Hears("Mihara", "119");
        Assert.Equal(0, await world.AskAsync(db => db.Inbox.CountAsync(row => row.State != Storage.Inbox.InboxState.Handled)));
        await world.ChangeAsync(async db => await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "away" RENAME TO "staff_account" """));
    }

    private static async Task<string> SavesAsync(HomeCare world, PageBrowser browser, string path, string words)
    {
        PageSeen saved = await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = words, ["contact"] = "chat" });
        await world.SettleAsync();
        return saved.Html;
    }
}
