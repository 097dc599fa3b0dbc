using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spectre.Console;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Commands;

/// <summary><c>import FILE… [--complete] [--as-of DATE]</c>: takes open data, gazetteers and the hub's own table into the directory.</summary>
public static class ImportCommand
{
    private const int Failed = 1;
    private const int RejectsShownMax = 5;

    /// <param name="storage">The storage the server uses; null: as the server's own services read it.</param>
    public static Command Create(Func<StorageOptions>? storage = null)
    {
        Argument<string[]> files = new("FILE") { Description = "取り込むファイル（CSV・xlsx・GeoJSON・gz）かフォルダー", Arity = ArgumentArity.OneOrMore };
        Option<bool> complete = new("--complete") { Description = "ファイルにない登録を「閉鎖」にする（その出典のすべてが載っているファイルだけに使う）" };
        Option<string?> asOf = new("--as-of") { Description = "データの時点（2026-04-01 の形）。省くとファイル名の日付" };
        Command command = new("import", "公開データや拠点の一覧を取り込む") { files, complete, asOf };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DateOnly? day = null;
            if (parsed.GetValue(asOf) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly stated))
                {
                    await Console.Error.WriteLineAsync("--as-of は 2026-04-01 の形で書いてください");
                    return Failed;
                }

                day = stated;
            }

            List<string> paths = Walk(parsed.GetValue(files) ?? []);
            ImportSettings settings = new(parsed.GetValue(complete), day);
            return await RunAsync(storage?.Invoke() ?? await FromServicesAsync(), paths, settings, TimeProvider.System, AnsiConsole.Console, cancellationToken);
        });
        return command;
    }

    /// <summary>Imports the files one after the other; 0 when all were taken, 1 when any was refused.</summary>
    public static async Task<int> RunAsync(
        StorageOptions storage, IReadOnlyList<string> paths, ImportSettings settings, TimeProvider clock, IAnsiConsole console, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(clock);
        using HouseLock house = HouseLock.Enter(storage);
        await OpenAsync(storage, cancellationToken);
        List<ImportOutcome> outcomes = [];
        using ImportPass pass = new(storage);
        long started = clock.GetTimestamp();
        foreach (string path in paths)
        {
            ImportOutcome outcome = console.Profile.Capabilities.Interactive
                ? await WithBarAsync(console, path, progress => pass.RunAsync(path, settings, clock.GetUtcNow(), progress, cancellationToken))
                : await pass.RunAsync(path, settings, clock.GetUtcNow(), null, cancellationToken);
            outcomes.Add(outcome);
            Tell(console, outcome);
        }

        TellTotal(console, outcomes, clock.GetElapsedTime(started));
        return outcomes.Count > 0 && outcomes.All(outcome => outcome is ImportOutcome.Done) ? 0 : Failed;
    }

    private static async Task<StorageOptions> FromServicesAsync()
    {
        await using ServiceProvider services = CommandHost.Build();
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }

    private static async Task OpenAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        Sqlite.PrepareDataDirectory(storage);
        await using ZaitakuDb db = Sqlite.NewContext(storage);
        await Sqlite.MigrateAsync(db, storage, cancellationToken);
    }

    /// <summary>Folders stand for the files in them, in the order of their names.</summary>
    private static List<string> Walk(string[] given)
    {
        List<string> paths = [];
        foreach (string path in given)
        {
            paths.AddRange(Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsTable).Order(StringComparer.Ordinal).Take(FilesMax)
                : [path]);
        }

        return paths;
    }

    private const int FilesMax = 10_000;

    private static bool IsTable(string path) =>
        !path.EndsWith(".rejects.csv", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".GZ" or ".XLSX" or ".GEOJSON" or ".JSON";

    private static async Task<ImportOutcome> WithBarAsync(IAnsiConsole console, string path, Func<IProgress<ImportProgress>, Task<ImportOutcome>> import)
    {
        ImportOutcome? outcome = null;
        await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async bars =>
            {
                ProgressTask bar = bars.AddTask(Markup.Escape(Path.GetFileName(path)));
                outcome = await import(new Bar(bar, Path.GetFileName(path)));
                bar.Value = bar.MaxValue;
            });
        return outcome!;
    }

    private static void Tell(IAnsiConsole console, ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Refused refused:
                console.Profile.Out.Writer.WriteLine($"× {refused.FileName}: {refused.Problem}。何も変更していません");
                break;
            case ImportOutcome.Done { Report: { } report }:
                console.Profile.Out.Writer.WriteLine(
                    $"○ {report.FileName}（{report.Format}）: 受付 {report.Accepted:N0}（新規 {report.New:N0}・変更 {report.Changed:N0}・変更なし {report.Unchanged:N0}）、統合 {report.Merged:N0}、"
                    + $"不採用 {report.Rejected:N0}、閉鎖 {report.Closed:N0}、{Rate(report.Accepted + report.Rejected, report.Took)}");
                foreach (RejectedRow row in report.Rejects.Take(RejectsShownMax))
                {
                    console.Profile.Out.Writer.WriteLine($"    {row.Line}行目: {row.Reason}");
                }

                if (report.RejectsFile is not null)
                {
                    console.Profile.Out.Writer.WriteLine($"    不採用の一覧: {report.RejectsFile}");
                }

                break;
        }
    }

    private static void TellTotal(IAnsiConsole console, List<ImportOutcome> outcomes, TimeSpan took)
    {
        ImportReport[] done = [.. outcomes.OfType<ImportOutcome.Done>().Select(outcome => outcome.Report)];
        console.Profile.Out.Writer.WriteLine(
            $"{done.Length:N0}ファイル（不可 {outcomes.Count - done.Length:N0}）: 受付 {done.Sum(report => report.Accepted):N0}、統合 {done.Sum(report => report.Merged):N0}、"
            + $"不採用 {done.Sum(report => report.Rejected):N0}、{Rate(done.Sum(report => report.Accepted + report.Rejected), took)}");
    }

    private static string Rate(int rows, TimeSpan took) => $"{took.TotalSeconds:0.0}秒（毎秒 {rows / Math.Max(took.TotalSeconds, 0.001):N0}行）";

    /// <summary>Shows lines against the lines counted beforehand; without a count the bar only spins.</summary>
    private sealed class Bar(ProgressTask task, string name) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.IsIndeterminate = value.LinesTotal == 0;
            task.MaxValue = Math.Max(1, value.LinesTotal);
            task.Value = value.Line;
            double seconds = task.ElapsedTime?.TotalSeconds ?? 0;
            task.Description = $"{Markup.Escape(name)} {value.Rows:N0}行 毎秒{(seconds > 0 ? value.Rows / seconds : 0):N0}行";
        }
    }
}
