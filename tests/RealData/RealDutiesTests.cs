using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Scheduler.Rota;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.RealData;

/// <summary>Two real tables of duties: who is on duty at every minute is what oncall.py, which shares no code with the product, works out of the same files.</summary>
public sealed class RealDutiesTests
{
    private const string City = "kyukyu_touban_2026-05-25_2026-08-31.csv";
    private const string Versions = "schedule_all_versions.csv";

    /// <summary>The script reads 460 rows.</summary>
    private static readonly TimeSpan ScriptMax = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Task<ILookup<string, Change>>> Expected = new(ComputeAsync);

    private static string Folder => Needs.Shared("data", "oncall");

    [SkippableTheory]
    [InlineData(City, 182, 182, 0)]
    [InlineData(Versions, 277, 293, 20)] // 257 rows hold, 36 of them two spans each; twelve days were published again
    public void Read_ARealTable_LeavesNothingUnread(string file, int rows, int duties, int superseded)
    {
        DutyTable table = DutyTableReader.Read(Path.Combine(Folder, file), file);
        Assert.Empty(table.Problems);
        Assert.Equal((rows, duties, superseded, 0, 0), (table.RowsRead, table.Rows.Count, table.Superseded, table.Duplicates, table.Empty));
        Assert.All(table.Rows, row => Assert.Equal(file == City, row.Phone.Length > 0));
        Assert.Contains(table.Rows, row => row.EndMinute == 1440 + 510);
    }

