using Xunit;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Outbox;

public sealed class OutboxRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 22, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void After_AcceptedReply_IsSentAndItsTokenForgotten()
    {
        OutboxMessage message = Waiting(uselessIn: TimeSpan.FromHours(1));
        message.OfferReplyToken("token", Now.AddMinutes(1));

        message.Apply(OutboxRules.After(message, new SendOutcome.Accepted("r1"), usedReplyToken: true, Now), Now);

        Assert.Equal(OutboxState.Sent, message.State);
        Assert.Null(message.ReplyToken);
    }

    [Fact]
    public void After_ReplyTokenGone_IsPushedAtOnceUnderTheSameKey()
    {
        OutboxMessage message = Waiting(uselessIn: TimeSpan.FromHours(1));
        message.OfferReplyToken("token", Now.AddMinutes(1));

        message.Apply(OutboxRules.After(message, new SendOutcome.ReplyTokenGone("used"), usedReplyToken: true, Now), Now);

        Assert.Equal((OutboxState.Waiting, Now, null), (message.State, message.NotBefore, message.ReplyToken));
    }

    [Fact]
    public void After_DoubtfulReply_IsNeverRepeated() =>
        Assert.Equal(OutboxState.Unknown, OutboxRules.After(Waiting(TimeSpan.FromHours(1)), new SendOutcome.Unknown("timeout"), usedReplyToken: true, Now).State);

    [Fact]
    public void After_DoubtfulPush_IsRepeatedBecauseItHasAKey() =>
        Assert.Equal(OutboxState.Waiting, OutboxRules.After(Waiting(TimeSpan.FromHours(1)), new SendOutcome.Unknown("timeout"), usedReplyToken: false, Now).State);

    [Theory]
    [InlineData(0, 1)] // first failure: a second
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(6, 64)] // the last wait before giving up
    public void After_TryAgain_WaitsTwiceAsLongEachTime(int triesBefore, int secondsToWait)
    {
        OutboxMessage message = Waiting(TimeSpan.FromHours(1));
        for (int tries = 0; tries < triesBefore; tries++)
        {
            message.Apply(new OutboxStep(OutboxState.Waiting, "", Now), Now);
        }

        OutboxStep step = OutboxRules.After(message, new SendOutcome.TryAgain("500"), usedReplyToken: false, Now);

        Assert.Equal(Now.AddSeconds(secondsToWait), step.NotBefore);
    }

    [Fact]
    public void After_EighthFailure_GivesUp()
    {
        OutboxMessage message = Waiting(TimeSpan.FromHours(10));
        for (int tries = 0; tries < OutboxRules.AttemptsMax - 1; tries++)
        {
            message.Apply(new OutboxStep(OutboxState.Waiting, "", Now), Now);
        }

        Assert.Equal(OutboxState.GivenUp, OutboxRules.After(message, new SendOutcome.TryAgain("500"), usedReplyToken: false, Now).State);
    }

    [Theory]
    [InlineData(59, OutboxState.GivenUp)] // the channel asks for a minute, and by then the words would mislead
    [InlineData(60, OutboxState.GivenUp)]
    [InlineData(61, OutboxState.Waiting)]
    public void After_WaitReachesPastItsUse_GivesUp(int usefulForSeconds, OutboxState expected) =>
        Assert.Equal(expected, OutboxRules.After(
            Waiting(TimeSpan.FromSeconds(usefulForSeconds)), new SendOutcome.TryAgain("429", TimeSpan.FromMinutes(1)), usedReplyToken: false, Now).State);

    [Fact]
    public void After_RetryKeyRunsOut_GivesUpBeforeTheSameKeyIsASecondMessage()
    {
        OutboxMessage message = Waiting(TimeSpan.FromDays(3));
        message.Apply(new OutboxStep(OutboxState.Waiting, "", Now), Now);

        Assert.Equal(OutboxState.GivenUp, OutboxRules.After(message, new SendOutcome.TryAgain("500"), false, Now + OutboxRules.RetryKeyLife).State);
    }

    [Fact]
    public void Apply_AfterTheEnd_IsAMistakeOfOurs()
    {
        OutboxMessage message = Waiting(TimeSpan.FromHours(1));
        message.Cancel("no longer true", Now);

        Assert.Throws<InvalidOperationException>(() => message.Apply(new OutboxStep(OutboxState.Sent, ""), Now));
    }

    private static OutboxMessage Waiting(TimeSpan uselessIn) => new()
    {
        Id = Guid.CreateVersion7(Now), Channel = "line", Address = "U1", Body = "[]", CreatedAt = Now, UselessAfter = Now + uselessIn,
    };
}
