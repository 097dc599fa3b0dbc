using System.Buffers;

namespace Zaitaku.Bot.Channels;

/// <summary>Reads what a platform posts to us, up to a limit.</summary>
internal static class RequestBody
{
    private const int ReadBytes = 16 * 1024;

    /// <returns>The bytes as they came, or null when there are more than <paramref name="bytesMax"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax)
        {
            return null;
        }

        using MemoryStream body = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > bytesMax)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }
}
