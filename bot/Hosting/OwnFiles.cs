using System.Runtime.InteropServices;

namespace Zaitaku.Bot.Hosting;

/// <summary>Files this process makes are readable by its owner only: the database's journals, keys, uploads, logs, rejects.</summary>
internal static class OwnFiles
{
    /// <summary>Octal 077: nothing for the group, nothing for others.</summary>
    private const uint NobodyElse = 0x3F;

    public static void Only()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(NobodyElse);
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint SetMask(uint mask);
}
