namespace Zaitaku.Scheduler.Imports;

/// <summary>What the file at hand will have written of one record.</summary>
internal sealed record WrittenRecord(int Id, int Source, string Key, string Json, DateOnly? ConfirmedOn)
{
    public required int Place { get; set; }
}

/// <summary>The records a file changes, laid over those of the database, which do not know of them until the end.</summary>
internal sealed class RecordOverlay
{
    private static readonly List<int> None = [];
    private readonly Dictionary<int, WrittenRecord> _written = [];
    private readonly Dictionary<int, List<int>> _writtenAt = [];
    private readonly Dictionary<int, List<int>> _movedInto = [];
    private readonly Dictionary<int, int> _movedTo = [];
    private readonly HashSet<int> _missing = [];

    public IEnumerable<WrittenRecord> All => _written.Values;

    public bool Holds(int record) => _written.ContainsKey(record);

    public bool IsMissing(int record) => _missing.Contains(record);

    public void Write(WrittenRecord record)
    {
        _written[record.Id] = record;
        (_writtenAt.TryGetValue(record.Place, out List<int>? there) ? there : _writtenAt[record.Place] = new(1)).Add(record.Id);
    }

    public void MarkMissing(int record) => _missing.Add(record);

    public void Move(int from, int to)
    {
        foreach (WrittenRecord record in At(from).ToList())
        {
            record.Place = to;
            (_writtenAt.TryGetValue(to, out List<int>? there) ? there : _writtenAt[to] = new(1)).Add(record.Id);
        }

        _writtenAt.Remove(from);
        (_movedInto.TryGetValue(to, out List<int>? before) ? before : _movedInto[to] = new(1)).AddRange([from, .. _movedInto.GetValueOrDefault(from, None)]);
        _movedTo[from] = to;
    }

    /// <summary>Records of the file that belong to a place now.</summary>
    public IEnumerable<WrittenRecord> At(int place) =>
        _writtenAt.GetValueOrDefault(place, None).Distinct().Select(id => _written[id]).Where(record => record.Place == place);

    /// <summary>Under which places the database still keeps the records of one.</summary>
    public IEnumerable<int> StoredUnder(int place) => [place, .. _movedInto.GetValueOrDefault(place, None)];

    public int Settled(int place)
    {
        while (_movedTo.TryGetValue(place, out int next))
        {
            place = next;
        }

        return place;
    }
}
