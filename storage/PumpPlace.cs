namespace Zaitaku.Storage;

/// <summary>A pump's place in the data directory: of the servers that share it, one at a time works off a queue. The operating system gives it back even when the program is killed.</summary>
public static class PumpPlace
{
    /// <summary>Waits until the place is free.</summary>
    /// <param name="tell">Called once, when another program has it.</param>
    public static async Task<FileStream> TakeAsync(StorageOptions storage, string name, TimeSpan lookEvery, Action tell, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(tell);
        string file = Path.Combine(Path.GetFullPath(storage.DataDirectory), name);
        for (bool isTold = false; ; isTold = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (!isTold)
                {
                    tell();
                }

                await Task.Delay(lookEvery, cancellationToken);
            }
        }
    }
}
