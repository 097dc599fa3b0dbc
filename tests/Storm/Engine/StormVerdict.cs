using System.Diagnostics;
using System.Text.Json;

namespace Zaitaku.Storm;

/// <summary>What the judge, a process of its own, found in one storm's log and database.</summary>
public sealed record StormVerdict(string Folder, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public int Seed => int.TryParse(Path.GetFileName(Folder).Split('-').ElementAtOrDefault(2), out int seed) ? seed : 0;

    public int Count(string what) => Counts.GetValueOrDefault(what);

    /// <summary>False where there is no python3.</summary>
    public static bool CanAsk()
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("python3", ["-c", "import sqlite3"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public static async Task<IReadOnlyList<StormVerdict>> AskAsync(string judge, IEnumerable<string> folders)
    {
        string[] all = [.. folders];
        using Process python = Process.Start(new ProcessStartInfo("python3", ["-B", judge, .. all]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> complaint = python.StandardError.ReadToEndAsync();
        string said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        StormVerdict[] verdicts = [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<StormVerdict>(line, Names)!)];
        return verdicts.Length == all.Length ? verdicts : throw new InvalidOperationException($"The judge gave no verdict: {await complaint}");
    }
}
