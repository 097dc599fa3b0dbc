using System.Globalization;
using Microsoft.Data.Sqlite;
using Zaitaku.Storage.Corrections;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Works out what the rows of one file write: records as stated, then every place they touch merged anew.</summary>
internal sealed class DirectoryWriter : IDisposable
{
    /// <summary>Rows of one file that may share one key (one number, different names); more are one mistake repeated.</summary>
    private const int SameKeyMax = 50;

    /// <summary>A complete file that would close more than this share of what it covers was most likely cut short.</summary>
    private const double CloseShareMax = 0.5;

    private const int CloseFreeCount = 20;

    private readonly SqliteConnection _connection;
    private readonly DirectoryState _state;
    private readonly PlaceCommands _commands;
    private readonly int _source;
    private readonly int _file;
    private readonly bool _isDemo;
    private readonly DateOnly? _confirmedOn;
    private readonly DateTimeOffset _now;
    private readonly SortedSet<int> _touched = [];
    private readonly HashSet<string> _scopes = new(StringComparer.Ordinal);

    public DirectoryWriter(SqliteConnection connection, WriteQueue queue, DirectoryState state, DirectorySource source, DateOnly? confirmedOn, DateTimeOffset now)
    {
        _connection = connection;
        _state = state;
        _commands = new PlaceCommands(connection, queue);
        _source = _commands.EnsureSource(source, state);
        _file = ++state.FileCount;
        _isDemo = source.Key == DirectorySource.DemoKey;
        _confirmedOn = confirmedOn;
        _now = now;
    }

