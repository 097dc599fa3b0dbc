using System.Buffers;

namespace Zaitaku.Bot.Channels;

/// <summary>Reads what a platform posts to us, up to a limit.</summary>
internal static class RequestBody
{
    private const int ReadBytes = 16 * 1024;

    /// <returns>The bytes as they came, or null when there are more than <paramref name="bytesMax"/>.</returns>
    /// <exception cref="BadHttpRequestException">The body breaks off, or lies about its length. The sender's mistake, not ours: 400.</exception>
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
            while ((read = await ReadAsync(request, buffer, cancellationToken)) > 0)
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

    /// <summary>The server tells of a chunk longer than any number, and of a caller who is gone, in words of its own.</summary>
    private static async Task<int> ReadAsync(HttpRequest request, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body cannot be read to its end.", broken);
        }
    }
}
