using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>What travels in one message, and what is drawn together there.</summary>
public sealed class BundleRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));

    [Theory]
    [InlineData("a b c", "[\"a\",\"b\",\"c\"]", "")]
    [InlineData("m1 m2 m3", "[\"m1_m2_m3\"]", "")]
    [InlineData("m3 m1", "[\"m1_m3\"]", "")] // What must be answered soonest is first, whatever was entered first.
    [InlineData("a m1", "[\"a\",\"m1\"]", "")] // One alone is said as ever.
    [InlineData("m2 a m1 b", "[\"m1_m2\",\"a\",\"b\"]", "")]
    [InlineData("a b c d m1 m2", "[\"a\",\"b\",\"c\",\"d\",\"m1_m2\"]", "")]
    [InlineData("a b c d e m1 m2", "[\"a\",\"b\",\"c\",\"d\",\"e\"]", "[\"m1_m2\"]")]
    [InlineData("m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11", "[\"m1_m2_m3_m4_m5_m6_m7_m8_m9_m10\"]", "[\"m11\"]")]
    public void Bundle_SaysListsOnce_AndNothingIsLost(string words, string first, string second)
    {
        List<Bundled> merged = [];
        OutboxMessage[] ready = [.. words.Split(' ').Select(Message)];
        IReadOnlyList<OutboxMessage> carriers = BundleRules.Bundle(ready, [new Meetings()], merged, Noon);
        Assert.Equal(second.Length > 0 ? [first, second] : [first], carriers.Select(one => one.Body));
        Assert.Equal(ready.Length, carriers.Count + merged.Count);
        Assert.All(merged, one => Assert.Equal((OutboxState.Cancelled, $"{BundleRules.Carried} {one.Carrier.Id}"), (one.Message.State, one.Message.LastAnswer)));
    }

    [Fact]
    public void Bundle_WhatIsUselessBeforeTheLastTry_DoesNotTravelInAnother()
    {
        OutboxMessage soon = Message("m1"), later = Message("m2");
        soon.Replan(soon.Body, Noon, Noon.AddHours(2));
        Assert.Equal(2, BundleRules.Bundle([later, soon], [new Meetings()], [], Noon).Count);
    }

    private static OutboxMessage Message(string word, int number = 0) => new()
    {
        Id = Guid.CreateVersion7(Noon), MemberId = new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), Channel = "line", Address = "U1", Kind = word[0] == 'm' ? "listed" : "test", Bundle = "b", Urgency = Urgency.Notice,
        Body = new JsonArray(word).ToJsonString(), CreatedAt = Noon.AddSeconds(number), UselessAfter = Noon.AddDays(word[0] == 'm' ? 2 + int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture) : 2),
    };

    private sealed class Meetings : IBundleList
    {
        public bool Lists(OutboxMessage message) => message.Kind == "listed";

        public string Draw(IReadOnlyList<string> bodies) => new JsonArray(string.Join('_', bodies.Select(body => JsonNode.Parse(body)![0]!.GetValue<string>()))).ToJsonString();
    }
}
