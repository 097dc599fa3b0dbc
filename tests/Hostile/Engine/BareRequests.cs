using System.Net.Sockets;
using System.Text;

namespace Zaitaku.Hostile;

/// <summary>Requests no HTTP client would make, over a bare socket. None is signed well and whole, but the slow one.</summary>
internal static class BareRequests
{
    private const int PieceBytes = 100;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <returns>The kind, and the status of the answer; 0 where none came.</returns>
    public static async Task<(string Kind, int Status)> SendAsync(Uri server, HostileDoor door, Random random)
    {
        byte[] body = door.Honest(random);
        string signed = string.Concat(door.Sign(body).Select(header => $"{header.Key}: {header.Value}\r\n"));
        string start = $"POST {door.Path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\n";
        (string kind, byte[] bytes, bool isSlow, bool hangsUp) = random.Next(8) switch
        {
            0 => ("a length too long, then gone", Bytes($"{start}{signed}Content-Length: {body.Length + 500}\r\n\r\n", body), false, true),
            1 => ("a length that is none", Bytes($"{start}{signed}Content-Length: -5\r\n\r\n", body), false, false),
            2 => ("a length and chunks", Bytes($"{start}{signed}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n", body, "\r\n0\r\n\r\n"), false, true),
            3 => ("chunks that lie", Bytes($"{start}{signed}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n", body), false, true),
            4 => ("slow", Bytes($"{start}{signed}Content-Length: {body.Length}\r\n\r\n", body), true, false),
            5 => ("a header without end", Bytes($"{start}X-Long: {new string('x', 40_000)}\r\n\r\n", []), false, false),
            6 => ("no HTTP", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x0D, 0x0A, 0x0D, 0x0A], false, false),
            _ => ("another method", Bytes($"BREW {door.Path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", []), false, false),
        };
        return (kind, await TalkAsync(server, bytes, isSlow, hangsUp));
    }

    private static async Task<int> TalkAsync(Uri server, byte[] bytes, bool isSlow, bool hangsUp)
    {
        using CancellationTokenSource limit = new(AnswerMax);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(server.Host, server.Port, limit.Token);
            NetworkStream stream = client.GetStream();
            foreach (byte[] piece in isSlow ? bytes.Chunk(PieceBytes) : [bytes])
            {
                await stream.WriteAsync(piece, limit.Token);
                if (isSlow)
                {
                    await Task.Delay(Pause, limit.Token);
                }
            }

            if (hangsUp)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            byte[] answer = new byte[64];
            int length = await stream.ReadAtLeastAsync(answer, 12, throwOnEndOfStream: false, limit.Token);
            string said = Encoding.ASCII.GetString(answer, 0, length);
            return said.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(said.AsSpan(9, 3), out int status) ? status : 0;
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static byte[] Bytes(string head, byte[] body, string tail = "") => [.. Encoding.Latin1.GetBytes(head), .. body, .. Encoding.Latin1.GetBytes(tail)];
}
