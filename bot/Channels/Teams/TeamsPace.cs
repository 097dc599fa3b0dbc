using System.Collections.Concurrent;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>One call after the other in a conversation, since two at once are answered 412, and below Teams' rates: 7 a second, 8 in two, 60 in thirty.
/// A short wait is waited here; a 429 would cost a wait of Teams' choosing. Source: learn.microsoft.com/microsoftteams, "Optimize your bot with rate limiting".</summary>
public sealed class TeamsPace(TimeProvider clock)
{
    private const int InTwoSecondsMax = 7;
    private const int InHalfMinuteMax = 50;
    private const int ConversationsMax = 10_000;
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Makes the call when it is its turn.</summary>
    /// <param name="tooMany">The outcome instead when it would be more than two seconds; told how long.</param>
    public async Task<T> InTurnAsync<T>(string conversationId, Func<Task<T>> call, Func<TimeSpan, T> tooMany, CancellationToken cancellationToken)
    {
        if (_lines.Count > ConversationsMax)
        {
            _lines.Clear(); // Whoever stands in a line keeps it; new ones begin afresh.
        }

        Line line = _lines.GetOrAdd(conversationId, _ => new Line());
        await line.OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (WaitOf(line) is { } wait && wait > TimeSpan.Zero)
            {
                if (wait > TwoSeconds)
                {
                    return tooMany(wait);
                }

                await Task.Delay(wait, cancellationToken);
            }

            line.Sent.Enqueue(clock.GetTimestamp());
            return await call();
        }
        finally
        {
            line.OneAtATime.Release();
        }
    }

    private TimeSpan WaitOf(Line line)
    {
        while (line.Sent.TryPeek(out long oldest) && clock.GetElapsedTime(oldest) >= HalfMinute)
        {
            line.Sent.Dequeue();
        }

        TimeSpan forHalfMinute = line.Sent.Count < InHalfMinuteMax ? TimeSpan.Zero : HalfMinute - clock.GetElapsedTime(line.Sent.Peek());
        TimeSpan forSeconds = line.Sent.Count < InTwoSecondsMax ? TimeSpan.Zero : TwoSeconds - clock.GetElapsedTime(line.Sent.ElementAt(line.Sent.Count - InTwoSecondsMax));
        return forHalfMinute > forSeconds ? forHalfMinute : forSeconds;
    }

    /// <summary>Not disposed: without its wait handle a SemaphoreSlim holds nothing but memory.</summary>
    private sealed class Line
    {
        public SemaphoreSlim OneAtATime { get; } = new(1, 1);

        /// <summary>Instants of the last half minute, oldest first; touched in turn only.</summary>
        public Queue<long> Sent { get; } = new();
    }
}
