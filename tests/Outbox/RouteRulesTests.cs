using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

public sealed class RouteRulesTests
{
    private static readonly ChannelLink[] Both = [new() { Id = 1, Channel = "line", ChannelUserId = "U1" }, new() { Id = 2, Channel = "teams", ChannelUserId = "T1" }];

    [Theory]
    [InlineData(Urgency.Page, "", 0, "line,teams", "line")] // A page rings the phone,
    [InlineData(Urgency.Notice, "", 0, "line,teams", "teams")] // a notice goes where it costs nothing.
    [InlineData(Urgency.Page, "line", 0, "line,teams", "teams")] // Asked again: by the other way,
    [InlineData(Urgency.Page, "line", 0, "line", "line")] // by the same one where there is no other to use.
    [InlineData(Urgency.Page, "line", 1, "line", null)] // What refused these words is not tried with them again.
    [InlineData(Urgency.Page, "", 0, "", null)]
    public void Choose_TakesTheWayThatFits(Urgency urgency, string tried, int generation, string usable, string? expected)
    {
        OutboxMessage message = new() { Kind = "duty.again", Urgency = urgency, Body = "[]", UselessAfter = DateTimeOffset.MaxValue, TriedChannels = tried, Generation = generation };
        Assert.Equal(expected, RouteRules.Choose(message, Both, channel => usable.Split(',').Contains(channel))?.Channel);
    }
}
