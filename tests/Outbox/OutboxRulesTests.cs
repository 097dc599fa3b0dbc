using Xunit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

public sealed class OutboxRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 22, 0, 0, TimeSpan.FromHours(9));
    private static readonly TryMade Reply = new(ByReply: true, HasRetryKey: true);
    private static readonly TryMade Push = new(ByReply: false, HasRetryKey: true);
    private static readonly TryMade Keyless = new(ByReply: false, HasRetryKey: false);

    [Fact]
    public void After_AcceptedReply_IsSentAndItsTokenForgotten()
    {
        OutboxMessage message = Owed(TimeSpan.FromHours(1));
        message.OfferReplyToken("token", Now.AddMinutes(1));
        message.Freeze(message.Id, byReply: true, Now);

        message.Apply(OutboxRules.After(message, new SendOutcome.Accepted("r1", "m1"), Reply, Now), Now);

        Assert.Equal((OutboxState.Sent, null, "m1"), (message.State, message.ReplyToken, message.SentId));
    }

    [Fact]
    public void After_ReplyTokenGone_IsPushedAtOnceUnderItsOwnKey()
    {
        OutboxMessage message = Owed(TimeSpan.FromHours(1));
        message.OfferReplyToken("token", Now.AddMinutes(1));
        message.Freeze(message.Id, byReply: true, Now);

        message.Apply(OutboxRules.After(message, new SendOutcome.ReplyTokenGone("used"), Reply, Now), Now);

        Assert.Equal((OutboxState.Waiting, Now, null, message.Id), (message.State, message.NotBefore, message.ReplyToken, message.Key));
    }

    [Fact]
    public void After_DoubtfulReply_IsNeverRepeated() => Assert.Equal(OutboxState.Unknown, OutboxRules.After(Tried(1), new SendOutcome.Unknown("timeout"), Reply, Now).State);

    [Fact]
    public void After_DoubtfulPush_IsRepeatedBecauseItHasAKey() =>
        Assert.Equal(OutboxState.Waiting, OutboxRules.After(Tried(1), new SendOutcome.Unknown("timeout"), Push, Now).State);

    [Fact]
    public void After_DoubtfulSendWithoutAKey_IsNeverRepeated() =>
        Assert.Equal(OutboxState.Unknown, OutboxRules.After(Tried(1), new SendOutcome.Unknown("timeout"), Keyless, Now).State);

    [Theory]
    [InlineData(Urgency.Emergency, true)]
    [InlineData(Urgency.Page, true)]
    [InlineData(Urgency.Reply, false)]
    [InlineData(Urgency.Notice, false)]
    [InlineData(Urgency.Digest, false)]
    public void IsSaidAgain_NobodyKnows_OnlyALifeOrAPage(Urgency urgency, bool isSaidAgain)
    {
        OutboxMessage message = Tried(1, urgency: urgency);
        message.Apply(OutboxRules.After(message, new SendOutcome.Unknown("timeout"), Keyless, Now), Now);

        Assert.Equal(isSaidAgain, OutboxRules.IsSaidAgain(message, Now));
    }

    [Theory]
    [InlineData(1, 1)] // first failure: a second
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(11, 900)] // a quarter of an hour at most
    public void After_TryAgain_WaitsTwiceAsLongEachTime(int tries, int secondsToWait) =>
        Assert.Equal(Now.AddSeconds(secondsToWait), OutboxRules.After(Tried(tries, TimeSpan.FromHours(9)), new SendOutcome.TryAgain("500"), Push, Now).NotBefore);

    [Fact]
    public void After_TryAgainWithManyWaiting_TheirTriesAreSpread() =>
        Assert.Equal(Now.AddSeconds(3), OutboxRules.After(Tried(2), new SendOutcome.TryAgain("500"), Push with { Jitter = 1 }, Now).NotBefore);

    [Fact]
    public void After_PageFailsForLong_IsTriedTwiceAMinuteUntilItIsUseless()
    {
        OutboxStep step = OutboxRules.After(Tried(100, TimeSpan.FromHours(1), Urgency.Page), new SendOutcome.TryAgain("500"), Push, Now);

        Assert.Equal((OutboxState.Waiting, Now.AddSeconds(30)), (step.State, step.NotBefore));
    }

    [Theory]
    [InlineData(Urgency.Page, 90)] // for another way
    [InlineData(Urgency.Emergency, 90)]
    [InlineData(Urgency.Notice, 900)]
    public void After_TheChannelWishesForALongPause_WhatIsUrgentIsLookedAtBefore(Urgency urgency, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), OutboxRules.After(Tried(1, urgency: urgency), new SendOutcome.TryAgain("429", TimeSpan.FromMinutes(15)), Push, Now).NotBefore);

    [Fact]
    public void After_NoticeFailsTooOften_IsGivenUp() =>
        Assert.Equal(OutboxState.GivenUp, OutboxRules.After(Tried(OutboxRules.AttemptsMax, TimeSpan.FromHours(10)), new SendOutcome.TryAgain("500"), Push, Now).State);

    [Theory]
    [InlineData(59, OutboxState.GivenUp)] // the channel asks for a minute, and by then the words would mislead
    [InlineData(60, OutboxState.GivenUp)]
    [InlineData(61, OutboxState.Waiting)]
    public void After_WaitReachesPastItsUse_GivesUp(int usefulForSeconds, OutboxState expected) =>
        Assert.Equal(expected, OutboxRules.After(Tried(1, TimeSpan.FromSeconds(usefulForSeconds)), new SendOutcome.TryAgain("429", TimeSpan.FromMinutes(1)), Push, Now).State);

    [Fact]
    public void After_RetryKeyRunsOut_GivesUpBeforeTheSameKeyIsASecondMessage() =>
        Assert.Equal(OutboxState.GivenUp, OutboxRules.After(Tried(1, TimeSpan.FromDays(3)), new SendOutcome.TryAgain("500"), Push, Now + OutboxRules.RetryKeyLife).State);

    [Theory]
    [InlineData(Urgency.Page, 0)] // another way at once
    [InlineData(Urgency.Notice, 15)]
    public void After_TheMonthsPlanIsSpent_WaitsForRoomUnderNoKey(Urgency urgency, int minutes)
    {
        OutboxMessage message = Tried(1, urgency: urgency);

        message.Apply(OutboxRules.After(message, new SendOutcome.QuotaSpent("429"), Push, Now), Now);

        Assert.Equal((OutboxState.Waiting, Now.AddMinutes(minutes), null, OutboxRules.NoRoom), (message.State, message.NotBefore, message.Key, message.LastAnswer));
    }

    [Fact]
    public void After_AReplyIsTakenForAPaidOne_ItsTokenIsTriedAgain()
    {
        OutboxStep step = OutboxRules.After(Tried(1), new SendOutcome.QuotaSpent("429"), Reply, Now);

        Assert.Equal((OutboxState.Waiting, false), (step.State, step.DropReplyToken));
    }

    [Fact]
    public void After_RefusedMulticast_EachGoesAloneUnderAKeyOfItsOwn()
    {
        OutboxMessage message = Owed(TimeSpan.FromHours(1), Urgency.Notice);
        message.Freeze(Guid.CreateVersion7(Now), byReply: false, Now);

        message.Apply(OutboxRules.After(message, new SendOutcome.Refused("to[1]"), Push with { Recipients = 2 }, Now), Now);

        Assert.Equal((OutboxState.Waiting, true, null), (message.State, message.IsAlone, message.Key));
    }

    [Theory]
    [InlineData(true, false, 0, OutboxState.Waiting)] // a push with a key is repeated
    [InlineData(true, true, 0, OutboxState.Unknown)] // a reply may have been heard
    [InlineData(false, false, 0, OutboxState.Unknown)] // a channel without keys
    [InlineData(true, false, 24, OutboxState.Unknown)] // the key is forgotten by now
    public void AfterCrash_TryWasUnderWay(bool hasRetryKey, bool byReply, int hoursDead, OutboxState expected)
    {
        OutboxMessage message = Owed(TimeSpan.FromDays(3));
        message.OfferReplyToken("token", Now.AddMinutes(1));
        message.Freeze(message.Id, byReply, Now);

        Assert.Equal(expected, OutboxRules.AfterCrash(message, hasRetryKey, Now.AddHours(hoursDead)).State);
    }

    [Fact]
    public void Replan_AfterTheFirstTry_IsAMistakeOfOurs() => Assert.Throws<InvalidOperationException>(() => Tried(1).Replan("[]", Now, Now));

    [Fact]
    public void Apply_AfterTheEnd_IsAMistakeOfOurs()
    {
        OutboxMessage message = Owed(TimeSpan.FromHours(1));
        message.Cancel("no longer true", Now);

        Assert.Throws<InvalidOperationException>(() => message.Apply(new OutboxStep(OutboxState.Sent, ""), Now));
    }

    private static OutboxMessage Owed(TimeSpan uselessIn, Urgency urgency = Urgency.Reply) => new()
    {
        Id = Guid.CreateVersion7(Now), Channel = "line", Address = "U1", Body = "[]", CreatedAt = Now, UselessAfter = Now + uselessIn, Urgency = urgency,
    };

    /// <summary>Under way for the nth time, after failures that took no time.</summary>
    private static OutboxMessage Tried(int times, TimeSpan? uselessIn = null, Urgency urgency = Urgency.Reply)
    {
        OutboxMessage message = Owed(uselessIn ?? TimeSpan.FromHours(1), urgency);
        for (int tries = 1; tries < times; tries++)
        {
            message.Freeze(message.Id, byReply: false, Now);
            message.Apply(new OutboxStep(OutboxState.Waiting, "", Now), Now);
        }

        message.Freeze(message.Id, byReply: false, Now);
        return message;
    }
}
