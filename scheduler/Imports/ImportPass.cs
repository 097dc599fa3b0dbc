using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Imports;

/// <summary>
/// Imports files, one transaction each: a file is taken whole or not at all, and the write lock is taken only when all is calculated. Keep one pass for all files of a command, since it
/// remembers the directory between them. Safe to repeat and beside a running server; not for two threads at once.
/// </summary>
public sealed partial class ImportPass(StorageOptions storage, ILogger<ImportPass>? logger = null) : IDisposable
{
    /// <summary>SQLITE_BUSY: another program held the write lock longer than <see cref="StorageOptions.BusyWait"/>.</summary>
    private const int SqliteBusy = 5;

    private readonly ILogger _logger = logger ?? NullLogger<ImportPass>.Instance;
    private SqliteConnection? _connection;
    private DirectoryState? _state;

    /// <summary>Imports one file. What a file can do wrong comes back as a value; only our own bugs and cancellation throw.</summary>
    public Task<ImportOutcome> RunAsync(string path, ImportSettings settings, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => Guarded(NameOf(path, settings), () => RunFileOrAgain(path, settings, now, progress, cancellationToken)), cancellationToken);

    /// <summary>Imports a template as the demo hub's places, if the directory is empty. Null when it is not.</summary>
    public Task<ImportOutcome?> ImportDemoAsync(Stream csv, DateTimeOffset now, CancellationToken cancellationToken) => Task.Run<ImportOutcome?>(
        () =>
        {
            if (Scalar(Connection(), ImportSql.HasPlaces) != 0)
            {
                return null;
            }

            using StreamReader reader = new(csv, leaveOpen: true);
            return Guarded("demo", () => ImportPlaces(
                new Work("demo", FileTable.Recognise(CsvRows.Read(reader), isCsv: true), DirectorySource.Of(DirectorySource.DemoKey), null, false, 0, now), true, null, cancellationToken));
        },
        cancellationToken);

    public void Dispose()
    {
        if (_connection is not null)
        {
            Execute(_connection, "PRAGMA wal_checkpoint(TRUNCATE)"); // Gives back the disk a country's WAL takes; readers may keep it from succeeding.
            _connection.Dispose();
        }
    }

    /// <summary>The day a file's name states: 2025-06, 2025-06-30 or 20250601. A month means its first day; a bare year says too little.</summary>
    public static DateOnly? DayInName(string fileName)
    {
        Match match = DayOfName().Match(fileName);
        return match.Success && DateOnly.TryParseExact(
            $"{match.Groups["year"].Value}-{match.Groups["month"].Value}-{(match.Groups["day"].Success ? match.Groups["day"].Value : "01")}", "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
    }

    private static string NameOf(string path, ImportSettings settings) => settings.FileName ?? Path.GetFileName(path);

    private ImportOutcome Guarded(string fileName, Func<ImportReport> run)
    {
        try
        {
            ImportReport report = run();
            _logger.FileImported(report.Format, report.Accepted, report.Changed, report.Unchanged, report.Merged, report.Rejected, report.Closed, (long)report.Took.TotalMilliseconds);
            return new ImportOutcome.Done(report);
        }
        catch (Exception problem) when (Refusal(problem) is not null)
        {
            _logger.FileRefused();
            return new ImportOutcome.Refused(fileName, Refusal(problem)!);
        }
    }

    private static string? Refusal(Exception problem) => problem switch
    {
        ImportRefusedException => problem.Message,
        SqliteException { SqliteErrorCode: SqliteBusy } => "ほかのプログラムが書き込み中です。しばらくしてからもう一度お試しください",
        OpenXmlPackageException or FileFormatException or System.Xml.XmlException => "Excel のブックが壊れています",
        System.Text.DecoderFallbackException => "文字コードが途中で変わっています",
        InvalidDataException or EndOfStreamException => "ファイルが壊れているか、途中で切れています",
        IOException or UnauthorizedAccessException => "ファイルを読み取れません",
        _ => null,
    };

    /// <summary>When another import commits while this one reads, the file is read again, this time under the lock.</summary>
    private ImportReport RunFileOrAgain(string path, ImportSettings settings, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return RunFile(path, settings, false, now, progress, cancellationToken);
        }
        catch (DirectoryChangedException)
        {
            return RunFile(path, settings, true, now, progress, cancellationToken);
        }
    }

