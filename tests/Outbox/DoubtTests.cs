using Xunit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

/// <summary>A push that may have arrived and is not repeated is unknown, not given up and not cancelled. Found by storm 18.</summary>
public sealed class DoubtTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly TryMade Push = new(ByReply: false, HasRetryKey: true);

    [Theory]
    [InlineData(true, OutboxState.Unknown)]   // The answer was lost: it may have been heard.
    [InlineData(false, OutboxState.GivenUp)]  // 429: surely nobody heard it.
    public void After_NoTimeForAnotherTry_IsUnknownOnlyWhereItMayHaveArrived(bool mayHaveArrived, OutboxState state)
    {
        OutboxMessage message = Tried(TimeSpan.FromSeconds(1));

        message.Apply(OutboxRules.After(message, new SendOutcome.TryAgain("500", MayHaveArrived: mayHaveArrived), Push, Noon.AddSeconds(1)), Noon.AddSeconds(1));

        Assert.Equal(state, message.State);
    }

    [Fact]
    public void After_DoubtThenARefusalForNow_StaysInDoubt()
    {
        OutboxMessage message = Tried(TimeSpan.FromSeconds(5));
        message.Apply(OutboxRules.After(message, new SendOutcome.TryAgain("500", MayHaveArrived: true), Push, Noon), Noon);
        message.Freeze(message.Id, byReply: false, Noon.AddSeconds(4));

        message.Apply(OutboxRules.After(message, new SendOutcome.TryAgain("429"), Push, Noon.AddSeconds(4)), Noon.AddSeconds(4));

        Assert.Equal(OutboxState.Unknown, message.State);
    }

    /// <summary>That LINE will have none of it now says nothing of the try before.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void After_DoubtThenARefusalForEver_IsUnknown(int recipients)
    {
        OutboxMessage message = Tried(TimeSpan.FromHours(5));
        TryMade push = Push with { Recipients = recipients };
        message.Apply(OutboxRules.After(message, new SendOutcome.TryAgain("500", MayHaveArrived: true), push, Noon), Noon);
        message.Freeze(message.Id, byReply: false, Noon.AddSeconds(4));

        message.Apply(OutboxRules.After(message, new SendOutcome.Refused("403"), push, Noon.AddSeconds(4)), Noon.AddSeconds(4));

        Assert.Equal((OutboxState.Unknown, "403"), (message.State, message.LastAnswer));
        Assert.Throws<InvalidOperationException>(message.ForgetKey);
    }

    [Fact]
    public void Cancel_WhatMayHaveArrived_IsUnknown()
    {
        OutboxMessage message = Tried(TimeSpan.FromHours(1));
        message.Apply(OutboxRules.AfterCrash(message, hasRetryKey: true, Noon), Noon);

        message.Cancel("too late to be useful", Noon.AddHours(2));

        Assert.Equal((OutboxState.Unknown, "too late to be useful"), (message.State, message.LastAnswer));
    }

    private static OutboxMessage Tried(TimeSpan useful)
    {
        OutboxMessage message = new() { Id = Guid.CreateVersion7(Noon), Channel = "line", Address = "U", Urgency = Urgency.Notice, Body = "[]", CreatedAt = Noon, UselessAfter = Noon + useful };
        message.PlanFor(Noon);
        message.Freeze(message.Id, byReply: false, Noon);
        return message;
    }
}
