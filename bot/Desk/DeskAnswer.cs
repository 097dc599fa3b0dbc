namespace Zaitaku.Bot.Desk;

/// <summary>What came of something staff wanted to do.</summary>
public abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <param name="Hint">Something the coordinator should know, as that no channel reaches the person; null for nothing.</param>
    public sealed record Done(string? Hint = null) : DeskAnswer;

    /// <summary>A colleague has it.</summary>
    public sealed record TakenBy(string Name) : DeskAnswer;

    /// <param name="Reason">In Japanese, for the coordinator.</param>
    public sealed record NotAllowed(string Reason) : DeskAnswer;

    /// <summary>Others changed it again and again meanwhile: look and decide anew.</summary>
    public sealed record Conflict : DeskAnswer;
}