    private ImportReport RunFile(string path, ImportSettings settings, bool lockFirst, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ImportFile file = ImportFile.Inspect(path, cancellationToken);
        string name = NameOf(path, settings);
        DateOnly? day = settings.AsOf ?? DayInName(name);
        using Stream bytes = file.OpenUnpacked();
        if (file.LooksLikeJson)
        {
            return RunJson(file, bytes, name, day, settings, lockFirst, now, progress, cancellationToken);
        }

        using TextReader text = file.Shape == FileShape.Workbook ? TextReader.Null : file.OpenText();
        FileTable table = FileTable.Recognise(file.Shape == FileShape.Workbook ? SheetRows.Read(bytes) : CsvRows.Read(text), isCsv: true);
        return Import(table, name, day, settings, file.Lines, lockFirst, now, progress, cancellationToken);
    }

    private ImportReport RunJson(ImportFile file, Stream bytes, string name, DateOnly? day, ImportSettings settings, bool lockFirst, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (file.Bytes > ImportLimits.JsonBytesMax)
        {
            throw new ImportRefusedException($"JSON が大きすぎます（上限 {ImportLimits.JsonBytesMax >> 20}MB）");
        }

        if (GeoJsonRows.Read(bytes) is { } rows)
        {
            return Import(FileTable.Recognise(rows, isCsv: false), name, day, settings, rows.Count, lockFirst, now, progress, cancellationToken);
        }

        using Stream again = file.OpenUnpacked();
        using System.Text.Json.JsonDocument document = GeoJsonRows.Parse(again);
        return Readers.MunicipalityCodes.Read(document.RootElement) is { } names
            ? ImportGazetteer(name, Readers.MunicipalityCodes.Source, names, names.Count, settings.RejectsPath, lockFirst, now, progress, cancellationToken)
            : throw new ImportRefusedException("この形式の JSON には対応していません");
    }

