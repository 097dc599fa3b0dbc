using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Zaitaku.Benchmarks;

/// <summary>One conversation on the chat page of a running server, as a browser holds it.</summary>
public sealed class ChatPageClient : IDisposable
{
    /// <summary>Longer than a turn may take.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    /// <summary>The page allows so many messages a minute and conversation; a client of ours opens the next one instead of waiting.</summary>
    public const int MessagesMax = 25;

    private static readonly TimeSpan FullPause = TimeSpan.FromSeconds(2);
    private const int FullPausesMax = 60;
    private readonly HttpClient _http;
    private readonly StreamReader _events;

    private ChatPageClient(HttpClient http, StreamReader events) => (_http, _events) = (http, events);

    /// <summary>An address nobody listens on at the moment.</summary>
    public static string FreeAddress()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Opens a conversation as a care manager and hears the greeting. Waits where too many were opened in this minute.</summary>
    public static async Task<ChatPageClient> OpenAsync(string address, CancellationToken cancellationToken)
    {
        HttpClient http = new(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin"); // What a browser says of our own page.
        for (int pause = 0; ; pause++)
        {
            using HttpResponseMessage opened = await http.PostAsJsonAsync("/chat/api/sessions", new { role = "care_manager" }, cancellationToken);
            if (opened.StatusCode != HttpStatusCode.TooManyRequests || pause == FullPausesMax)
            {
                opened.EnsureSuccessStatusCode();
                break;
            }

            await Task.Delay(FullPause, cancellationToken);
        }

        ChatPageClient client = new(http, new StreamReader(await http.GetStreamAsync("/chat/api/events", cancellationToken)));
        await client.HearAsync(after: null, _ => true, cancellationToken);
        return client;
    }

    /// <summary>Says something and waits for the first reply below it.</summary>
    /// <returns>The reply as JSON.</returns>
    public Task<string> AskAsync(string id, string text, CancellationToken cancellationToken) => AskAsync(id, text, _ => true, cancellationToken);

    /// <param name="isAnswer">Which reply counts.</param>
    public async Task<string> AskAsync(string id, string text, Func<JsonElement, bool> isAnswer, CancellationToken cancellationToken)
    {
        using HttpResponseMessage said = await _http.PostAsJsonAsync("/chat/api/messages", new { id, text }, cancellationToken);
        said.EnsureSuccessStatusCode();
        return await HearAsync(id, isAnswer, cancellationToken);
    }

    public void Dispose()
    {
        _events.Dispose();
        _http.Dispose();
    }

    /// <param name="after">Id of what was said; replies above it belong to something else.</param>
    private async Task<string> HearAsync(string? after, Func<JsonElement, bool> isAnswer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerMax);
        bool isBelow = after is null;
        while (await _events.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.StartsWith("data: {\"kind\"", StringComparison.Ordinal))
            {
                continue; // Ids, beats and blank lines of the stream.
            }

            using JsonDocument data = JsonDocument.Parse(line["data: ".Length..]);
            string? kind = data.RootElement.GetProperty("kind").GetString();
            isBelow |= kind == "said" && data.RootElement.GetProperty("id").GetString() == after;
            if (isBelow && kind == "reply" && isAnswer(data.RootElement.GetProperty("content")))
            {
                return data.RootElement.GetProperty("content").GetRawText();
            }
        }

        throw new BenchmarkException("The server closed the conversation.");
    }
}
