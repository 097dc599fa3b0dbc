using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Calls the Messaging API once, with a token, and says what came back. A refused token is replaced once; nothing else is repeated here.</summary>
public sealed class LineApi(IHttpClientFactory clients, LineToken tokens, IOptions<LineOptions> options, TimeProvider clock, ILogger<LineApi> logger)
{
    /// <summary>LINE's complaints are short, its longest list (1,000 rich menus of six areas) is about 2 MB; more is not read.</summary>
    private const int BodyBytesMax = 4 * 1024 * 1024;

    public Task<LineAnswer> CallAsync(HttpMethod method, string path, JsonNode? body, Guid? retryKey, CancellationToken cancellationToken) =>
        CallAsync(method, new Uri(path, UriKind.Relative), body is null ? null : new Content(Encoding.UTF8.GetBytes(body.ToJsonString(ChannelJson.WriteOptions)), "application/json"), retryKey, cancellationToken);

    /// <summary>Posts a picture, which goes to the host of contents (<see cref="LineOptions.DataApiBaseUrl"/>).</summary>
    public Task<LineAnswer> UploadAsync(string path, ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, new Uri(new Uri(options.Value.DataApiBaseUrl), path), new Content(bytes, mediaType), null, cancellationToken);

    private async Task<LineAnswer> CallAsync(HttpMethod method, Uri address, Content? content, Guid? retryKey, CancellationToken cancellationToken)
    {
        (LineAnswer answer, string token) = await TryOnceAsync(method, address, content, retryKey, cancellationToken);
        if (answer.Status != (int)HttpStatusCode.Unauthorized || !tokens.IsRenewable)
        {
            return answer;
        }

        // A refused call did nothing, so the same call with a fresh token is safe even without a retry key.
        tokens.Forget(token);
        return (await TryOnceAsync(method, address, content, retryKey, cancellationToken)).Answer;
    }

    private async Task<(LineAnswer Answer, string Token)> TryOnceAsync(HttpMethod method, Uri address, Content? content, Guid? retryKey, CancellationToken cancellationToken)
    {
        if (await tokens.GetAsync(cancellationToken) is not { } token)
        {
            return (LineAnswer.Failed(CallFault.NotSent, "no channel access token"), "");
        }

        using HttpRequestMessage request = new(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (retryKey is { } key)
        {
            request.Headers.Add("X-Line-Retry-Key", key.ToString("D"));
        }

        if (content is not null)
        {
            request.Content = new ReadOnlyMemoryContent(content.Bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(content.MediaType);
        }

        LineAnswer answer = await SendAsync(request, address.IsAbsoluteUri ? address.AbsolutePath : address.OriginalString, cancellationToken);
        return (answer, token);
    }

    private async Task<LineAnswer> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient(LineSetup.HttpClientName);
        (LineAnswer answer, long milliseconds) = await ChannelCall.SendAsync(client, request, BodyBytesMax, (response, body) => LineAnswer.Of(response, body, clock.GetUtcNow()), LineAnswer.Failed, cancellationToken);
        if (answer.Fault == CallFault.None)
        {
            logger.Called(request.Method.Method, path, answer.Status, answer.RequestId, milliseconds);
        }
        else
        {
            logger.CallFailed(request.Method.Method, path, answer.Fault, answer.Message);
        }

        return answer;
    }

    private sealed record Content(ReadOnlyMemory<byte> Bytes, string MediaType);
}
