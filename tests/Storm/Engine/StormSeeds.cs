using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>Storms side by side, each in a folder of its own: <c>log.jsonl</c> and <c>data</c> are all that the judge gets to see.</summary>
/// <param name="program">Path of Zaitaku.Bot.dll, for real processes.</param>
/// <param name="judge">Path of judge.py.</param>
public sealed class StormSeeds(string program, string judge)
{
    /// <summary>Torn storms mostly calculate; real ones mostly start and wait.</summary>
    private const int TornAtOnceMax = 2;

    private const int RealAtOnceMax = 3;

    /// <summary>A disk in memory where there is one: a torn disk is a copy of the files as every process sees them, so a flush adds time to it and nothing else. Real processes get a real disk.</summary>
    private const string MemoryDisk = "/dev/shm";
    private const int TornJudgedAtOnceMax = 100;
    private const int RealJudgedAtOnceMax = 20;

    private static readonly DateTimeOffset FirstMorning = new(2026, 4, 1, 6, 0, 0, TimeSpan.FromHours(9));

    /// <summary>Folders of storms somebody should look at stay; the others go.</summary>
    /// <param name="enough">No further storms begin once it is cancelled; there are then as many verdicts as storms were fought.</param>
    public async Task<IReadOnlyList<StormVerdict>> RunAsync(IReadOnlyCollection<int> torn, IReadOnlyCollection<int> real, Action<StormVerdict>? told = null, CancellationToken enough = default)
    {
        _ = Sqlite.NativeVersion(); // Before any connection: two native libraries in one process do not go together.
        string memory = Directory.Exists(MemoryDisk) ? MemoryDisk : Path.GetTempPath();
        Task<StormVerdict[]>[] both = 
        [
            RunAsync(torn.Chunk(TornJudgedAtOnceMax), memory, TornAtOnceMax, TornAsync, told, enough),
            RunAsync(real.Chunk(RealJudgedAtOnceMax), Path.GetTempPath(), RealAtOnceMax, RealAsync, told, enough),
        ];
        return [.. (await Task.WhenAll(both)).SelectMany(verdicts => verdicts)];
    }

    private async Task<StormVerdict[]> RunAsync(IEnumerable<int[]> chunks, string disk, int atOnceMax, Func<int, string, Task> run, Action<StormVerdict>? told, CancellationToken enough)
    {
        List<StormVerdict> verdicts = [];
        foreach (int[] some in chunks.TakeWhile(_ => !enough.IsCancellationRequested))
        {
            List<string> folders = [];
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = atOnceMax }, async (seed, _) =>
            {
                string folder = Directory.CreateDirectory(Path.Combine(disk, $"zaitaku-storm-{seed}-{Path.GetRandomFileName()}")).FullName;
                lock (folders)
                {
                    folders.Add(folder);
                }

                await run(seed, folder);
            });
            foreach (StormVerdict verdict in await StormVerdict.AskAsync(judge, folders))
            {
                verdicts.Add(verdict);
                told?.Invoke(verdict);
                if (verdict.Violations.Count == 0)
                {
                    Directory.Delete(verdict.Folder, recursive: true);
                }
            }
        }

        return [.. verdicts];
    }

    private static async Task TornAsync(int seed, string folder)
    {
        FakeClock clock = new(FirstMorning + TimeSpan.FromHours(seed % 24));
        using FakeLog log = new(Path.Combine(folder, "log.jsonl"));
        FakeLine line = new(clock) { Log = log };
        await using TornProgram torn = new(line, clock, folder);
        await new StormRun(seed, torn, line, log).RunAsync();
        await torn.DisposeAsync();
        Directory.Move(torn.DataDirectory, Path.Combine(folder, "data"));
    }

    private async Task RealAsync(int seed, string folder)
    {
        using FakeLog log = new(Path.Combine(folder, "log.jsonl"));
        FakeLine line = new(TimeProvider.System) { Log = log };
        await using FakeLineServer server = await FakeLineServer.StartAsync(line, 0);
        await using RealProgram real = new(program, line, server.Address, folder);
        await new StormRun(seed, real, line, log).RunAsync();
        await real.DisposeAsync();
        Directory.Move(real.DataDirectory, Path.Combine(folder, "data"));
    }
}