    private ImportReport Import(FileTable table, string name, DateOnly? day, ImportSettings settings, int lines, bool lockFirst, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        table.Gazetteer is { } gazetteer
            ? ImportGazetteer(name, gazetteer.Source, gazetteer.Read(table.Header, table.Rows), lines, settings.RejectsPath, lockFirst, now, progress, cancellationToken)
            : ImportPlaces(new Work(name, table, DirectorySource.Of(table.Format), day, settings.Complete, lines, now, settings.RejectsPath), lockFirst, progress, cancellationToken);

    private ImportReport ImportPlaces(Work work, bool lockFirst, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        SqliteConnection connection = Connection();
        bool dropsDemo = work.Source.Key != DirectorySource.DemoKey && Scalar(connection, ImportSql.HasDemo) != 0;
        using WriteQueue queue = new(connection, lockFirst || dropsDemo);
        if (dropsDemo)
        {
            Execute(connection, ImportSql.DeleteDemo);
            _state = null;
        }

        DirectoryState state = _state is { } kept && kept.Mark == DirectoryState.ReadMark(connection) ? kept : DirectoryState.Load(connection);
        _state = null; // Until the commit: what a file that fails puts in memory must not outlive it.
        Rejects rejects = new(work.RejectsPath);
        using DirectoryWriter writer = new(connection, queue, state, work.Source, work.ConfirmedOn, work.Now);
        foreach ((PreparedRow? row, ReadRow.Rejected? bad) in Prepared.InBackground(work.Table, cancellationToken))
        {
            if (bad is not null)
            {
                rejects.Add(bad.Line, bad.Reason, bad.Cells);
            }
            else if (writer.Take(row!) is { } problem)
            {
                rejects.Add(row!.Row.Line, problem, [row.Row.Key]);
            }

            Tell(progress, work.FileName, writer.Accepted + rejects.Count, row?.Row.Line ?? bad!.Line, work.Lines);
        }

        writer.Finish(work.Complete);
        ImportReport report = new(
            work.FileName, work.Source.Key, writer.Accepted, writer.Changed, writer.Unchanged, writer.Merged, rejects.Count, writer.Closed,
            Stopwatch.GetElapsedTime(started), rejects.Kept, rejects.Save(storage, work.FileName, work.Table.Header));
        Finish(connection, queue, report, work.Now, cancellationToken);
        state.Mark = DirectoryState.ReadMark(connection);
        state.ForgetTowns();
        _state = state;
        return report with { Took = Stopwatch.GetElapsedTime(started), LockHeld = queue.LockHeld };
    }

    private ImportReport ImportGazetteer(string name, string source, IEnumerable<GazetteerRow> rows, int lines, string? rejectsPath, bool lockFirst, DateTimeOffset now, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        SqliteConnection connection = Connection();
        using WriteQueue queue = new(connection, lockFirst);
        using GazetteerWriter writer = new(connection, queue, source);
        Rejects rejects = new(rejectsPath);
        foreach ((GazetteerRow row, string nameKey, string kanaKey) in Prepared.InBackground(rows, cancellationToken))
        {
            if (row.Problem is not null)
            {
                rejects.Add(row.Line, row.Problem, row.Cells ?? []);
            }
            else
            {
                writer.Take(row, nameKey, kanaKey);
            }

            Tell(progress, name, writer.Accepted + rejects.Count, row.Line, lines);
        }

        writer.Finish();
        ImportReport report = new(
            name, source, writer.Accepted, 0, writer.Unchanged, 0, rejects.Count, writer.Closed, Stopwatch.GetElapsedTime(started), rejects.Kept, rejects.Save(storage, name, null));
        Finish(connection, queue, report, now, cancellationToken);
        return report with { Took = Stopwatch.GetElapsedTime(started), LockHeld = queue.LockHeld };
    }

    /// <summary>The run's row is what a running server looks at to see that the directory changed, so it is part of the same commit.</summary>
    private void Finish(SqliteConnection connection, WriteQueue queue, ImportReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using SqliteCommand command = connection.Statement(ImportSql.InsertRun);
        foreach (string name in (string[])["$file", "$format", "$started", "$finished", "$accepted", "$changed", "$unchanged", "$merged", "$rejected", "$closed"])
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        string file = report.FileName.Length > 200 ? report.FileName[..200] : report.FileName;
        queue.Add(command, file, report.Format, now.UtcTicks, (now + report.Took).UtcTicks, report.Accepted, report.Changed, report.Unchanged, report.Merged, report.Rejected, report.Closed);
        queue.Commit(cancellationToken);
        if (_state is not null)
        {
            _state.Mark = DirectoryState.ReadMark(connection);
        }
    }

    private SqliteConnection Connection()
    {
        if (_connection is null)
        {
            _connection = Sqlite.Open(storage);
            // 128 MB of pages in memory while a country's indexes are built; what an import overwrites was public, so it need not be wiped.
            Execute(_connection, "PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=OFF;");
        }

        return _connection;
    }

    private static void Tell(IProgress<ImportProgress>? progress, string fileName, int rows, int line, int lines)
    {
        const int EveryRows = 512;
        if (progress is not null && rows % EveryRows == 0)
        {
            progress.Report(new ImportProgress(fileName, rows, line, lines));
        }
    }

    private static long Scalar(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.Statement(text);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.Statement(text);
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"(?<![0-9])(?<year>20[0-9]{2})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>[0-3][0-9]))?|(?<month>0[1-9]|1[0-2])(?<day>[0-3][0-9]))(?![0-9])")]
    private static partial Regex DayOfName();

    private sealed record Work(string FileName, FileTable Table, DirectorySource Source, DateOnly? ConfirmedOn, bool Complete, int Lines, DateTimeOffset Now, string? RejectsPath = null);
}
