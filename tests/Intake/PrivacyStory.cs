using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Housekeeping;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>What /privacy promises, who is shown the way to it, and that the promise is kept.</summary>
public sealed class PrivacyStory
{
    [Fact]
    public async Task ThePage_SaysWhatIsKeptHowLong_AndWhomToAsk()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Housekeeping:MessageDays"] = "14" });
        PageSeen seen = await world.Browser().GetAsync("/privacy");
        Assert.All(new[] { "使い道", "14日", "5年", "0000-11-0000", "同意" }, words => Assert.Contains(words, seen.Text));
        await world.DoesAsync(world.Line.Follows("Mihara"));
        world.Hears("Mihara", $"{IntakeWorld.Site}/privacy");
    }

    [Theory]
    [InlineData("false", "LINEではやりとりせず", "LINEのトークでも")]
    [InlineData("true", "LINEのトークでも", "LINEではやりとりせず")]
    public async Task WhetherWordsTravelByLine_IsSaidAsThePolicyHasIt(string wordsOnLine, string said, string unsaid)
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Desk:WordsInChat:Line"] = wordsOnLine });
        PageSeen seen = await world.Browser().GetAsync("/privacy");
        Assert.Contains(said, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAccount_IsKeptUntilThePersonLeaves_AsThePageSays()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        PageSeen seen = await world.Browser().GetAsync("/privacy");
        Assert.All(new[] { "利用者ID、役割、職種、所属、電話番号", "退会か、削除のお申し出があるまで", "ブロックだけでは消えません", "「退会したい」と書くと" }, words => Assert.Contains(words, seen.Text, StringComparison.Ordinal));

        await world.DoesAsync(world.Line.Follows("Mihara"));
        world.HearsText("Mihara");
        await world.DoesAsync(world.Line.Unfollows("Mihara"));
        world.Clock.Advance(TimeSpan.FromDays(4_000));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<HousekeepingJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        Assert.Equal(1, await world.AskAsync(db => db.ChannelLinks.CountAsync()));
    }

    [Fact]
    public async Task WhoeverGreets_IsShownTheWayToThePage_OnLineAndInTeams()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        await world.SaysAsync("Mihara", "こんにちは");
        world.Hears("Mihara", "何をお探しですか", $"{IntakeWorld.Site}/privacy");
        await world.SaysInTeamsAsync("佐藤", "こんにちは");
        world.HearsInTeams("佐藤", "何をお探しですか", $"{IntakeWorld.Site}/privacy");
    }

    [Fact]
    public async Task WithoutAnAddress_AGreetingPromisesNoPage()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Hub:PublicBaseUrl"] = "" });
        Assert.DoesNotContain("個人情報", (await world.TypesAsync("Mihara", "こんにちは")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeforeConsent_NoMoreIsPromisedThanIsTrue()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        HeardMessage asked = await world.TypesAsync("Mihara", "退院後の生活について相談したいです");
        Assert.Contains("ご相談としては保存しません", asked.Words, StringComparison.Ordinal);
        HeardMessage said = await world.TapsAsync("Mihara", asked, "やめる");
        Assert.Contains("ご相談としては保存していません", said.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("何も保存", asked.Words + said.Words, StringComparison.Ordinal);
        Assert.Equal(0, await world.AskAsync(db => db.Consultations.CountAsync()));
        Assert.NotEqual(0, await world.AskAsync(db => db.Inbox.CountAsync())); // The words as they came lie there for a while.
    }

    [Fact]
    public async Task ANameAndANumberAmongTheTimes_StayOnThePage()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.AsksAsync("Mihara", contact: ""); // Up to the last question.
        HeardMessage heard = await world.TypesAsync("Mihara", "電話で、夕方に山辺リツコまで");
        Assert.Contains("山辺リツコ", (await world.OnlyOneAsync()).CallTimes, StringComparison.Ordinal);
        (PageBrowser browser, string path) = await world.OpensAsync(heard);
        PageSeen page = await browser.SubmitAsync(path, new()
        {
            ["do"] = "send", ["words"] = "母の退院後のことです。", ["contact"] = "call", ["phone"] = "0000-55-1234", ["times"] = "夕方、山辺リツコ 0000-77-8888",
        });
        Assert.Contains("電話（夕方、山辺リツコ 0000-77-8888）", page.Text, StringComparison.Ordinal); // Theirs to see.

        await world.SettleAsync();
        world.Hears("Mihara", "受け付けました", "電話");
        string said = string.Join('\n', world.Line.Delivered.Select(message => $"{message.AltText}\n{message.Words}"));
        Assert.All((string[])["山辺", "リツコ", "0000-77-8888", "0000-55-1234"], words => Assert.DoesNotContain(words, said, StringComparison.Ordinal));
    }
}
