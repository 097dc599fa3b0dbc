using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Hosting;

namespace Zaitaku.Tests.Hosting;

/// <summary>Wrong settings of the hub are told in Japanese, with the name of the setting.</summary>
public sealed class HubOptionsCheckTests
{
    private sealed record Channel(bool IsConfigured) : IChannelReadiness
    {
        string IChannelReadiness.Channel => "line";
        public string HowToConfigure => "";
    }

    private static ValidateOptionsResult Check(HubOptions hub, bool isConfigured) => new HubOptionsCheck([new Channel(isConfigured)]).Validate(null, hub);

    [Fact]
    public void ARightHubPasses_AndNoneIsNeededWithoutAChannel()
    {
        Assert.True(Check(new HubOptions { Name = "みなと市連携拠点", Phone = "0000-11-0000" }, isConfigured: true).Succeeded);
        Assert.True(Check(new HubOptions(), isConfigured: false).Succeeded);
    }

    [Fact]
    public void EveryProblemIsNamed()
    {
        HubOptions hub = new() { Name = new string('名', 61), Phone = "tel:0000", PhoneHours = new string('時', 61), Prefecture = "とてもとてもとても長い県", PublicBaseUrl = new string('u', 201) };
        string said = Check(hub, isConfigured: true).FailureMessage!;
        Assert.All((string[])["Hub:Name は60文字まで", "Hub:Phone は、0から", "Hub:PhoneHours は60文字まで", "Hub:Prefecture は都道府県", "Hub:PublicBaseUrl は200文字まで"], words => Assert.Contains(words, said, StringComparison.Ordinal));
        Assert.DoesNotContain("field", said, StringComparison.Ordinal);
    }

    [Fact]
    public void AChannelNeedsANumberToCall() =>
        Assert.StartsWith("Hub:Phone がありません", Check(new HubOptions(), isConfigured: true).FailureMessage, StringComparison.Ordinal);
}
