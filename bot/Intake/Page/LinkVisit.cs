namespace Zaitaku.Bot.Intake.Page;

/// <summary>What a request to a one-time link is allowed.</summary>
public abstract record LinkVisit<TLink>
{
    private LinkVisit()
    {
    }

    /// <summary>Nobody has opened it: the button is shown.</summary>
    public sealed record Unopened(TLink Link) : LinkVisit<TLink>;

    /// <summary>This browser opened it.</summary>
    public sealed record Mine(TLink Link) : LinkVisit<TLink>;

    /// <summary>Unknown, expired or opened elsewhere. The three look alike.</summary>
    /// <param name="WasMine">This browser had opened it: it ran out, and nobody guessed.</param>
    public sealed record Closed(bool WasMine = false) : LinkVisit<TLink>;

    /// <summary>Too many wrong links from there: not even looked at.</summary>
    public sealed record TooMany : LinkVisit<TLink>;
}
