using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>LINE's loading animation, in one-to-one chats only. Source: messaging-api.yml, operation showLoadingAnimation.</summary>
public sealed class LineLoading(LineApi api) : ILoadingIndicator, IDisposable
{
    /// <summary>Shown at most so long; the answer ends it. A multiple of 5, at most 60.</summary>
    private const int ShownSeconds = 20;

    /// <summary>Calls under way at once; with more than that the answers matter, not the dots.</summary>
    private const int UnderWayMax = 16;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _underWay = new(UnderWayMax, UnderWayMax);

    public string Channel => LineEvents.Channel;

    public async Task StartAsync(string address, CancellationToken cancellationToken)
    {
        if (!address.StartsWith('U') || !_underWay.Wait(0, CancellationToken.None))
        {
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerWithin);
        try
        {
            JsonObject body = new() { ["chatId"] = address, ["loadingSeconds"] = ShownSeconds };
            await api.CallAsync(HttpMethod.Post, "/v2/bot/chat/loading/start", body, null, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // A nicety that came too late is no loss.
        }
        finally
        {
            _underWay.Release();
        }
    }

    public void Dispose() => _underWay.Dispose();
}
