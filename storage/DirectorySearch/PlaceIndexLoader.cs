using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Reads the whole directory into a <see cref="PlaceIndex"/>, texts as UTF-8 straight from the row: a string per cell would be 2.4 million of them.</summary>
internal sealed class PlaceIndexLoader
{
    /// <summary>Places whose stated service area is read. Far above what hubs enter by hand.</summary>
    private const int ServiceAreasMax = 50_000;

    private const int Latitude = 1, Longitude = 2, PrecisionColumn = 3, ServicesColumn = 4, Flags = 5, HoursColumn = 6, Prefecture = 7,
        Municipality = 8, Town = 9, Confirmed = 10, NameKey = 11;

    private readonly Utf8Names _services = new(), _flags = new(), _hours = new(), _prefectures = new(), _municipalities = new(), _towns = new();
    private readonly List<(int Prefecture, int Name)> _municipalityList = [];
    private readonly List<(int Municipality, int Name)> _townList = [];
    private readonly Dictionary<(int, int), int> _municipalityNumbers = [], _townNumbers = [];
    private readonly int[] _ids, _flagsOf, _hoursOf, _servicesOf, _townOf, _confirmedOn, _nameStarts;
    private readonly MapPoint[] _points;
    private readonly Precision[] _precisions;
    private char[] _nameKeys;
    private int _count;

    private PlaceIndexLoader(int places, int nameLetters)
    {
        _ids = new int[places];
        _flagsOf = new int[places];
        _hoursOf = new int[places];
        _servicesOf = new int[places];
        _townOf = new int[places];
        _confirmedOn = new int[places];
        _nameStarts = new int[places + 1];
        _points = new MapPoint[places];
        _precisions = new Precision[places];
        _nameKeys = new char[nameLetters];
    }

