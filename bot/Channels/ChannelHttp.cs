using System.Net.Sockets;

namespace Zaitaku.Bot.Channels;

/// <summary>How we call platforms: which addresses, and by what connection.</summary>
internal static class ChannelHttp
{
    private static readonly TimeSpan WishMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    /// <summary>True for an address a secret may travel to: https, or plain http where nobody can listen.</summary>
    public static bool IsSafeAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>How long the platform asks us to wait: <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3); null where it says nothing, or what is past.</summary>
    public static TimeSpan? WishOf(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? wish = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now;
        return wish is { } wait && wait > TimeSpan.Zero ? (wait > WishMax ? WishMax : wait) : null;
    }

    /// <summary>Only the real handler is touched: a test's fake under every client stays in place.</summary>
    public static void Configure(HttpMessageHandler handler)
    {
        if (handler is not SocketsHttpHandler sockets)
        {
            return;
        }

        sockets.AllowAutoRedirect = false; // A token follows nobody elsewhere.
        sockets.UseCookies = false;
        sockets.ConnectCallback = ConnectAsync;
    }

    /// <summary>Our own connect, so that "not connected in time" is told apart from "not answered in time": the first is surely not sent.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectWithin);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Not connected in time.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
