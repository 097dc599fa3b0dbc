namespace Zaitaku.Storage;

/// <summary>A link sent by chat that opens in the first browser in which its button is pressed, and in no other.</summary>
public interface IBrowserLink
{
    Guid Id { get; }

    DateTimeOffset ExpiresAt { get; }

    /// <summary>SHA-256 of the secret in the browser's cookie, hex; null until the button was pressed. Of two browsers that press at once one wins, so it is a concurrency token.</summary>
    string? BrowserHash { get; set; }

    DateTimeOffset? BoundAt { get; set; }
}
