using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Zaitaku.Bot.Imports;

/// <summary>GET /console/import/live: how far the import is, until it has ended.</summary>
internal static class ImportStream
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(2);

    /// <summary>Then the browser asks anew, and its session is looked at again.</summary>
    private const int LooksMax = 150;

    public static IResult Open(ImportDesk desk, IHostApplicationLifetime lifetime) => TypedResults.ServerSentEvents(ReadAsync(desk, lifetime.ApplicationStopping));

    /// <summary>How far, in words: a workbook does not say its length beforehand.</summary>
    public static string Words(ImportDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return desk.Progress is not { } at ? "ファイルを調べています"
            : at.LinesTotal > 0 ? $"{at.Line:N0} / {at.LinesTotal:N0} 行（{Math.Min(100, 100L * at.Line / at.LinesTotal)}%）" : $"{at.Rows:N0} 行";
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(ImportDesk desk, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        for (int look = 0; look < LooksMax && !either.IsCancellationRequested; look++)
        {
            bool isRunning = await desk.LastAsync(CancellationToken.None) is { State: ImportState.Running };
            yield return isRunning
                ? new SseItem<string>(JsonSerializer.Serialize(new { line = desk.Progress?.Line ?? 0, total = desk.Progress?.LinesTotal ?? 0, words = Words(desk) }), "progress") { ReconnectionInterval = ReconnectAfter }
                : new SseItem<string>("{}", "ended");
            if (!isRunning)
            {
                yield break;
            }

            try
            {
                await Task.Delay(LookEvery, either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }
}