    /// <summary>The second versions of the real table change how hours are typed and nobody's duty, so the first ones are made to say something else here.</summary>
    [SkippableFact]
    public void Read_WhereTheOlderVersionSaidSomethingElse_TheNewerHolds()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, Versions));
        string[] changed = [.. lines.Select(line => Regex.Replace(line, @"^(2025-12-[23][0-9],[^,]*,[^,]*,)[^,]*,[^,]*(,2025-11-30,)", "$1みほん医院,10:00～11:00$2"))];
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, changed);
            Assert.Equal(20, lines.Zip(changed).Count(line => line.First != line.Second));
            Assert.Equal(DutyTableReader.Read(Path.Combine(Folder, Versions), Versions).Rows, DutyTableReader.Read(path, Versions).Rows);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SkippableFact]
    public void Read_TheCitysPhones_LosesTheirDayAndKeepsBothNumbers()
    {
        DutyTable table = DutyTableReader.Read(Path.Combine(Folder, City), City);
        Assert.DoesNotContain(table.Rows, row => row.Phone.Contains('月') || row.Phone.Contains('（'));
        Assert.Equal(7, table.Rows.Count(row => row.Phone.Contains("／夜 ", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [InlineData(City)]
    [InlineData(Versions)]
    public async Task OnDutyAt_EveryMinuteOfARealTable_IsWhatTheScriptSays(string file)
    {
        Change[] changes = await ExpectedAsync(file);
        Duties duties = Duties.Of(DutyTableReader.Read(Path.Combine(Folder, file), file));
        Assert.Equal((changes[0].At, changes[^1].At), (duties.Shifts.Min(shift => shift.StartsAt), duties.Shifts.Max(shift => shift.EndsAt)));
        List<string> differences = [];
        int minutes = 0;
        for (int at = 0; at + 1 < changes.Length; at++)
        {
            HashSet<string> expected = changes[at].Set();
            DutyShift[] near = [.. duties.Shifts.Where(shift => shift.StartsAt <= changes[at + 1].At && shift.EndsAt >= changes[at].At)];
            for (DateTimeOffset minute = changes[at].At; minute < changes[at + 1].At; minute = minute.AddMinutes(1), minutes++)
            {
                HashSet<string> actual = duties.On(near, minute);
                if (!expected.SetEquals(actual))
                {
                    differences.Add($"{OfficeTime.InTokyo(minute):yyyy-MM-dd HH:mm}: {string.Join('、', expected)} / {string.Join('、', actual)}");
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {minutes} minutes differ, first: {differences.FirstOrDefault()}");
        Assert.Equal((int)(changes[^1].At - changes[0].At).TotalMinutes, minutes);
        Assert.True(minutes > 90 * 1440, "Three months at least.");
        Assert.Empty(duties.On(duties.Shifts, changes[0].At.AddMinutes(-1)));
        Assert.Empty(duties.On(duties.Shifts, changes[^1].At));
    }

    [SkippableTheory]
    [InlineData(City)]
    [InlineData(Versions)]
    public async Task Timeline_OfEverySeat_ChangesWhenTheScriptSays(string file)
    {
        Change[] changes = await ExpectedAsync(file);
        Duties duties = Duties.Of(DutyTableReader.Read(Path.Combine(Folder, file), file));
        DutySpan[] spans = [.. duties.Seats.SelectMany(seat => RotaRules.Timeline(duties.Shifts, seat, changes[0].At, changes[^1].At)).Where(span => span.Shift is not null)];
        DateTimeOffset[] edges = [.. spans.SelectMany(span => new[] { span.StartsAt, span.EndsAt }).Distinct().Order()];
        Assert.Empty(changes.Select(change => change.At).Except(edges));
        Assert.All(edges, edge => Assert.Equal(Array.FindLast(changes, change => change.At <= edge)!.Set(), duties.Names(spans.Where(span => span.StartsAt <= edge && edge < span.EndsAt))));
    }

    [SkippableTheory]
    [InlineData(City)]
    [InlineData(Versions)]
    public void Colour_ARealTable_NeedsAsManySeatsAsAreOnAtOnce_AndNoOrderChangesThem(string file)
    {
        SeatSpan[] spans = [.. DutyTableReader.Read(Path.Combine(Folder, file), file).Rows.Select(Duties.SpanOf)];
        IReadOnlyList<string> seats = SeatColouring.Colour(spans);
        foreach (IGrouping<string, SeatSpan> department in spans.GroupBy(span => span.Department))
        {
            int most = department.Max(one => department.Count(other => other.StartsAt <= one.StartsAt && one.StartsAt < other.EndsAt));
            Assert.Equal(Enumerable.Range(1, most).Select(seat => $"{department.Key} {seat}"), spans.Zip(seats).Where(one => one.First.Department == department.Key).Select(one => one.Second).Distinct().Order());
        }

        Assert.Equal(seats, SeatColouring.Colour([.. spans.Reverse()]).Reverse());
    }

    private static async Task<Change[]> ExpectedAsync(string file)
    {
        _ = Folder;
        Needs.That(await CanRunPythonAsync(), "python3 is not here");
        return [.. (await Expected.Value)[file]];
    }

    private static async Task<ILookup<string, Change>> ComputeAsync()
    {
        using CancellationTokenSource limit = new(ScriptMax);
        using Process python = Start("-B", Path.Combine(Needs.Root, "tests", "RealData", "oncall.py"), Folder);
        Task<string> complaint = python.StandardError.ReadToEndAsync(limit.Token);
        string answers = await python.StandardOutput.ReadToEndAsync(limit.Token);
        await python.WaitForExitAsync(limit.Token);
        Assert.True(python.ExitCode == 0, $"oncall.py failed: {await complaint}");
        return answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Change>(line, Json)!).ToLookup(change => change.File);
    }

    private static async Task<bool> CanRunPythonAsync()
    {
        try
        {
            using Process python = Start("--version");
            await python.WaitForExitAsync();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;

    /// <summary>One line of the script: who is on from this instant to the next line's.</summary>
    private sealed record Change(string File, DateTimeOffset At, string[][] On)
    {
        public HashSet<string> Set() => [.. On.Select(one => $"{one[0]}（{one[1]}）")];
    }

    /// <summary>A table as the product would keep it: one shift per row, seats by colouring.</summary>
    private sealed record Duties(DutyShift[] Shifts, int[] Seats, string[] Departments, string[] Holders)
    {
        public static SeatSpan SpanOf(DutyRow row) =>
            new(row.Department, NameRules.KeyOf(row.Holder), OfficeTime.At(row.Day, row.StartMinute), OfficeTime.At(row.Day, row.EndMinute));

        public static Duties Of(DutyTable table)
        {
            SeatSpan[] spans = [.. table.Rows.Select(SpanOf)];
            IReadOnlyList<string> names = SeatColouring.Colour(spans);
            string[] seats = [.. names.Distinct()];
            string[] holders = [.. table.Rows.Select(row => row.Holder).Distinct()];
            DutyShift[] shifts = [.. spans.Select((span, at) => new DutyShift { Id = at, SeatId = Array.IndexOf(seats, names[at]), HolderId = Array.IndexOf(holders, table.Rows[at].Holder), StartsAt = span.StartsAt, EndsAt = span.EndsAt })];
            return new Duties(shifts, [.. Enumerable.Range(0, seats.Length)], [.. seats.Select(seat => seat[..seat.LastIndexOf(' ')])], holders);
        }

        public HashSet<string> On(DutyShift[] near, DateTimeOffset at) => [.. Seats.Select(seat => RotaRules.OnDutyAt(near, seat, at)).OfType<DutyShift>().Select(Name)];

        public HashSet<string> Names(IEnumerable<DutySpan> spans) => [.. spans.Select(span => Name(span.Shift!))];

        private string Name(DutyShift shift) => $"{Holders[shift.HolderId!.Value]}（{Departments[shift.SeatId]}）";
    }
}