    public int Accepted { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public int Merged { get; private set; }

    public int Closed { get; private set; }

    /// <summary>Takes one row. Returns why it cannot be taken, or null.</summary>
    public string? Take(PreparedRow row)
    {
        string key = row.Row.Key;
        for (int same = 2; ; same++)
        {
            RecordEntry? known = _state.Find(_source, key);
            if (known is null)
            {
                return Add(row, key);
            }

            if (known.SeenInFile == _file && known.Digest != row.Digest)
            {
                if (same > SameKeyMax)
                {
                    return $"同じ番号の行が {SameKeyMax} 件を超えています";
                }

                key = $"{row.Row.Key}#{same}"; // One number with two names or addresses: both are kept.
                continue;
            }

            See(key, known);
            Keep(row, key, known);
            return null;
        }
    }

    /// <summary>Closes what a complete file no longer lists, then merges every touched place.</summary>
    public void Finish(bool complete)
    {
        if (complete)
        {
            CloseMissing();
        }

        foreach (int place in _touched)
        {
            Remerge(place);
        }
    }

    public void Dispose() => _commands.Dispose();

    private string? Add(PreparedRow row, string key)
    {
        MatchIndex index = _state.Index(_connection);
        MatchCard card = index.AtTheDoor(row.Card);
        int? place = PlaceFor(card, index);
        if (place is null && row.Row.Facts.Name is null)
        {
            return "この医療機関の基本情報（施設票）がまだ取り込まれていません";
        }

        RecordEntry entry = new() { Id = _state.NextRecordId++, PlaceId = place ?? _state.NextPlaceId++, Digest = row.Digest, ConfirmedOn = DayOf(row) };
        PlaceFacts facts = row.Row.Facts;
        string json = row.Json;
        if (place is null)
        {
            if (WithMunicipality(facts) is { } placed)
            {
                facts = placed;
                json = placed.ToJson();
            }

            _state.AddDoor(facts);
            _commands.InsertPlace(entry.PlaceId, MergeRules.Merge([new Statement(facts, _source, 0, DayOf(row))]), json, _isDemo);
        }
        else
        {
            Merged++;
            _touched.Add(place.Value);
        }

        _commands.InsertRecord(entry, _source, key, json);
        _state.Add(_source, key, entry);
        Enter(index, entry, card, row.Card);
        See(key, entry);
        Accepted++;
        return null;
    }

    private void See(string key, RecordEntry entry)
    {
        entry.SeenInFile = _file;
        _scopes.Add(ScopeOf(key));
    }

    private void Keep(PreparedRow row, string key, RecordEntry known)
    {
        Accepted++;
        DateOnly? day = DayOf(row);
        bool isOlder = known.ConfirmedOn is { } before && day is not null && day < before;
        bool isSame = known.Digest == row.Digest && (day is null || known.ConfirmedOn == day);
        if (!known.IsMissing && (isSame || isOlder))
        {
            Unchanged++; // What was said later stands against an older issue of the same file.
            return;
        }

        Changed++;
        MatchIndex index = _state.Index(_connection);
        int place = index.Settled(known.PlaceId);
        known.PlaceId = place;
        index.Remove(place, known.Id);
        _touched.Add(place);
        if (row.Row.Facts.Name is not null && index.Find(row.Card) is var found && !found.ContainsKey(place) && (found.Count > 0 || _commands.CountRecords(place, _state.TrustBySource) > 1))
        {
            known.PlaceId = PlaceFor(row.Card, index) ?? NewPlace(row);
            _touched.Add(known.PlaceId);
            TakeCorrectionsAlong(place, known.PlaceId, index);
        }

        known.Digest = row.Digest;
        known.ConfirmedOn = day ?? known.ConfirmedOn;
        known.IsMissing = false;
        _commands.UpdateRecord(known, _source, key, row.Json);
        Enter(index, known, row.Card, row.Card);
    }

    /// <summary>Whoever waited for the door this card brings, or can have one for itself, is merged anew with it.</summary>
    private void Enter(MatchIndex index, RecordEntry entry, MatchCard card, MatchCard stated)
    {
        _touched.UnionWith(index.WaitingAt(stated));
        index.Add(entry.PlaceId, entry.Id, card);
        if (float.IsNaN(stated.Latitude) && index.DoorOf(card) is not null)
        {
            _touched.Add(entry.PlaceId);
        }
    }

    /// <summary>What coordinators said of a place goes where its last row goes: corrections alone are no place.</summary>
    private void TakeCorrectionsAlong(int from, int to, MatchIndex index)
    {
        if (from != to && _commands.CountRecords(from, _state.TrustBySource) <= 1)
        {
            _commands.MovePlace(from, to);
            index.Move(from, to);
            _touched.Remove(from);
        }
    }

    private int NewPlace(PreparedRow row)
    {
        int place = _state.NextPlaceId++;
        _commands.InsertPlace(place, MergeRules.Merge([new Statement(row.Row.Facts, _source, 0, DayOf(row))]), row.Json, _isDemo);
        return place;
    }

    /// <summary>The place a card belongs to, or null. Where it proves two places to be one, they become one: the older id stays.</summary>
    private int? PlaceFor(MatchCard card, MatchIndex index)
    {
        Dictionary<int, MatchStrength> found = index.Find(card);
        if (found.Count == 0)
        {
            return null;
        }

        int best = found.MaxBy(match => ((int)match.Value, -match.Key)).Key;
        if (found.Count == 1 || !MatchRules.Unifies(found[best]))
        {
            return best;
        }

        int[] same = [.. found.Where(match => MatchRules.Unifies(match.Value)).Select(match => match.Key).Order()];
        foreach (int other in same.Skip(1))
        {
            _commands.MovePlace(other, same[0]);
            index.Move(other, same[0]);
            _touched.Remove(other);
            _touched.Add(same[0]);
        }

        return same[0];
    }

    /// <summary>A bare point gets the municipality it lies in, so that a search by name of a city finds it.</summary>
    private PlaceFacts? WithMunicipality(PlaceFacts facts) =>
        facts is { Municipality: null, Latitude: { } latitude, Longitude: { } longitude } && _state.Towns(_connection).Of(latitude, longitude) is { } inside
            ? facts with { Prefecture = facts.Prefecture ?? inside.Prefecture, Municipality = inside.Municipality }
            : null;

    private void CloseMissing()
    {
        List<(int Record, string Key, int Place)> live = _commands.RecordsOfSource(_source, ScopeOf, _scopes);
        List<(int Record, string Key, int Place)> gone = [.. live.Where(record => _state.Find(_source, record.Key)?.SeenInFile != _file)];
        if (gone.Count > CloseFreeCount && gone.Count > live.Count * CloseShareMax)
        {
            throw new ImportRefusedException(string.Create(CultureInfo.InvariantCulture, $"登録 {live.Count} 件のうち {gone.Count} 件がこのファイルにありません。途中で切れたファイルでないか確かめてください（--complete は取り消しました）"));
        }

        foreach ((int record, string key, int place) in gone)
        {
            _commands.MarkMissing(record, _now);
            _state.Find(_source, key)!.IsMissing = true;
            _touched.Add(place);
            Closed++;
        }
    }

    private void Remerge(int place)
    {
        List<(Statement Said, bool IsMissing)> all = _commands.StatementsOf(place, _state.TrustBySource);
        if (all.Count == 0)
        {
            _commands.DeletePlace(place);
            return;
        }

        (MergedPlace merged, bool isClosed) = StandingRules.Settle(all);
        _commands.UpdatePlace(place, AtTheDoor(merged, all), _isDemo, isClosed ? _now : null);
    }

    /// <summary>Any source's spelling of the address may be the one the door is known by.</summary>
    private MergedPlace AtTheDoor(MergedPlace merged, List<(Statement Said, bool IsMissing)> all)
    {
        if (merged.Facts.Precision == Precision.Door || all.Exists(record => record.Said.IsPartial && record.Said.Hides("latitude")))
        {
            return merged; // Known, or a coordinator's word that nobody knows.
        }

        MatchIndex index = _state.Index(_connection);
        bool isCorrected = all.Exists(record => !record.IsMissing && record.Said is { IsPartial: true, Facts.Municipality: not null });
        (double Latitude, double Longitude)? door = all.Select(record => record.Said.Facts).Where(facts => !isCorrected || MergeRules.IsOneAddress(facts, merged.Facts))
            .Select(facts => index.DoorOf(MatchRules.CardOf(facts))).FirstOrDefault(found => found is not null);
        return door is { } point
            ? merged with { Facts = merged.Facts with { Latitude = point.Latitude, Longitude = point.Longitude, Precision = Precision.Door } }
            : merged;
    }

    private DateOnly? DayOf(PreparedRow row) => row.Row.ConfirmedOn ?? _confirmedOn;

    private static string ScopeOf(string key) => key[..Math.Max(0, key.IndexOf(':', StringComparison.Ordinal))];
}
