using Microsoft.Data.Sqlite;

namespace Zaitaku.Scheduler.Imports;

/// <summary>All SQL of the import. Statements are prepared once per file; names are those of the migrations.</summary>
internal static class ImportSql
{
    public const string Sources = "SELECT Id, Key, Name, Licence, Trust FROM place_source";
    public const string InsertSource = "INSERT INTO place_source (Key, Name, Licence, Trust, Id) VALUES ($key, $name, $licence, $trust, $id)";
    public const string UpdateSource = "UPDATE place_source SET Key = $key, Name = $name, Licence = $licence, Trust = $trust WHERE Id = $id";

    public const string Records = "SELECT Id, SourceId, SourceKey, PlaceId, Digest, ConfirmedOn, MissingSince FROM place_record";
    public const string RecordsWithFacts = "SELECT Id, PlaceId, SourceKey, Stated FROM place_record";
    public const string RecordsOfSource = "SELECT Id, SourceKey, PlaceId FROM place_record WHERE SourceId = $source AND MissingSince IS NULL";
    public const string RecordsOfPlace = "SELECT Id, SourceId, Stated, ConfirmedOn, MissingSince FROM place_record WHERE PlaceId = $place";

    public const string InsertRecord =
        "INSERT INTO place_record (Id, SourceId, SourceKey, PlaceId, Digest, Stated, ConfirmedOn, MissingSince) VALUES ($id, $source, $key, $place, $digest, $stated, $confirmed, NULL)";

    public const string UpdateRecord =
        "UPDATE place_record SET PlaceId = $place, Digest = $digest, Stated = $stated, ConfirmedOn = $confirmed, MissingSince = NULL WHERE Id = $id";

    public const string MarkMissing = "UPDATE place_record SET MissingSince = $now WHERE Id = $id";
    public const string MoveRecords = "UPDATE place_record SET PlaceId = $to WHERE PlaceId = $from";

    public const string InsertPlace = """
        INSERT INTO place (Id, Name, NameKey, KanaKey, Services, Prefecture, Municipality, Town, Latitude, Longitude, "Precision", Flags, Hours, ConfirmedOn, IsDemo, ClosedAt)
        VALUES ($id, $name, $namekey, $kanakey, $services, $prefecture, $municipality, $town, $latitude, $longitude, $precision, $flags, $hours, $confirmed, $demo, $closed)
        """;

    public const string UpdatePlace = """
        UPDATE place SET Name = $name, NameKey = $namekey, KanaKey = $kanakey, Services = $services, Prefecture = $prefecture, Municipality = $municipality, Town = $town,
        Latitude = $latitude, Longitude = $longitude, "Precision" = $precision, Flags = $flags, Hours = $hours, ConfirmedOn = $confirmed, IsDemo = $demo, ClosedAt = $closed WHERE Id = $id
        """;

    public const string InsertDetail = "INSERT INTO place_detail (PlaceId, Facts, Provenance) VALUES ($id, $facts, $provenance)";
    public const string UpdateDetail = "UPDATE place_detail SET Facts = $facts, Provenance = $provenance WHERE PlaceId = $id";
    public const string DeleteDetail = "DELETE FROM place_detail WHERE PlaceId = $id";
    public const string DeletePlace = "DELETE FROM place WHERE Id = $id";

    public const string DeleteDemo = """
        DELETE FROM place_detail WHERE PlaceId IN (SELECT Id FROM place WHERE IsDemo = 1);
        DELETE FROM place_record WHERE PlaceId IN (SELECT Id FROM place WHERE IsDemo = 1);
        DELETE FROM place WHERE IsDemo = 1;
        DELETE FROM gazetteer_entry WHERE Source = 'demo';
        """;

    public const string HasDemo = "SELECT EXISTS (SELECT 1 FROM place WHERE IsDemo = 1)";
    public const string HasPlaces = "SELECT EXISTS (SELECT 1 FROM place)";

    /// <summary>Changes whenever another import, or anything else that writes places, has committed.</summary>
    public const string Mark = """
        SELECT (SELECT COALESCE(MAX(Id), 0) FROM import_run), (SELECT COALESCE(MAX(Id), 0) FROM place), (SELECT COALESCE(MAX(Id), 0) FROM place_record)
        """;

    public const string DoorsWithMunicipality = """
        SELECT Prefecture, Municipality, Latitude, Longitude FROM place WHERE "Precision" = 'Door' AND Municipality <> '' AND Latitude IS NOT NULL
        UNION ALL SELECT Prefecture, Municipality, Latitude, Longitude FROM gazetteer_entry WHERE Kind = 'Town' AND Latitude IS NOT NULL
        """;

    public const string InsertRun = """
        INSERT INTO import_run (FileName, Format, StartedAt, FinishedAt, Accepted, Changed, Unchanged, Merged, Rejected, Closed)
        VALUES ($file, $format, $started, $finished, $accepted, $changed, $unchanged, $merged, $rejected, $closed)
        """;

    public const string GazetteerOfSource = "SELECT Id, Kind, Name, NameKey, KanaKey, Prefecture, Municipality, Latitude, Longitude FROM gazetteer_entry WHERE Source = $source";

    public const string InsertGazetteer = """
        INSERT INTO gazetteer_entry (Kind, Name, NameKey, KanaKey, Prefecture, Municipality, Latitude, Longitude, Source)
        VALUES ($kind, $name, $namekey, $kanakey, $prefecture, $municipality, $latitude, $longitude, $source)
        """;

    public const string DeleteGazetteer = "DELETE FROM gazetteer_entry WHERE Id = $id";

    /// <summary>A command in the connection's transaction, if it has one.</summary>
    public static SqliteCommand Statement(this SqliteConnection connection, string text)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
