using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Storm;

namespace Zaitaku.Tests.Storm;

/// <summary>A judge that finds nothing proves nothing: each kind of wrong, made by hand, must be found, and fair weather must not be blamed.</summary>
public sealed class JudgeTests
{
    internal const string Other = "33333333-3333-7333-8333-333333333333";
    private const string Another = "55555555-5555-7555-8555-555555555555";
    private const string Danger = "66666666-6666-7666-8666-666666666666";
    internal const string StruckMark = "あさひ1008クリニック";

    public static TheoryData<string, string> Wrongs => new()
    {
        { "an acknowledged event is not in the inbox", "lost" },
        { "an event is still unhandled", "waiting" },
        { "a handled event has no answer", "lost" },
        { "a handled event has two answers", "doubled" },
        { "a planned message is gone", "lost" },
        { "a key is accepted twice", "doubled" },
        { "the words reach a phone under two keys", "doubled" },
        { "an answer is accepted by reply and by push", "doubled" },
        { "an emergency is accepted by reply and by push in fair weather", "doubled" },
        { "an emergency is accepted by reply and by push without need", "doubled" },
        { "an answer is accepted by reply and by push while the database is held", "doubled" },
        { "a key is used for other words", "changed" },
        { "an accepted reply is recorded as given up", "unrecorded" },
        { "a message is called sent and was not", "unrecorded" },
        { "a push is left in doubt", "unrecorded" },
        { "a cancelled message was sent", "unrecorded" },
        { "a page in doubt is not said again", "lost" },
        { "an answer in doubt is said again", "doubled" },
        { "a page is given up and nobody calls", "lost" },
        { "a message arrives after it became useless", "late" },
        { "an answer is cancelled while it is of use", "lost" },
        { "a notice is given up after one try", "lost" },
        { "a page is cancelled while it is of use", "lost" },
        { "an emergency card to somebody we know nothing of is given up", "lost" },
        { "a message waits for ever", "waiting" },
        { "a message waits until after its use", "waiting" },
        { "a try never ends", "waiting" },
        { "answers arrive in the wrong order", "disordered" },
        { "answers arrive in the wrong order, and hours later the clock is set back", "disordered" },
        { "old words are sent after a new plan", "stale" },
        { "something is said that no row says", "stray" },
        { "something is said that no row says to somebody who was in danger, in fair weather", "stray" },
        { "something is said that no row says, more often than there was danger", "stray" },
        { "an event is parked for nothing", "parked" },
        { "an event is parked after one try", "unrecorded" },
        { "a parked event was tried again in vain", "lost" },
        { "a parked event has an answer", "doubled" },
        { "an event whose turn cannot but fail is handled", "broken" },
        { "a webhook is answered 500", "broken" },
        { "what was said first is kept behind", "disordered" },
    };

    [SkippableTheory]
    [MemberData(nameof(Wrongs))]
    public async Task Judge_Wrong_IsFound(string wrong, string found)
    {
        Needs.That(StormVerdict.CanAsk(), "python3 is not here");
        await using HandMadeCase hand = HandMadeCase.Sunny();
        Break(hand, wrong);

        StormVerdict verdict = await hand.JudgeAsync();

        Assert.Contains(verdict.Violations, violation => violation.StartsWith(found + ":", StringComparison.Ordinal));
    }

    internal static void Strikes(HandMadeCase hand, string state, int attempts = 3)
    {
        hand.Struck(StruckMark);
        hand.Posted("01STRUCK", StruckMark, "token2");
        hand.Inbox(2, "01STRUCK", state, attempts, "DbUpdateException in SqliteException");
    }

