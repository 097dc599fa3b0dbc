namespace Zaitaku.Storage.Dialogue;

/// <summary>What a conversation is about, so that 「その中で」 and 「2番目」 mean something.</summary>
public sealed class DialogueState
{
    /// <summary>How long context is kept after the last turn.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>Channel and conversation, as in the inbox.</summary>
    public required string Conversation { get; init; }

    /// <summary>The bot's dialogue as JSON. Holds ids and search terms, and a position only while it is fresh.</summary>
    public required string State { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
