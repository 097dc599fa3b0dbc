using System.Diagnostics;
using System.Text;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The platforms' own npm packages (tests/Node, installed by <c>npm ci --prefix tests/Node</c>) and their contracts (../shared).
/// Without them such tests are skipped with the reason; with CI=true they fail.</summary>
internal static class Judges
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    public static string NodeFolder => Path.Combine(Needs.Root, "tests", "Node");

    public static string Contract(string file) => Path.Combine(Needs.Root, "..", "shared", "contracts", "line", file);

    public static string Prism => Path.Combine(NodeFolder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");

    public static void RequireNode() => Needs.That(File.Exists(Prism), "the judges are not installed: run npm ci --prefix tests/Node");

    /// <param name="package">Such as <c>botframework-connector</c>.</param>
    public static void RequireNode(string package) =>
        Needs.That(File.Exists(Path.Combine(NodeFolder, "node_modules", package, "package.json")), $"{package} is not installed: run npm ci --prefix tests/Node");

    public static void RequireContracts()
    {
        RequireNode();
        Needs.Shared("contracts", "line", "messaging-api.yml");
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
}
