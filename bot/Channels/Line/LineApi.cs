using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Calls the Messaging API once, with a token, and says what came back. A refused token is replaced once; nothing else is repeated here.</summary>
public sealed class LineApi(IHttpClientFactory clients, LineToken tokens, ILogger<LineApi> logger)
{
    /// <summary>LINE's complaints are short; more of it is not read.</summary>
    private const int BodyBytesMax = 64 * 1024;

    public async Task<LineAnswer> CallAsync(HttpMethod method, string path, JsonNode? body, Guid? retryKey, CancellationToken cancellationToken)
    {
        byte[]? bytes = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString(LineJson.WriteOptions));
        (LineAnswer answer, string token) = await TryOnceAsync(method, path, bytes, retryKey, cancellationToken);
        if (answer.Status != (int)HttpStatusCode.Unauthorized || !tokens.IsRenewable)
        {
            return answer;
        }

        // A refused call did nothing, so the same call with a fresh token is safe even without a retry key.
        tokens.Forget(token);
        return (await TryOnceAsync(method, path, bytes, retryKey, cancellationToken)).Answer;
    }

    private async Task<(LineAnswer Answer, string Token)> TryOnceAsync(HttpMethod method, string path, byte[]? body, Guid? retryKey, CancellationToken cancellationToken)
    {
        if (await tokens.GetAsync(cancellationToken) is not { } token)
        {
            return (LineAnswer.Failed(LineFault.NotSent, "no channel access token"), "");
        }

        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (retryKey is { } key)
        {
            request.Headers.Add("X-Line-Retry-Key", key.ToString("D"));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        LineAnswer answer = await SendAsync(request, path, cancellationToken);
        return (answer, token);
    }

    private async Task<LineAnswer> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            using HttpClient client = clients.CreateClient(LineSetup.HttpClientName);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

            // The status is the answer: a body that breaks off afterwards changes nothing about what LINE did.
            LineAnswer answer = LineAnswer.Of(response, await ReadAsync(response, cancellationToken));
            logger.Called(request.Method.Method, path, answer.Status, answer.RequestId, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (HttpRequestException exception)
        {
            LineFault fault = IsBeforeSending(exception.HttpRequestError) ? LineFault.NotSent : LineFault.Doubtful;
            return Failed(request.Method.Method, path, fault, exception.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(request.Method.Method, path, LineFault.Doubtful, "no answer in time");
        }
    }

    private LineAnswer Failed(string method, string path, LineFault fault, string problem)
    {
        logger.CallFailed(method, path, fault, problem);
        return LineAnswer.Failed(fault, problem);
    }

    private static bool IsBeforeSending(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            byte[] buffer = new byte[Math.Min(BodyBytesMax, response.Content.Headers.ContentLength ?? 8 * 1024)];
            int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }
}
