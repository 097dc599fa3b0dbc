using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>Adds a short warning to an answer when the question carried details of a person; once in a conversation.</summary>
public static class PrivacyNotice
{
    public const string Text = "※お名前・電話番号・保険証の番号などは書かないでください。書いてしまったときは、送信を取り消すとこちらの控えも消えます。";

    /// <summary>Below the first words, so that the last message keeps its buttons. Never on a danger card, and not where the words were asked for.</summary>
    public static TurnOutcome AddTo(TurnOutcome outcome, Turn turn)
    {
        Dialogue dialogue = outcome.Dialogue ?? turn.Dialogue;
        bool isAsked = turn.Dialogue is { AsksWorkplace: true } or { ReplyTo: not null } or { Intake.Step: IntakeStep.Words };
        if (turn.Understood.Intent == Intents.Emergency || outcome.Replies.Count == 0 || turn.Dialogue.WasWarned || isAsked || !PrivacyRules.HasIdentifyingDetails(turn.Text))
        {
            return outcome;
        }

        return outcome with
        {
            Replies = outcome.Replies[0] is TextReply first ? [first with { Text = $"{first.Text}\n\n{Text}" }, .. outcome.Replies.Skip(1)] : [new TextReply(Text), .. outcome.Replies],
            Dialogue = dialogue with { WasWarned = true },
        };
    }
}
