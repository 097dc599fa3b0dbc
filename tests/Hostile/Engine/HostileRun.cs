using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Zaitaku.Hostile;

/// <summary>Very many bad requests over HTTP to a running server, drawn from a seed, and what came back.</summary>
public sealed class HostileRun(Uri server, IReadOnlyList<HostileDoor> doors, int seed)
{
    private const int AtOnceMax = 8;

    /// <summary>One request in so many goes over a bare socket: lengths that lie, chunks that break off, slow writers.</summary>
    private const int BareShare = 50;

    private const int ReplaysMax = 1_000;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> _statuses = new();
    private readonly ConcurrentDictionary<string, int> _kinds = new();
    private readonly ConcurrentQueue<string> _wrongs = new();
    private readonly ConcurrentQueue<(HostileDoor Door, byte[] Body, IReadOnlyDictionary<string, string> Headers)> _taken = new();
    private int _forgeries;

    /// <summary>Answers by status; <c>none</c> where the connection ended without one.</summary>
    public IReadOnlyDictionary<string, int> Statuses => _statuses;

    /// <summary>Requests by kind of badness.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    public int Forgeries => _forgeries;

    /// <summary>A forgery that was believed, or a fault of the server: what must not be.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrongs;

    public async Task RunAsync(int requests)
    {
        using SocketsHttpHandler sockets = new() { MaxConnectionsPerServer = AtOnceMax, AllowAutoRedirect = false };
        using HttpClient http = new(sockets) { BaseAddress = server, Timeout = AnswerMax };
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax }, async (number, _) =>
        {
            Random random = new(HashCode.Combine(seed, number));
            HostileDoor door = doors[random.Next(doors.Count)];
            if (random.Next(BareShare) == 0)
            {
                (string bare, int answer) = await BareRequests.SendAsync(server, door, random);
                Count(bare, answer, isForged: false, mayBeTaken: true);
                return;
            }

            await SendAsync(http, door, random);
        });
    }

    private async Task SendAsync(HttpClient http, HostileDoor door, Random random)
    {
        byte[] honest = door.Honest(random);
        if (random.Next(20) == 0 && _taken.TryDequeue(out (HostileDoor Door, byte[] Body, IReadOnlyDictionary<string, string> Headers) taken))
        {
            Count("replay", await PostAsync(http, taken.Door, taken.Body, taken.Headers, random), isForged: false, mayBeTaken: true);
            return;
        }

        bool isForged = random.Next(2) == 0;
        (string kind, byte[] body) = random.Next(4) == 0 ? ("honest bytes", honest) : Mutations.Of(honest, door, random);
        (string Name, Func<byte[], Random, IReadOnlyDictionary<string, string>> Headers) forge = door.Forge[random.Next(door.Forge.Count)];
        IReadOnlyDictionary<string, string> headers = isForged ? forge.Headers(body, random) : door.Sign(body);
        Count(isForged ? forge.Name : kind, await PostAsync(http, door, body, headers, random), isForged, mayBeTaken: !isForged);
        if (!isForged && _taken.Count < ReplaysMax)
        {
            _taken.Enqueue((door, body, headers));
        }
    }

    private static async Task<int> PostAsync(HttpClient http, HostileDoor door, byte[] body, IReadOnlyDictionary<string, string> headers, Random random)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, door.Path + (random.Next(10) == 0 ? "?x=%00&y=../.." : "")) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = random.Next(5) == 0 ? true : null;
        request.Headers.ExpectContinue = random.Next(50) == 0 ? true : null;
        string type = random.Next(6) switch { 0 => "text/plain", 1 => "application/x-www-form-urlencoded", 2 => "application/json; charset=shift_jis", _ => "application/json" };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (random.Next(20) == 0)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1, ::1");
            request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "DELETE");
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private void Count(string kind, int status, bool isForged, bool mayBeTaken)
    {
        _statuses.AddOrUpdate(status == 0 ? "none" : $"{status}", 1, (_, count) => count + 1);
        _kinds.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (isForged)
        {
            Interlocked.Increment(ref _forgeries);
        }

        if (status is >= 200 and < 300 && !mayBeTaken)
        {
            _wrongs.Enqueue($"{status} for a forgery: {kind}");
        }
        else if (status == (int)HttpStatusCode.InternalServerError)
        {
            _wrongs.Enqueue($"500 for: {kind}");
        }
    }
}
