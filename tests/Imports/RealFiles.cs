using Xunit;
namespace Zaitaku.Tests.Imports;

/// <summary>The real data beside the project, where it is there. On a build machine (CI=true) its absence is a failure.</summary>
public static class RealFiles
{
    /// <summary>The folder that holds Zaitaku.Bot.sln.</summary>
    public static string ProjectRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Zaitaku.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Zaitaku.Bot.sln is in no folder above the tests.");
    }

    public static string Folder => Path.Combine(ProjectRoot(), "..", "shared", "data");

    public static bool AreHere => Directory.Exists(Folder);

    /// <summary>Skips the test where the data is absent, with the reason.</summary>
    public static void Needed()
    {
        bool isBuildMachine = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.True(AreHere || !isBuildMachine, "../shared/data is needed on the build machine.");
        Skip.IfNot(AreHere, "../shared/data is not here.");
    }

    public static string Of(string name) => Path.Combine(Folder, name);
}
