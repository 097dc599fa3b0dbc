using Xunit;
using Zaitaku.Storm;

namespace Zaitaku.Tests.Storm;

/// <summary>What looks wrong to a judge and is not: fair weather, and what the rules allow in foul.</summary>
public sealed class JudgeFairnessTests
{
    [SkippableFact]
    public async Task Judge_FairWeather_FindsNothing()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((1, 1, 2), (verdict.Count("acknowledged"), verdict.Count("planned"), verdict.Count("delivered")));
    }

    /// <summary>What is allowed although it looks wrong: a doubtful answer that is recorded so, and a page said again after a doubt.</summary>
    [SkippableFact]
    public async Task Judge_RecordedDoubt_IsNoViolation()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Sql($"UPDATE outbox_message SET State = 'Unknown', LastAnswer = 'no answer in time' WHERE Id = '{HandMadeCase.Answer}'");
        hand.Sql($"UPDATE outbox_message SET State = 'Unknown', LastAnswer = 'key ran out', DoneAt = {HandMadeCase.Ticks(29)} WHERE Id = '{HandMadeCase.Page}'");
        hand.Row(JudgeTests.Other, "Page", "Sent", "あさひ1002クリニック", "accepted request3", resendOf: HandMadeCase.Page, generation: 1);
        hand.Called("push", JudgeTests.Other, "request3");

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((2, 1), (verdict.Count("unknown"), verdict.Count("resent")));
    }

    /// <summary>An answer that went by push is in doubt, and before it is repeated under its key the question is taken back: there are no words left to repeat.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Judge_AnswerInDoubtWhoseQuestionWasTakenBack_IsNoViolation(bool isTakenBack)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        if (isTakenBack)
        {
            hand.Posted("event2", "", "", owed: "nothing", unsends: "m" + HandMadeCase.Question);
            hand.Inbox(2, "event2", "Handled");
        }

        hand.Forget(line => (string?)line["key"] == "token1");
        hand.Called("push", HandMadeCase.Answer, "request9");
        hand.Sql($"UPDATE outbox_message SET State = 'Unknown', Body = '[]', LastAnswer = 'its words were taken back' WHERE Id = '{HandMadeCase.Answer}'");

        Assert.Equal(isTakenBack, (await hand.JudgeAsync()).Violations.Count == 0);
    }

    /// <summary>While nothing could be written down, an emergency was said from memory, although its turn had said it.</summary>
    [SkippableFact]
    public async Task Judge_EmergencySaidFromMemoryToo_IsNoViolation()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Held();
        JudgeTests.SaysTwice(hand, "Emergency");

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal(1, verdict.Count("saidFromMemoryToo"));
    }

    /// <summary>The same, and the program died before it could write down what became of the answer: of that nobody knows, and it is said again.</summary>
    [SkippableFact]
    public async Task Judge_EmergencySaidFromMemoryToo_AndItsTryTorn_IsNoViolation()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        const string Again = "44444444-4444-7444-8444-444444444444";
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Held();
        JudgeTests.SaysTwice(hand, "Emergency");
        hand.Sql($"UPDATE outbox_message SET State = 'Unknown', LastAnswer = 'the program ended during the try' WHERE Id = '{JudgeTests.Other}'");
        hand.Row(Again, "Emergency", "Sent", "", "accepted request8", resendOf: JudgeTests.Other, generation: 1);
        hand.Called("push", Again, "request8", minute: 2);

        Assert.Empty((await hand.JudgeAsync()).Violations);
    }

    /// <summary>A turn that cannot but fail parks its event, and no effect is owed until somebody has it tried again; an event answered 503 is owed nothing.</summary>
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Judge_ParkedOnRecord_IsNoViolation(bool isRetried)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Posted("01REFUSED", "あさひ1010クリニック", "token9", status: 503);
        JudgeTests.Strikes(hand, isRetried ? "Handled" : "Parked");
        if (isRetried)
        {
            hand.Mended();
            hand.Retried(2);
            hand.Row(JudgeTests.Other, "Reply", "Sent", JudgeTests.StruckMark, "accepted request3");
            hand.Called("push", JudgeTests.Other, "request3", minute: 2);
        }

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal((1, isRetried ? 0 : 1, isRetried ? 1 : 0), (verdict.Count("poisoned"), verdict.Count("parked"), verdict.Count("retried")));
    }

    /// <summary>What was dropped with good reason: its use had ended, its plan took it back, another message carried it, or LINE would have none of it.</summary>
    [SkippableTheory]
    [InlineData("State = 'Cancelled', DoneAt = UselessAfter")]
    [InlineData("State = 'GivenUp', DoneAt = UselessAfter - 6000000000")] // Ten minutes before: the next try would have come too late.
    [InlineData("State = 'GivenUp', Attempts = 300")]
    [InlineData("State = 'GivenUp', Attempts = 0, LastAnswer = 'the month''s plan is used up', DoneAt = UselessAfter - 6000000000")] // The next look would have come too late.
    public async Task Judge_DroppedWithGoodReason_IsNoViolation(string ended)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Called("push", "", "request9", verdict: "refused", minute: 0, body: "another's", status: 429);
        JudgeTests.Drops(hand, HandMadeCase.Page, $"Urgency = 'Notice', {ended} WHERE Id = '{HandMadeCase.Page}'");

        Assert.Empty((await hand.JudgeAsync()).Violations);
    }

    /// <summary>Between the two answers the machine's clock was set back.</summary>
    [SkippableFact]
    public async Task Judge_ReorderedByTheClock_IsNoViolation()
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        JudgeTests.AsksFirst(hand);
        JudgeTests.WroteFirst(hand);
        hand.ClockIsOff(-1, 60);
        hand.ClockIsOff(0, 0);

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Empty(verdict.Violations);
        Assert.Equal(1, verdict.Count("reorderedByClock"));
    }

    /// <summary>LINE was silent to others, and each silence cost everybody ten seconds: a try that had begun in time arrived late.</summary>
    [SkippableTheory]
    [InlineData(3, 0)]
    [InlineData(2, 1)]
    public async Task Judge_LateBehindSilence_IsNoViolation(int silences, int violations)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Sql($"UPDATE outbox_message SET FirstTriedAt = {HandMadeCase.Ticks(0.4)}, UselessAfter = {HandMadeCase.Ticks(1 - 35 / 60.0)} WHERE Id = '{HandMadeCase.Page}'");
        for (int silence = 1; silence <= silences; silence++)
        {
            hand.Called("reply", "", $"silence{silence}", verdict: "lost", minute: 1 - silence / 6.0, seen: "noanswer");
        }

        Assert.Equal(violations, (await hand.JudgeAsync()).Violations.Count);
    }

    /// <summary>LINE's plan was spent, and the answer waited its quarter of an hour; the storm let more time than that pass at once.</summary>
    [SkippableTheory]
    [InlineData("")]
    [InlineData("somebody could have sent it before")]
    [InlineData("LINE refused for another reason")]
    public async Task Judge_OvertakenForWantOfRoom_IsNoViolation_Unless(string another)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        JudgeTests.AsksFirst(hand, by: "push");
        JudgeTests.WroteFirst(hand);
        string says = another.StartsWith("LINE", StringComparison.Ordinal) ? "Too many messages to one user." : "You have reached your monthly limit.";
        hand.Called("push", "", "request9", verdict: "refused", minute: -14.5, body: "another's", status: 429, says: says);
        if (another.StartsWith("somebody", StringComparison.Ordinal))
        {
            hand.ClockIsOff(1.8, 0);
        }

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Equal(another == "" ? 0 : 1, verdict.Violations.Count);
        Assert.Equal(another == "" ? 1 : 0, verdict.Count("overtakenWithoutRoom"));
    }

    /// <summary>LINE would have none of it when it was repeated, and nobody knows of the try before.</summary>
    [SkippableTheory]
    [InlineData("Unknown", 403, 0)]
    [InlineData("Unknown", 500, 1)]
    public async Task Judge_InDoubtAndThenRefused_IsNoViolation(string state, int status, int violations)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        hand.Sql($"UPDATE outbox_message SET Urgency = 'Notice', State = '{state}', LastAnswer = 'no', UselessAfter = {HandMadeCase.Ticks(300)} WHERE Id = '{HandMadeCase.Page}'");
        hand.Called("push", HandMadeCase.Page, "request9", verdict: "refused", minute: 1.1, status: status);

        Assert.Equal(violations, (await hand.JudgeAsync()).Violations.Count);
    }
}