    private static void Break(HandMadeCase hand, string wrong)
    {
        string answer = $"Id = '{HandMadeCase.Answer}'", page = $"Id = '{HandMadeCase.Page}'";
        switch (wrong)
        {
            case "an acknowledged event is not in the inbox": hand.Sql("DELETE FROM inbox_message"); break;
            case "an event is still unhandled": hand.Sql("UPDATE inbox_message SET State = 'Waiting'"); break;
            case "a handled event has no answer": hand.Sql($"DELETE FROM outbox_message WHERE {answer}"); break;
            case "a handled event has two answers": hand.Row(Other, "Reply", "Sent", "あさひ1001クリニック", "accepted request1"); break;
            case "a planned message is gone": hand.Sql($"DELETE FROM outbox_message WHERE {page}"); break;
            case "a key is accepted twice": hand.Called("push", HandMadeCase.Page, "request3", minute: 2); break;
            case "the words reach a phone under two keys": PushesToo(hand, "Page", "あさひ1002クリニック", 3); break;
            case "an answer is accepted by reply and by push": hand.Called("push", HandMadeCase.Answer, "request3"); break;
            case "an emergency is accepted by reply and by push in fair weather": SaysTwice(hand, "Emergency"); break;
            case "an emergency is accepted by reply and by push without need": hand.Held(); hand.Free(); SaysTwice(hand, "Emergency"); break;
            case "an answer is accepted by reply and by push while the database is held": hand.Held(); SaysTwice(hand, "Reply"); break;
            case "a key is used for other words": hand.Called("push", HandMadeCase.Page, "request3", "duplicate", body: "b2"); break;
            case "an accepted reply is recorded as given up": hand.Sql($"UPDATE outbox_message SET State = 'GivenUp', LastAnswer = 'HTTP 500' WHERE {answer}"); break;
            case "a message is called sent and was not": hand.Sql($"UPDATE outbox_message SET LastAnswer = 'accepted request9' WHERE {page}"); break;
            case "a push is left in doubt": hand.Sql($"UPDATE outbox_message SET State = 'Unknown', Urgency = 'Notice' WHERE {page}"); break;
            case "a cancelled message was sent": hand.Sql($"UPDATE outbox_message SET State = 'Cancelled' WHERE {page}"); break;
            case "a page in doubt is not said again": hand.Sql($"UPDATE outbox_message SET State = 'Unknown' WHERE {page}"); break;
            case "an answer in doubt is said again": hand.Row(Other, "Reply", "Sent", "あさひ1001クリニック", "accepted request1", resendOf: HandMadeCase.Answer, generation: 1); break;
            case "a page is given up and nobody calls": GivesUp(hand, page); break;
            case "a message arrives after it became useless": hand.Sql($"UPDATE outbox_message SET UselessAfter = {HandMadeCase.Ticks(0)} WHERE {page}"); break;
            case "an answer is cancelled while it is of use": Drops(hand, "token1", $"State = 'Cancelled', LastAnswer = 'no longer true' WHERE {answer}"); break;
            case "a notice is given up after one try": Drops(hand, HandMadeCase.Page, $"State = 'GivenUp', Urgency = 'Notice', LastAnswer = 'HTTP 500' WHERE {page}"); break;
            case "a page is cancelled while it is of use": Drops(hand, HandMadeCase.Page, $"State = 'Cancelled', LastAnswer = 'no longer true' WHERE {page}"); break;
            case "an emergency card to somebody we know nothing of is given up":
                Drops(hand, HandMadeCase.Page, $"State = 'GivenUp', Urgency = 'Emergency', Kind = 'emergency', MemberId = NULL WHERE {page}"); break;
            case "a message waits until after its use":
                Drops(hand, HandMadeCase.Page, $"State = 'Waiting', LastAnswer = 'HTTP 500', NotBefore = {HandMadeCase.Ticks(90)} WHERE {page}"); break;
            case "answers arrive in the wrong order, and hours later the clock is set back": AsksFirst(hand); WroteFirst(hand); hand.ClockIsOff(50, 90); break;
            case "something is said that no row says to somebody who was in danger, in fair weather": InDanger(hand); hand.Called("push", Other, "request3"); break;
            case "something is said that no row says, more often than there was danger":
                hand.Held(); InDanger(hand); hand.Called("push", Other, "request3"); hand.Called("push", Another, "request4"); break;
            case "a message waits for ever": hand.Sql($"UPDATE outbox_message SET State = 'Waiting' WHERE {page}"); break;
            case "a try never ends": hand.Sql($"UPDATE outbox_message SET State = 'Sending' WHERE {page}"); break;
            case "answers arrive in the wrong order": AsksFirst(hand); break;
            case "old words are sent after a new plan": hand.Planned(HandMadeCase.Page, "あさひ1003クリニック"); break;
            case "something is said that no row says": hand.Called("push", Other, "request3"); break;
            case "an event is parked for nothing": hand.Sql("UPDATE inbox_message SET State = 'Parked', Attempts = 3, LastProblem = 'IOException'"); break;
            case "an event is parked after one try": Strikes(hand, "Parked", attempts: 1); break;
            case "a parked event was tried again in vain": TriedInVain(hand); break;
            case "a parked event has an answer": StrikesAfterTheAnswer(hand); break;
            case "an event whose turn cannot but fail is handled": Strikes(hand, "Handled"); break;
            case "a webhook is answered 500": hand.Posted("01BROKEN", "あさひ1011クリニック", "token3", status: 500); break;
            case "what was said first is kept behind": KeepsBehind(hand); break;
            default: throw new InvalidOperationException($"Nothing breaks 「{wrong}」.");
        }
    }

