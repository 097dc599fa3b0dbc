using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.RealData;

/// <summary>The questions of questions.tsv with what answers.py, which shares no code with the product, expects of them.</summary>
public static class RealAnswers
{
    /// <summary>The script reads some 450,000 rows; it takes 15 seconds on two slow cores.</summary>
    private static readonly TimeSpan ScriptMax = TimeSpan.FromMinutes(3);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Task<IReadOnlyDictionary<string, Expectation>>> Expectations = new(ComputeAsync);

    /// <summary>The folder that holds Zaitaku.Bot.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string Data => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    public static IReadOnlyList<RealQuestion> Questions { get; } = [.. ReadQuestions()];

    public static async Task<Expectation> ForAsync(string id)
    {
        SkipUnless(Directory.Exists(Data), "The real data (../shared/data) is not here.");
        SkipUnless(CanRunPython(), "python3 is not here.");
        return (await Expectations.Value)[id];
    }

    /// <summary>Skips with a reason, but on the build server what is missing is a failure.</summary>
    private static void SkipUnless(bool isPresent, string reason)
    {
        Assert.True(isPresent || Environment.GetEnvironmentVariable("CI") != "true", reason);
        Skip.IfNot(isPresent, reason);
    }

    private static IEnumerable<RealQuestion> ReadQuestions()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(Root, "tests", "RealData", "questions.tsv")).Where(line => !line.StartsWith('#'))];
        foreach (string[] cells in lines.Skip(1).Select(line => line.Split('\t')))
        {
            double[] at = [.. cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            yield return new RealQuestion(
                cells[0], cells[1].Split('+'), RoleOf(cells[2]), at.Length == 2 ? (at[0], at[1]) : null,
                DateTimeOffset.Parse(cells[4], CultureInfo.InvariantCulture), cells[5]);
        }
    }

    private static Role RoleOf(string id) => Roles.TryParse(id, out Role role) ? role : throw new InvalidDataException($"questions.tsv names a role {id}.");

    private static async Task<IReadOnlyDictionary<string, Expectation>> ComputeAsync()
    {
        using CancellationTokenSource limit = new(ScriptMax);
        using Process python = Start("-B", Path.Combine(Root, "tests", "RealData", "answers.py"), Data);
        Task<string> complaint = python.StandardError.ReadToEndAsync(limit.Token);
        string answers = await python.StandardOutput.ReadToEndAsync(limit.Token);
        await python.WaitForExitAsync(limit.Token);
        Assert.True(python.ExitCode == 0, $"answers.py failed: {await complaint}");
        return JsonSerializer.Deserialize<Expectation[]>(answers, Json)!.ToDictionary(expected => expected.Id);
    }

    private static bool CanRunPython()
    {
        try
        {
            using Process python = Start("--version");
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Zaitaku.Bot.sln is in no folder above the tests.");
    }
}
