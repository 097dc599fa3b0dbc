using System.Runtime.CompilerServices;
using Xunit;

namespace Zaitaku.Tests;

/// <summary>What a test needs from outside the project. Absent: skipped with a reason; on CI: failed, so that nothing is skipped there unseen.</summary>
public static class Needs
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path under ../shared, which a stranger's clone does not have.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.Combine([Root, "..", "shared", .. parts]);
        That(File.Exists(path) || Directory.Exists(path), $"../shared/{string.Join('/', parts)} is not here");
        return path;
    }

    /// <summary>Skips (fails on CI) unless the condition holds.</summary>
    public static void That(bool isHere, string reason)
    {
        if (!isHere && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"On CI nothing may be missing: {reason}");
        }

        Skip.IfNot(isHere, reason);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        DirectoryInfo? folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Zaitaku.Bot.sln is not above the tests.");
    }
}
