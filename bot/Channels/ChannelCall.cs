using System.Diagnostics;
using System.Text;

namespace Zaitaku.Bot.Channels;

/// <summary>One HTTP call to a platform. Nothing is repeated here.</summary>
internal static class ChannelCall
{
    /// <summary>What is read at once of an answer that does not say how long it is.</summary>
    private const int FirstReadBytes = 8 * 1024;

    /// <param name="bodyBytesMax">More of the answer is not read.</param>
    /// <param name="answered">Makes the answer of a response and its text.</param>
    /// <param name="failed">Makes it where there was no response; told what went wrong, without addresses.</param>
    public static async Task<(TAnswer Answer, long Milliseconds)> SendAsync<TAnswer>(HttpClient client, HttpRequestMessage request, int bodyBytesMax,
        Func<HttpResponseMessage, string, TAnswer> answered, Func<CallFault, string, TAnswer> failed, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        TAnswer answer;
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

            // The status is the answer: a body that breaks off afterwards changes nothing about what was done.
            answer = answered(response, await ReadAsync(response, bodyBytesMax, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            answer = failed(IsBeforeSending(exception.HttpRequestError) ? CallFault.NotSent : CallFault.Doubtful, exception.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = failed(CallFault.Doubtful, "no answer in time");
        }

        return (answer, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static bool IsBeforeSending(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static async Task<string> ReadAsync(HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            byte[] buffer = new byte[Math.Clamp(response.Content.Headers.ContentLength ?? FirstReadBytes, 1, bytesMax)];
            int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            while (length == buffer.Length && length < bytesMax && response.Content.Headers.ContentLength is null)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 4, bytesMax));
                length += await stream.ReadAtLeastAsync(buffer.AsMemory(length), buffer.Length - length, throwOnEndOfStream: false, cancellationToken);
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }
}
