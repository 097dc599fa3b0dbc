using Xunit;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>Files beside the repository that are never copied into it. Tests that need one are skipped where it is absent, and fail on CI.</summary>
public static class RealData
{
    /// <summary>Path of a file of <c>../shared</c>.</summary>
    public static string Need(string path)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Zaitaku.Bot.sln")))
        {
            root = root.Parent;
        }

        string file = Path.Combine(root?.FullName ?? "", "..", "shared", path);
        bool exists = File.Exists(file);
        if (!exists && Environment.GetEnvironmentVariable("CI") == "true")
        {
            throw new FileNotFoundException("Real data is needed on CI.", file);
        }

        Skip.IfNot(exists, $"../shared/{path} is not here.");
        return file;
    }
}
