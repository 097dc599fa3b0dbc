using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Emergency;

/// <summary>Whoever needs a number must not find a wrong one.</summary>
public sealed partial class NationalLinesTests
{
    public static TheoryData<string> Cards => [.. SampleReplies.All.Concat(SampleExtremes.All).Select(sample => sample.Name)
        .Where(name => name.StartsWith("emergency", StringComparison.Ordinal) || name.StartsWith("abuse", StringComparison.Ordinal) || name.StartsWith("doubt", StringComparison.Ordinal)).Distinct()];

    [Theory]
    [MemberData(nameof(Cards))]
    public void ANumberOnACard_IsANationalOne_OrTheHubsOwn(string name)
    {
        string[] hub = [Talk.MinatoHub().Phone, "0000-99-0000", "0000-00-0000", .. HubNumbers];
        IEnumerable<ReplyContent> replies = SampleReplies.All.Concat(SampleExtremes.All).Where(sample => sample.Name == name).SelectMany(sample => sample.Replies);
        foreach (Match number in Number().Matches(PlainText.Of([.. replies])))
        {
            Assert.True(NationalLines.All.Any(line => line.Phone == number.Value) || hub.Contains(number.Value), $"{name}: {number.Value}");
        }
    }

    [Fact]
    public void EachLine_HasASource_AndADay_AndStandsOnce()
    {
        Assert.All(NationalLines.All, line => Assert.True(line.Name.Length > 0 && line.Source.Contains("http", StringComparison.Ordinal) && line.CheckedOn.Year >= 2026, line.Phone));
        Assert.Equal(NationalLines.All.Count, NationalLines.All.Select(line => line.Phone).Distinct().Count());
    }

    /// <summary>Words around the number would be read as part of it.</summary>
    [Fact]
    public void NoNumber_StandsAnywhereElseInTheCode()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Needs.Root, "bot"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("NationalLines.cs", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(TollFree(), File.ReadAllText(file)));
    }

    private static IEnumerable<string> HubNumbers => SampleExtremes.All.SelectMany(sample => sample.Replies).OfType<CardReply>().SelectMany(reply => reply.Cards).SelectMany(card => card.Buttons)
        .Where(button => button.Label.Contains("拠点", StringComparison.Ordinal) || button.Label.Contains("当番", StringComparison.Ordinal)).Select(button => button.Action).OfType<ReplyAction.Call>().Select(call => call.Phone);

    [GeneratedRegex(@"#\d{4}|(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)|(?<![\d#-])(?:1[01]\d|189)(?![\d-])")]
    private static partial Regex Number();

    [GeneratedRegex(@"01[2]0-\d{3}-\d{3}|0570-")]
    private static partial Regex TollFree();
}
