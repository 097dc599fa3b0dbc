using System.Security.Cryptography;

namespace Zaitaku.Scheduler.Backups;

/// <summary>Copies bytes and tells what they were.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 1 << 17;

    /// <param name="bytesMax">More than this is refused: a small archive can unpack to a large disk.</param>
    /// <returns>How many bytes.</returns>
    public static async Task<long> RunAsync(Stream from, Stream to, IncrementalHash hash, long bytesMax, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        long length = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            length += read;
            if (length > bytesMax)
            {
                throw new InvalidDataException("An entry is longer than the archive says.");
            }

            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return length;
    }
}
