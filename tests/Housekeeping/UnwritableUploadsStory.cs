using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Tests.Channels.Line;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Housekeeping;

/// <summary>A disk that takes no photo: whoever sends one is told that nothing was kept, and has their words in front of them.</summary>
public sealed class UnwritableUploadsStory
{
    private const string Worry = "父が木曜に退院します。夜の吸引のことで困っています。";

    [Theory]
    [InlineData("save", Worry, false)]
    [InlineData("send", Worry, false)]
    [InlineData("send", "父が息をしていない", true)]
    public async Task ThePersonIsTold_HasTheirWordsBack_AndTheNextTryIsTaken(string what, string words, bool isDanger)
    {
        using LogRecords said = new();
        await using HomeCare world = await IntakeWorld.StartAsync();
        world.Services.GetRequiredService<ILoggerFactory>().AddProvider(said);
        (PageBrowser browser, string path) = await world.GivenPageAsync();
        string uploads = Path.Combine(world.DataDirectory, "uploads");
        await File.WriteAllTextAsync(uploads, ""); // A file where the folder should be.

        PageSeen seen = await SubmitAsync(browser, path, what, words);

        Assert.Equal(503, seen.Status);
        Assert.Contains(words, seen.Text, StringComparison.Ordinal);
        Assert.Contains("いま保存できませんでした", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("大きすぎます", seen.Text, StringComparison.Ordinal);
        Assert.Equal(isDanger, !seen.Html.Contains("role=\"alert\" hidden", StringComparison.Ordinal)); // 119 does not wait for a disk.
        Assert.Contains(said.Lines, line => line.StartsWith("Warning 3508", StringComparison.Ordinal));
        Assert.DoesNotContain(said.Lines, line => line.Contains(words, StringComparison.Ordinal));
        Assert.Equal((ConsultationState.Draft, 0), ((await world.OnlyOneAsync()).State, await world.AskAsync(db => db.ConsultationFiles.CountAsync())));

        File.Delete(uploads);
        Assert.Equal(200, (await SubmitAsync(browser, path, what, words)).Status);
        Assert.Equal(1, await world.AskAsync(db => db.ConsultationFiles.CountAsync()));
    }

    private static Task<PageSeen> SubmitAsync(PageBrowser browser, string path, string what, string words) =>
        browser.SubmitAsync(path, new() { ["do"] = what, ["words"] = words, ["contact"] = "chat" }, ("a.jpg", Samples.Jpeg()));
}
