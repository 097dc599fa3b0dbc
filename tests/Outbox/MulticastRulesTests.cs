using Xunit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>What travels in one call.</summary>
public sealed class MulticastRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));

    /// <summary>A retry key stands for one body, and the list of people is part of it. What is due at one instant comes back from the database in whatever order.</summary>
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public void Groups_ABatchThatIsRepeated_NamesItsPeopleInTheSameOrder(params int[] order)
    {
        OutboxMessage[] equal = [.. Enumerable.Range(0, 3).Select(Notice)];
        string[] first = Addresses(equal);
        Guid batch = Guid.CreateVersion7(Noon);
        Assert.All(equal, message => message.Freeze(batch, byReply: false, Noon));

        Assert.Equal(first, Addresses([.. order.Select(place => equal[place])]));
        Assert.Equal(first, Addresses([.. order.Select(place => Notice(place))])); // Untried, in whatever order they were planned.
    }

    private static string[] Addresses(OutboxMessage[] ready) => [.. Assert.Single(MulticastRules.Groups(ready, _ => 500)).Select(message => message.Address)];

    private static OutboxMessage Notice(int number) => new()
    {
        Id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), MemberId = new Guid(number + 100, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), Channel = "line", Address = $"U{number}", Kind = "test",
        Urgency = Urgency.Notice, Body = "[]", CreatedAt = Noon, UselessAfter = Noon.AddHours(1),
    };
}
