namespace Zaitaku.Storage;

/// <summary>Files and folders that nobody but their owner can read, from the first byte on. They hold what people said, and their keys.</summary>
public static class OwnFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static FileStream Open(string path, FileMode mode, FileShare share, FileOptions options = FileOptions.None)
    {
        FileStreamOptions own = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, Options = options };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
        {
            own.UnixCreateMode = Mode; // Only where the file may be made: .NET refuses it otherwise.
        }

        return new FileStream(path, own);
    }

    /// <summary>Makes the folder, and those above it that are missing.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Mode | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Takes away what others may do with a file that was there before.</summary>
    public static void Tighten(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Mode);
        }
    }
}
