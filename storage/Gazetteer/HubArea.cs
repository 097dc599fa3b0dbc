namespace Zaitaku.Storage.Gazetteer;

/// <summary>Where the hub works. Ambiguous names are settled in its favour, nearest municipality first.</summary>
public sealed record HubArea(string Prefecture, IReadOnlyList<string> Municipalities)
{
    public static readonly HubArea None = new("", []);
}
