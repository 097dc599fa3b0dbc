namespace Zaitaku.Storage;

/// <summary>Ids and Japanese names of an enum of the domain. An enum member without a row, or two with one id, stop the start.</summary>
public sealed class DomainTerms<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, (string Id, string Name)> _byValue;
    private readonly Dictionary<string, T> _byId;

    public DomainTerms(params IReadOnlyList<(T Value, string Id, string Name)> rows)
    {
        All = [.. rows.Select(row => row.Value)];
        _byValue = rows.ToDictionary(row => row.Value, row => (row.Id, row.Name));
        _byId = rows.ToDictionary(row => row.Id, row => row.Value, StringComparer.Ordinal);
        if (Enum.GetValues<T>().Length != rows.Count)
        {
            throw new InvalidOperationException($"{typeof(T).Name} has {Enum.GetValues<T>().Length} values and {rows.Count} ids.");
        }
    }

    /// <summary>In the order of the domain's list.</summary>
    public IReadOnlyList<T> All { get; }

    public string Id(T value) => _byValue[value].Id;

    public string Name(T value) => _byValue[value].Name;

    /// <summary>An id of a newer version reads as the last of the list, which is the most general one.</summary>
    public T Read(string id) => TryParse(id, out T value) ? value : All[^1];

    public bool TryParse(string? id, out T value)
    {
        value = default;
        return id is not null && _byId.TryGetValue(id, out value);
    }
}
