namespace Zaitaku.Bot.Hosting;

/// <summary>How this very program is called from where the person stands, to be copied from a notice.</summary>
/// <param name="ProcessPath">The running executable: the program itself, or <c>dotnet</c> with it.</param>
/// <param name="BaseDirectory">Where the program lies.</param>
/// <param name="CurrentDirectory">Where it was started.</param>
public sealed record OwnCommand(string ProcessPath, string BaseDirectory, string CurrentDirectory)
{
    private const string Name = "Zaitaku.Bot";

    /// <summary>From source the output lies in bin/Debug/net10.0 of the project.</summary>
    private const string FromOutputToProject = "../../..";

    public static OwnCommand Running() => new(Environment.ProcessPath ?? Name, AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    /// <returns>Such as <c>dotnet run --project bot -- import</c> from source, <c>./Zaitaku.Bot import</c> where it was published.</returns>
    public string With(string arguments)
    {
        string project = Path.GetFullPath(Path.Combine(BaseDirectory, FromOutputToProject));
        if (File.Exists(Path.Combine(project, $"{Name}.csproj")))
        {
            return $"dotnet run --project {Seen(project)} -- {arguments}";
        }

        return Path.GetFileNameWithoutExtension(ProcessPath) == "dotnet"
            ? $"dotnet {Seen(Path.Combine(BaseDirectory, $"{Name}.dll"))} {arguments}"
            : $"{Callable(Seen(ProcessPath))} {arguments}";
    }

    /// <summary>The path as seen from the current directory; whole where that would climb out of it.</summary>
    private string Seen(string path)
    {
        string relative = Path.GetRelativePath(CurrentDirectory, path);
        string shown = relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
        return shown.Contains(' ') ? $"\"{shown}\"" : shown;
    }

    /// <summary>A shell looks for a bare name elsewhere than in the current directory.</summary>
    private static string Callable(string path) => path.Contains('/') || path.Contains('\\') ? path : Path.Combine(".", path);
}
