using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Line;

/// <summary>The fake under an <see cref="HttpClient"/>: put it under every client of the program and nothing leaves the machine.</summary>
public sealed class FakeLineHandler(FakeLine line) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(line.Latency, cancellationToken);

        FakeAnswer answer = line.Take(await CallOf(request, cancellationToken));
        return answer.Fate switch
        {
            FakeFate.NoAnswer => throw new TaskCanceledException("No answer in time.", new TimeoutException()),
            FakeFate.ConnectionRefused => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused."),
            _ => ResponseOf(answer, request),
        };
    }

    private static async Task<FakeCall> CallOf(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Dictionary<string, string> headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        return new FakeCall(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body);
    }

    private static HttpResponseMessage ResponseOf(FakeAnswer answer, HttpRequestMessage request)
    {
        HttpResponseMessage response = new((System.Net.HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new StringContent(answer.Body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        response.Headers.TryAddWithoutValidation("x-line-request-id", answer.RequestId);
        if (answer.AcceptedRequestId.Length > 0)
        {
            response.Headers.TryAddWithoutValidation("x-line-accepted-request-id", answer.AcceptedRequestId);
        }

        return response;
    }
}
