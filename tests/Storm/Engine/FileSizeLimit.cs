using System.ComponentModel;
using System.Diagnostics;

namespace Zaitaku.Storm;

/// <summary>How far a running process may write into any file: the system's own way to a disk that takes nothing more. Where there is no <c>prlimit</c> (util-linux) the disk never fills.</summary>
internal static class FileSizeLimit
{
    /// <summary>Bytes; nothing of a database fits below it.</summary>
    private const string AlmostNothing = "1024";

    /// <summary>A shell's words that make a program hear an error, where the system would end it otherwise (SIGXFSZ).</summary>
    public const string Ignored = "trap '' XFSZ; exec \"$@\"";

    public static bool CanBeSet()
    {
        try
        {
            using Process asked = Process.Start(new ProcessStartInfo("prlimit", ["--version"]) { RedirectStandardOutput = true })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public static void Set(int process, bool isFull)
    {
        try
        {
            using Process set = Process.Start("prlimit", ["--pid", $"{process}", $"--fsize={(isFull ? AlmostNothing : "unlimited")}:unlimited"]);
            set.WaitForExit(); // That it failed means that the process is gone, and needs no disk.
        }
        catch (Win32Exception)
        {
            // No such command here.
        }
    }
}