    /// <summary>It was never said.</summary>
    internal static void Drops(HandMadeCase hand, string key, string changes)
    {
        hand.Forget(line => line["key"]?.GetValue<string>() == key);
        hand.Sql($"UPDATE outbox_message SET {changes}");
    }

    /// <summary>An emergency that was answered by reply token, and is on record.</summary>
    private static void InDanger(HandMadeCase hand)
    {
        hand.Posted("01DANGER", "", "token6", owed: "emergency");
        hand.Inbox(4, "01DANGER", "Handled");
        hand.Row(Danger, "Emergency", "Sent", "", "accepted request6");
        hand.Sql($"UPDATE outbox_message SET Kind = 'emergency', MemberId = NULL WHERE Id = '{Danger}'");
        hand.Called("reply", "token6", "request6");
    }

    /// <summary>By the program's own times the later answer was written first.</summary>
    internal static void WroteFirst(HandMadeCase hand) => hand.Sql($"UPDATE outbox_message SET CreatedAt = {HandMadeCase.Ticks(0.5)} WHERE Id = '{Other}'");

    private static void TriedInVain(HandMadeCase hand)
    {
        Strikes(hand, "Parked");
        hand.Mended();
        hand.Retried(2);
    }

    private static void StrikesAfterTheAnswer(HandMadeCase hand)
    {
        Strikes(hand, "Parked");
        hand.Row(Other, "Reply", "Sent", StruckMark, "accepted request3");
        hand.Called("push", Other, "request3");
    }

    /// <summary>A second question, posted when the first was acknowledged, stands before it.</summary>
    private static void KeepsBehind(HandMadeCase hand)
    {
        hand.Posted("01LATER", "あさひ1012クリニック", "token4");
        hand.Inbox(0, "01LATER", "Handled");
        hand.Row(Other, "Reply", "Sent", "あさひ1012クリニック", "accepted request3");
        hand.Called("reply", "token4", "request3", minute: 0.5);
    }

    private static void PushesToo(HandMadeCase hand, string urgency, string mark, int request)
    {
        hand.Row(Other, urgency, "Sent", mark, $"accepted request{request}");
        hand.Called("push", Other, $"request{request}");
    }

    /// <summary>Another event's words by its reply token, which is refused the second time, and then by push.</summary>
    internal static void SaysTwice(HandMadeCase hand, string urgency)
    {
        hand.Posted("01TWICE", "", "token5", owed: urgency == "Emergency" ? "emergency" : "answer");
        hand.Inbox(3, "01TWICE", "Handled");
        hand.Row(Other, urgency, "Sent", "", "accepted request5");
        hand.Sql($"UPDATE outbox_message SET Kind = '{(urgency == "Emergency" ? "emergency" : "reply")}', MemberId = NULL WHERE Id = '{Other}'");
        hand.Called("reply", "token5", "request5", minute: 1);
        hand.Called("push", Other, "request7", minute: 1.2);
    }

    private static void GivesUp(HandMadeCase hand, string page)
    {
        hand.Forget(line => line["key"]?.GetValue<string>() == HandMadeCase.Page);
        hand.Sql($"UPDATE outbox_message SET State = 'GivenUp', LastAnswer = 'HTTP 400' WHERE {page}");
    }

    /// <summary>A question kept before the first one, and answered after it.</summary>
    internal static void AsksFirst(HandMadeCase hand, string by = "reply")
    {
        hand.Posted("01EARLIER", "あさひ1009クリニック", "token2", isFirst: true);
        hand.Inbox(0, "01EARLIER", "Handled");
        hand.Row(Other, "Reply", "Sent", "あさひ1009クリニック", "accepted request3");
        hand.Called(by, by == "reply" ? "token2" : Other, "request3", minute: 2);
    }
}
