namespace Zaitaku.Tests.Tidy;

/// <summary>The project's own source files, without what is built or installed.</summary>
public static class SourceTree
{
    private static readonly string[] Passed = ["/bin/", "/obj/", "/node_modules/", "/artifacts/", "/Migrations/"];

    public static IReadOnlyList<(string Path, string Text)> CSharp(params string[] folders) =>
    [
        .. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Needs.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Passed.Any(file.Replace('\\', '/').Contains))
            .Select(file => (Path.GetRelativePath(Needs.Root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal),
    ];
}