    /// <summary>One consistent picture, also while an import commits.</summary>
    public static PlaceIndex Load(DirectoryReads reads)
    {
        using SqliteTransaction snapshot = reads.Connection.BeginTransaction(deferred: true);
        DirectoryVersion version = DirectoryVersion.Read(reads);
        (int places, int letters) = reads.First(DirectorySql.Sizes, [], row => (row.GetInt32(0), row.GetInt32(1)));
        PlaceIndexLoader loader = new(places, letters);
        loader.ReadPlaces(reads.Connection);
        HolidayCorrection[] corrections = [.. reads.All(DirectorySql.Corrections, [], row => new HolidayCorrection
        {
            Day = DateOnly.ParseExact(row.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            IsHoliday = row.GetBoolean(1),
            Name = row.GetString(2),
        })];
        return loader.Build(reads.Connection, version, new HolidayCalendar(corrections));
    }

    private void ReadPlaces(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = DirectorySql.Places;
        using SqliteDataReader rows = command.ExecuteReader();
        while (_count < _ids.Length && rows.Read())
        {
            ReadPlace(rows.Handle!);
        }
    }

    /// <summary>Runs once a place right after the start, before the runtime would have optimised it by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadPlace(sqlite3_stmt row)
    {
        int at = _count++;
        _ids[at] = raw.sqlite3_column_int(row, 0);
        bool hasPoint = raw.sqlite3_column_type(row, Latitude) != raw.SQLITE_NULL && raw.sqlite3_column_type(row, Longitude) != raw.SQLITE_NULL;
        _points[at] = hasPoint ? MapPoint.Of(raw.sqlite3_column_double(row, Latitude), raw.sqlite3_column_double(row, Longitude)) : MapPoint.None;
        _precisions[at] = !_points[at].IsKnown ? Precision.Unknown : Text(row, PrecisionColumn) is [(byte)'D', ..] ? Precision.Door
            : Text(row, PrecisionColumn) is [(byte)'T', ..] ? Precision.Town : Precision.Unknown;
        _servicesOf[at] = _services.Add(Text(row, ServicesColumn));
        _flagsOf[at] = _flags.Add(Text(row, Flags));
        _hoursOf[at] = _hours.Add(Text(row, HoursColumn));
        int municipality = Number(_municipalityNumbers, _municipalityList, (_prefectures.Add(Text(row, Prefecture)), _municipalities.Add(Text(row, Municipality))));
        _townOf[at] = Number(_townNumbers, _townList, (municipality, _towns.Add(Text(row, Town))));
        _confirmedOn[at] = DayNumber(Text(row, Confirmed));
        AddName(at, Text(row, NameKey));
    }

    private static ReadOnlySpan<byte> Text(sqlite3_stmt row, int column) => raw.sqlite3_column_blob(row, column);

    private static int Number(Dictionary<(int, int), int> numbers, List<(int, int)> list, (int, int) key)
    {
        if (!numbers.TryGetValue(key, out int number))
        {
            number = list.Count;
            list.Add(key);
            numbers.Add(key, number);
        }

        return number;
    }

    /// <summary>2025-06-01 → 20250601.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DayNumber(ReadOnlySpan<byte> day)
    {
        int number = 0;
        foreach (byte letter in day)
        {
            number = letter is >= (byte)'0' and <= (byte)'9' ? number * 10 + letter - '0' : number;
        }

        return day.Length == 10 ? number : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddName(int at, ReadOnlySpan<byte> key)
    {
        int from = _nameStarts[at];
        if (_nameKeys.Length < from + key.Length + 1 && _nameKeys.Length < from + Encoding.UTF8.GetCharCount(key) + 1)
        {
            Array.Resize(ref _nameKeys, _nameKeys.Length + Math.Max(key.Length + 1, _nameKeys.Length / 8)); // Letters beyond the basic plane count twice.
        }

        int to = from + Encoding.UTF8.GetChars(key, _nameKeys.AsSpan(from));
        _nameKeys[to] = '\n';
        _nameStarts[at + 1] = to + 1;
    }

    private PlaceIndex Build(SqliteConnection connection, DirectoryVersion version, HolidayCalendar holidays)
    {
        SearchColumns[] columns = [.. _flags.Texts.Select(SearchColumns.Parse)];
        ServiceSet[] serviceTable = [.. _services.Texts.Select(ServiceSet.Parse)];
        ServiceSet[] services = new ServiceSet[_ids.Length];
        for (int row = 0; row < services.Length; row++)
        {
            services[row] = serviceTable[_servicesOf[row]];
        }

        DirectoryAreas areas = AreaCentres.Build(
            [.. _municipalityList.Select(municipality => (_prefectures.Texts[municipality.Prefecture], _municipalities.Texts[municipality.Name]))],
            [.. _townList.Select(town => (town.Municipality, _towns.Texts[town.Name]))], _townOf, _points, _precisions);
        AreaCentres.PlaceTheUnplaced(areas, _townOf, _points, _precisions);
        (int[] byMunicipality, int[] starts) = RowGroups.By(_ids.Length, areas.Municipalities.Count, row => areas.Towns[_townOf[row]].Municipality);
        return new PlaceIndex
        {
            Ids = _ids, Points = _points, Precisions = _precisions, Services = services,
            ColumnsOf = _flagsOf, ColumnTable = columns, HoursOf = _hoursOf, HoursTable = [.. _hours.Texts.Select(StoredHours.Parse)],
            TownOf = _townOf, ConfirmedOn = _confirmedOn, NameKeys = _nameKeys, NameStarts = _nameStarts,
            ByLatitude = Postings(services), RowsByMunicipality = byMunicipality, MunicipalityStarts = starts,
            ServiceAreas = ReadServiceAreas(connection, columns), Areas = areas, Holidays = holidays, Version = version,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[][] Postings(ServiceSet[] services)
    {
        int[] rows = RowsWithPoint();
        int kinds = ServiceKinds.All.Count;
        int[] counts = new int[kinds];
        foreach (int row in rows)
        {
            for (uint bits = services[row].Bits; bits != 0; bits &= bits - 1)
            {
                counts[BitOperations.TrailingZeroCount(bits)]++;
            }
        }

        int[][] postings = [.. counts.Select(count => new int[count]), rows];
        Array.Clear(counts);
        foreach (int row in rows)
        {
            for (uint bits = services[row].Bits; bits != 0; bits &= bits - 1)
            {
                int kind = BitOperations.TrailingZeroCount(bits);
                postings[kind][counts[kind]++] = row;
            }
        }

        return postings;
    }

    private int[] RowsWithPoint()
    {
        int[] rows = new int[_ids.Length];
        int[] latitudes = new int[_ids.Length];
        int count = 0;
        for (int row = 0; row < _ids.Length; row++)
        {
            rows[count] = row;
            latitudes[count] = _points[row].Latitude;
            count += _points[row].IsKnown ? 1 : 0;
        }

        Array.Sort(latitudes, rows, 0, count);
        return rows[..count];
    }

    /// <summary>Only the few places flagged as stating an area are read; the facts of all would be 200 MB of JSON.</summary>
    private Dictionary<int, IReadOnlyList<string>> ReadServiceAreas(SqliteConnection connection, SearchColumns[] columns)
    {
        Dictionary<int, IReadOnlyList<string>> areas = [];
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = DirectorySql.Facts;
        SqliteParameter id = command.Parameters.AddWithValue("$id", 0);
        for (int row = 0; row < _ids.Length && areas.Count < ServiceAreasMax; row++)
        {
            if (!columns[_flagsOf[row]].StatesServiceArea)
            {
                continue;
            }

            id.Value = _ids[row];
            if (command.ExecuteScalar() is string json && PlaceFacts.FromJson(json).ServiceArea is { Count: > 0 } stated)
            {
                areas.Add(row, stated);
            }
        }

        return areas;
    }
}
