using System.Diagnostics;
using System.Text;
using Xunit;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The platforms' own npm packages (tests/Node, installed by <c>npm ci --prefix tests/Node</c>) and their contracts (../shared).
/// Without them such tests are skipped with the reason; with CI=true they fail.</summary>
internal static class Judges
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    public static string Root { get; } = FindRoot();

    public static string NodeFolder => Path.Combine(Root, "tests", "Node");

    public static string Contract(string file) => Path.Combine(Root, "..", "shared", "contracts", "line", file);

    public static string Prism => Path.Combine(NodeFolder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");

    public static void RequireNode() => Require(File.Exists(Prism), "the judges are not installed: run npm ci --prefix tests/Node");

    public static void RequireContracts()
    {
        RequireNode();
        Require(File.Exists(Contract("messaging-api.yml")), "../shared/contracts/line is not here");
    }

    /// <summary>Runs a script to its end, giving it one text and taking what it prints.</summary>
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        using Process process = StartNode([script, .. arguments]);
        using CancellationTokenSource limit = new(AnswerWithin);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} failed: {await errors}");
    }

    public static Process StartNode(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("node", arguments)
        {
            WorkingDirectory = NodeFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
    }

    private static void Require(bool isThere, string reason)
    {
        if (!isThere && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Skip.IfNot(isThere, reason);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Zaitaku.Bot.sln is not above the tests.");
    }
}
