using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Zaitaku.Benchmarks;

/// <summary>What a load met.</summary>
/// <param name="ByStatus">How many answers of each status; 0 counts connections that broke.</param>
public sealed record LoadResult(IReadOnlyDictionary<int, int> ByStatus, double Seconds, double P50Ms, double P99Ms)
{
    public int Answers => ByStatus.Values.Sum();

    public double PerSecond => ByStatus.GetValueOrDefault(200) / Seconds;
}

/// <summary>Posts prepared requests over a few connections, each kept open, the next request on a connection when its answer is in. Plain sockets: the sender shall cost less than what it measures.</summary>
public static class WebhookLoad
{
    /// <param name="requests">Whole HTTP requests as bytes, each sent once.</param>
    public static async Task<LoadResult> RunAsync(Uri target, IReadOnlyList<byte[]> requests, int connections, CancellationToken cancellationToken)
    {
        int next = -1;
        double[] milliseconds = new double[requests.Count];
        int[] statuses = new int[requests.Count];
        LoadConnection[] open = [.. Enumerable.Range(0, connections).Select(_ => new LoadConnection(target))];
        await Task.WhenAll(open.Select(connection => connection.OpenAsync(cancellationToken)));
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(open.Select(connection => Task.Run(async () =>
        {
            int mine;
            while ((mine = Interlocked.Increment(ref next)) < requests.Count)
            {
                long begun = Stopwatch.GetTimestamp();
                statuses[mine] = await connection.PostAsync(requests[mine], cancellationToken);
                milliseconds[mine] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        }, cancellationToken)));
        watch.Stop();
        Array.ForEach(open, connection => connection.Dispose());
        Array.Sort(milliseconds);
        return new LoadResult(
            statuses.GroupBy(status => status).ToDictionary(same => same.Key, same => same.Count()), watch.Elapsed.TotalSeconds, At(milliseconds, 0.50), At(milliseconds, 0.99));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}

/// <summary>One connection that speaks as much HTTP/1.1 as answers to webhooks need.</summary>
internal sealed class LoadConnection(Uri target) : IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;
    private readonly byte[] _buffer = new byte[AnswerBytesMax];
    private Socket? _socket;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _socket?.Dispose();
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(target.Host), target.Port), cancellationToken);
    }

    /// <returns>The status, or 0 when the connection broke (it is opened anew).</returns>
    public async Task<int> PostAsync(byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            for (int sent = 0; sent < request.Length;)
            {
                sent += await _socket!.SendAsync(request.AsMemory(sent), SocketFlags.None, cancellationToken);
            }

            int read = 0;
            while (read < AnswerBytesMax)
            {
                int more = await _socket!.ReceiveAsync(_buffer.AsMemory(read), SocketFlags.None, cancellationToken);
                if (more == 0)
                {
                    break;
                }

                read += more;
                if (StatusOf(_buffer.AsSpan(0, read)) is { } status)
                {
                    return status;
                }
            }
        }
        catch (SocketException)
        {
            // Broken: counted, and opened anew.
        }

        await OpenAsync(cancellationToken);
        return 0;
    }

    public void Dispose() => _socket?.Dispose();

    /// <returns>Null while the answer is not whole.</returns>
    private static int? StatusOf(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        int status = (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0';
        ReadOnlySpan<byte> headers = answer[..(head + 2)], body = answer[(head + 4)..];
        int at = IndexOfHeader(headers, "\r\ncontent-length: "u8);
        if (at >= 0)
        {
            int length = 0;
            for (int i = at; headers[i] is >= (byte)'0' and <= (byte)'9'; i++)
            {
                length = (length * 10) + headers[i] - '0';
            }

            return body.Length >= length ? status : null;
        }

        bool isChunked = IndexOfHeader(headers, "\r\ntransfer-encoding: chunked"u8) >= 0;
        return !isChunked || body.EndsWith("0\r\n\r\n"u8) ? status : null;
    }

    /// <returns>Where its value begins, or -1.</returns>
    private static int IndexOfHeader(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i + name.Length <= headers.Length; i++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(headers.Slice(i, name.Length), name))
            {
                return i + name.Length;
            }
        }

        return -1;
    }
}
