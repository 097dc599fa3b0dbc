using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Turns;

/// <summary>One thing a person said or pressed, understood, with what the conversation was about. Handlers meet this and nothing of any channel.</summary>
public sealed record Turn
{
    public required Understood Understood { get; init; }

    /// <summary>The words as typed, empty for a button or a location.</summary>
    public required string Text { get; init; }

    public required Guid MemberId { get; init; }

    public required Role Role { get; init; }

    /// <summary>What the conversation was about; empty after 30 minutes of silence.</summary>
    public required Dialogue Dialogue { get; init; }

    /// <summary>The instant the turn runs: what "now" and "tonight" mean.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Set for a pressed button.</summary>
    public ButtonPress? Press { get; init; }

    /// <summary>Set when the person shared a position.</summary>
    public (double Latitude, double Longitude)? Location { get; init; }

    /// <summary>The platform's id of the message, so that what is kept of it can be taken back.</summary>
    public string MessageId { get; init; } = "";

    public bool IsGroup { get; init; }

    /// <summary>The channel's id of the person, or of the conversation where it does not tell who spoke. Personal data: to compare with.</summary>
    public string Speaker { get; init; } = "";

    /// <summary>The channel's id of what happened: what follows from it is written once.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The conversation it was said in: one platform's own word, to compare with.</summary>
    public string Address { get; init; } = "";

    /// <summary><c>line</c>, <c>teams</c> or <c>chat</c>: what may be told here differs by the hub's policy. Nothing else of a channel is a handler's business.</summary>
    public string Channel { get; init; } = "";
}

/// <summary>Data of a button of ours: a verb and arguments, written <c>verb:arg:arg</c>.</summary>
public sealed record ButtonPress(string Verb, IReadOnlyList<string> Arguments)
{
    public static ButtonPress Parse(string data)
    {
        string[] parts = data.Split(':');
        return new ButtonPress(parts[0], parts[1..]);
    }
}

/// <summary>What a handler wants said, and what the conversation is about from now on.</summary>
/// <param name="Dialogue">The dialogue to keep; null leaves it as it was.</param>
public sealed record TurnOutcome(IReadOnlyList<ReplyContent> Replies, Dialogue? Dialogue = null)
{
    /// <summary>Words to others, under ids that follow from the event: whoever else owes them for the same reason, they are owed once.</summary>
    public IReadOnlyList<OutboxMessage> Notices { get; init; } = [];

    /// <summary>The words were understood, and what they ask for is not known to us: coordinators are shown them.</summary>
    public bool HasNoAnswer { get; init; }

    /// <summary>Id of the entry of the knowledge base that is the answer; null for every other answer.</summary>
    public string? Entry { get; init; }

    public static TurnOutcome Say(params IReadOnlyList<ReplyContent> replies) => new(replies);

    public static TurnOutcome Say(string text) => new([new TextReply(text)]);
}

/// <summary>Answers the turns of its intents or buttons. Sends nothing, saves nothing, knows no channel.</summary>
public interface ITurnHandler
{
    /// <summary>Intents it answers, each in one handler only.</summary>
    IReadOnlyList<string> Intents { get; }

    /// <summary>Verbs of the buttons it answers (<see cref="ButtonPress.Verb"/>), each in one handler only.</summary>
    IReadOnlyList<string> Verbs => [];

    /// <summary>True for typed words this handler asked for (a reply, a step of an intake), whatever they seem to say. Emergencies, buttons and 「やめる」 go their own way.</summary>
    bool Awaits(Turn turn) => false;

    Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken);
}
