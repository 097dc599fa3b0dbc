namespace Zaitaku.Bot.Hosting;

/// <summary>Whether what the program prints is kept by systemd's journal, where more people read it, and longer, than a terminal.</summary>
internal static class Journal
{
    /// <summary>systemd.exec(5): device and inode of what standard output was connected to.</summary>
    private const string Stream = "JOURNAL_STREAM";

    private const string Output = "/proc/self/fd/1";

    public static bool KeepsOutput() => Keeps(Environment.GetEnvironmentVariable(Stream), new FileInfo(Output).LinkTarget);

    /// <param name="stream">As systemd says, such as <c>8:4711</c>. Inherited by whatever is started from a service, so it counts only where it names the same socket.</param>
    /// <param name="output">What standard output is, such as <c>socket:[4711]</c>.</param>
    public static bool Keeps(string? stream, string? output) => stream?.Split(':') is [_, { Length: > 0 } inode] && output == $"socket:[{inode}]";
}
