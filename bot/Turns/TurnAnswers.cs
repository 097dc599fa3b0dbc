using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Turns;

/// <summary>Reads an event, asks the handler, and hands back what to say. Shared by the pumps and by <c>ask</c>.</summary>
public sealed class TurnAnswers(UtteranceReader reader, TaughtReading taught, TurnRouter router, IEnumerable<ITurnReading> readings, SafetyCards safety, QuestionWatch watch)
{
    public Turn TurnOf(ChannelEvent one, Guid member, Role role, Dialogue dialogue, DateTimeOffset now) => new()
    {
        Understood = Read(one, dialogue),
        Text = one.Text ?? "",
        MemberId = member,
        Role = role,
        Dialogue = dialogue,
        Now = now,
        Press = one.Kind == EventKind.Postback ? ButtonPress.Parse(one.PostbackData ?? "") : TypedButtons.PressOf(one.Text ?? ""),
        Location = one is { Kind: EventKind.Location, Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null,
        MessageId = one.MessageId ?? "",
        IsGroup = one.IsGroup,
        Address = one.Address,
        Speaker = one.Speaker,
        EventId = one.EventId,
        Channel = one.Channel,
    };

    /// <summary>What to say, with the dialogue to keep. The words of the turn become the context of the next.</summary>
    public async Task<TurnOutcome> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        foreach (ITurnReading reading in IsFree(turn) ? readings : [])
        {
            turn = await reading.ReadAsync(turn, cancellationToken);
        }

        ITurnHandler handler = router.HandlerOf(turn);
        bool isFree = IsFree(turn) && !handler.Awaits(turn);
        if (isFree)
        {
            turn = taught.Answering(turn);
            handler = router.HandlerOf(turn);
        }

        turn = turn with { Dialogue = turn.Dialogue.WithoutDuty() };
        TurnOutcome outcome = watch.Look(turn, safety.AddTo(PrivacyNotice.AddTo(await handler.HandleAsync(turn, cancellationToken), turn), isFree ? turn with { Press = null } : turn), isFree); // A question that was taught as a whole may tell of abuse, too.
        Dialogue dialogue = outcome.Dialogue ?? turn.Dialogue;
        string? words = turn.Text.Length > 0 ? turn.Text : dialogue.PreviousText;
        return outcome with { Dialogue = dialogue with { PreviousText = words is { Length: > Dialogue.PreviousTextMax } ? words[..Dialogue.PreviousTextMax] : words } };
    }

    /// <summary>Typed words that nothing claims yet: no button, no danger, no question of ours that they answer.</summary>
    private static bool IsFree(Turn turn) => turn is { Press: null, Text.Length: > 0, Understood.Intent: not Intents.Emergency } && !IsAsked(turn.Dialogue);

    /// <summary>A question of ours is open.</summary>
    private static bool IsAsked(Dialogue dialogue) => dialogue is not { Intake: null, ReplyTo: null, AsksWorkplace: false };

    private Understood Read(ChannelEvent one, Dialogue dialogue) => one switch
    {
        { Kind: EventKind.Text or EventKind.Edited, Text: { Length: > 0 } text } => TypedButtons.DetailOf(text) ?? taught.Read(text, dialogue.PreviousText, IsAsked(dialogue)),
        { Kind: EventKind.Sticker, Text: { Length: > 0 } words } when reader.Read(words, null) is { Intent: Intents.Emergency } danger => danger,
        { Kind: EventKind.Location } => new Understood { Intent = Intents.FindResource },
        { Kind: EventKind.Follow or EventKind.Join } => new Understood { Intent = Intents.Greeting },
        _ => TurnRules.WithoutWords,
    };
}
