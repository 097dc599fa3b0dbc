using System.Globalization;
using System.Net;
using System.Text;

namespace Zaitaku.Fakes;

/// <summary>Fakes under an <see cref="HttpClient"/>: put it under every client of the program and nothing leaves the machine. Each call goes to the platform whose host it names.</summary>
public class FakeHandler(params FakePlatform[] platforms) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        FakeCall call = await CallOf(request, cancellationToken);
        FakePlatform platform = (platforms.Length == 1 ? platforms[0] : Array.Find(platforms, platform => platform.IsCalled(call.Host)))
            ?? throw new HttpRequestException(HttpRequestError.NameResolutionError, $"No fake stands for {call.Host}.");
        FakeAnswer answer = await platform.AnswerAsync(call, cancellationToken);
        return answer.Fate switch
        {
            FakeFate.NoAnswer => throw new TaskCanceledException("No answer in time.", new TimeoutException()),
            FakeFate.HungUp => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."),
            FakeFate.ConnectionRefused => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused."),
            _ => ResponseOf(answer, request, platform),
        };
    }

    private static async Task<FakeCall> CallOf(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Dictionary<string, string> headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        return new FakeCall(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body) { Host = request.RequestUri.Host };
    }

    private static HttpResponseMessage ResponseOf(FakeAnswer answer, HttpRequestMessage request, FakePlatform platform)
    {
        HttpResponseMessage response = new((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = answer.Picture is { } picture ? new ByteArrayContent(picture)
                : new StringContent(answer.Body?.ToJsonString() ?? "", Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in HeadersOf(answer, platform))
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>The headers of an answer, the same in both skins.</summary>
    internal static IEnumerable<(string Name, string Value)> HeadersOf(FakeAnswer answer, FakePlatform platform)
    {
        yield return (platform.RequestIdHeader, answer.RequestId);
        if (answer.AcceptedRequestId.Length > 0)
        {
            yield return ("x-line-accepted-request-id", answer.AcceptedRequestId);
        }

        if (answer.RetryAfterSeconds is { } seconds)
        {
            yield return ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        }
    }
}
