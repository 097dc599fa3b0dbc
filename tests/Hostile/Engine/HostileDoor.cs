namespace Zaitaku.Hostile;

/// <summary>An endpoint strangers can reach, as the attack sees it. A second channel is one more of these.</summary>
/// <param name="BodyBytesMax">What the endpoint takes at most.</param>
/// <param name="Honest">Bodies as the platform sends them, fresh at each call.</param>
/// <param name="Sign">Headers that prove the platform sent exactly these bytes.</param>
/// <param name="Forge">Ways to prove it falsely: a name, and the headers for these bytes.</param>
public sealed record HostileDoor(
    string Name, string Path, int BodyBytesMax, Func<Random, byte[]> Honest, Func<byte[], IReadOnlyDictionary<string, string>> Sign,
    IReadOnlyList<(string Name, Func<byte[], Random, IReadOnlyDictionary<string, string>> Headers)> Forge)
{
    /// <summary>The beginning of a body up to where a value of any shape may stand.</summary>
    public required string Opening { get; init; }

    /// <summary>The same wish in another request, by which only our own id of it tells that it is the same: a button pressed twice. Null for what has none.</summary>
    public Func<byte[], byte[]?> Again { get; init; } = _ => null;

    /// <summary>Whole requests whose bytes and proof do not fit each other.</summary>
    public IReadOnlyList<(string Name, byte[] Body, Dictionary<string, string> Headers)> Refused { get; init; } = [];
}
