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

    /// <summary>Good requests remembered at each door, to be sent again.</summary>
    private const int ReplaysMax = 500;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> _statuses = new();
    private readonly ConcurrentDictionary<string, int> _kinds = new();
    private int _unanswered;
    private readonly ConcurrentQueue<string> _wrongs = new();
    private readonly ConcurrentDictionary<string, int> _forged = new();
    private readonly ConcurrentQueue<(HostileDoor Door, byte[] Body, IReadOnlyDictionary<string, string> Headers)> _taken = new();

    /// <summary>Answers by door and status, such as <c>line401</c>; <c>None</c> where the connection ended without one.</summary>
    public IReadOnlyDictionary<string, int> Statuses => _statuses;

    /// <summary>Requests that got no answer although they could have had one. Some of those over a bare socket break off on purpose, and a body over the limit may be cut off.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Requests by kind of badness.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    /// <summary>Forgeries by door.</summary>
    public IReadOnlyDictionary<string, int> Forgeries => _forged;

    /// <summary>A forgery that was believed, or a fault of the server: what must not be.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrongs;

    public async Task RunAsync(int requests)
    {
        using HttpClient http = NewClient();
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax }, async (number, _) =>
        {
            Random random = new(HashCode.Combine(seed, number));
            HostileDoor door = doors[random.Next(doors.Count)];
            if (random.Next(BareShare) == 0)
            {
                (string bare, int answer) = await BareRequests.SendAsync(server, door, random);
                Count(door, bare, answer, isForged: false);
                return;
            }

            await SendAsync(http, door, random);
        });
    }

    /// <summary>Sends what was taken once more, byte for byte, one after the other.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> ReplayAsync()
    {
        using HttpClient http = NewClient();
        Random random = new(seed);
        int replays = 0;
        while (_taken.TryDequeue(out (HostileDoor Door, byte[] Body, IReadOnlyDictionary<string, string> Headers) taken))
        {
            Count(taken.Door, "replay", await PostAsync(http, taken.Door, taken.Body, taken.Headers, random), isForged: false);
            replays++;
            if (taken.Door.Again(taken.Body) is { } again)
            {
                Count(taken.Door, "pressed again", await PostAsync(http, taken.Door, again, taken.Door.Sign(again), random), isForged: false);
                replays++;
            }
        }

        return replays;
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = AtOnceMax, AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.Latin1,
    })
    {
        BaseAddress = server, Timeout = AnswerMax,
    };

    private async Task SendAsync(HttpClient http, HostileDoor door, Random random)
    {
        byte[] honest = door.Honest(random);
        if (random.Next(20) == 0 && _taken.TryDequeue(out (HostileDoor Door, byte[] Body, IReadOnlyDictionary<string, string> Headers) taken))
        {
            Count(taken.Door, "replay", await PostAsync(http, taken.Door, taken.Body, taken.Headers, random), isForged: false);
            _taken.Enqueue(taken);
            return;
        }

        if (door.Refused.Count > 0 && random.Next(10) == 0)
        {
            (string name, byte[] whole, IReadOnlyDictionary<string, string> proof) = door.Refused[random.Next(door.Refused.Count)];
            Count(door, name, await PostAsync(http, door, whole, proof, random), isForged: true);
            return;
        }

        bool isForged = random.Next(2) == 0;
        (string kind, byte[] body) = random.Next(4) == 0 ? ("honest bytes", honest) : Mutations.Of(honest, door, random);
        (string Name, Func<byte[], Random, IReadOnlyDictionary<string, string>> Headers) forge = door.Forge[random.Next(door.Forge.Count)];
        IReadOnlyDictionary<string, string> headers = isForged ? forge.Headers(body, random) : door.Sign(body);
        int status = await PostAsync(http, door, body, headers, random);
        Count(door, isForged ? forge.Name : kind, status, isForged);
        if (!isForged && status is >= 200 and < 300 && _taken.Count < ReplaysMax * doors.Count)
        {
            _taken.Enqueue((door, body, headers));
        }
    }

    private async Task<int> PostAsync(HttpClient http, HostileDoor door, byte[] body, IReadOnlyDictionary<string, string> headers, Random random)
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
            if (body.Length <= door.BodyBytesMax)
            {
                Interlocked.Increment(ref _unanswered);
                _wrongs.Enqueue($"{door.Name}: no answer to {body.Length} bytes: {problem.GetType().Name}");
            }

            return 0;
        }
    }

    private void Count(HostileDoor door, string kind, int status, bool isForged)
    {
        _statuses.AddOrUpdate(door.Name + (status == 0 ? "None" : $"{status}"), 1, (_, count) => count + 1);
        _kinds.AddOrUpdate($"{door.Name}: {kind}", 1, (_, count) => count + 1);
        if (isForged)
        {
            _forged.AddOrUpdate(door.Name, 1, (_, count) => count + 1);
        }

        if (status is >= 200 and < 300 && isForged)
        {
            _wrongs.Enqueue($"{door.Name}: {status} for a forgery: {kind}");
        }
        else if (status == (int)HttpStatusCode.InternalServerError)
        {
            _wrongs.Enqueue($"{door.Name}: 500 for: {kind}");
        }
    }
}
