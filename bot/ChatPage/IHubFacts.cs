namespace Zaitaku.Bot.ChatPage;

/// <summary>What a page says about the hub that runs it.</summary>
/// <param name="IsDemo">The directory holds the invented demo hub.</param>
/// <param name="Phone">Digits and hyphens, or empty.</param>
/// <param name="PhoneHours">When that phone is answered, in words, or empty.</param>
public sealed record HubFacts(string Name, bool IsDemo, string Phone, string PhoneHours)
{
    /// <summary>Positions somebody without GPS can share to try it, such as the demo city's station.</summary>
    public IReadOnlyList<ExamplePosition> Positions { get; init; } = [];
}

/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
public sealed record ExamplePosition(string Label, double Latitude, double Longitude);

/// <summary>Asked at each page load, so that the demo mark is gone after the first import.</summary>
public interface IHubFacts
{
    Task<HubFacts> ReadAsync(CancellationToken cancellationToken);
}
