using System.Collections.Concurrent;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>One call after the other in a conversation, since two at once are answered 412, and below Teams' rates: 7 a second, 8 in two, 60 in thirty, 1,800 in an hour.
/// A short wait is waited here; a 429 would cost a wait of Teams' choosing. Source: learn.microsoft.com/microsoftteams, "Optimize your bot with rate limiting".</summary>
public sealed class TeamsPace(TimeProvider clock)
{
    private const int ConversationsMax = 10_000;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    /// <summary>No wish of a channel is longer: the order of answers is kept for so long.</summary>
    private static readonly TimeSpan ToldMax = TimeSpan.FromMinutes(15);

    /// <summary>A little below Teams' own: the others' bots count with ours in some, and their clock is not ours. The longest is the last.</summary>
    private static readonly Rate[] Rates = [new(TimeSpan.FromSeconds(2), 7), new(TimeSpan.FromSeconds(30), 50), new(TimeSpan.FromHours(1), 1_700)];

    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Makes the call when it is its turn.</summary>
    /// <param name="tooMany">The outcome instead when it would be more than two seconds; told how long, a quarter of an hour at most.</param>
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
                if (wait > WaitMax)
                {
                    return tooMany(wait < ToldMax ? wait : ToldMax);
                }

                await Task.Delay(wait, cancellationToken);
            }

            line.Sent.Add(clock.GetTimestamp());
            return await call();
        }
        finally
        {
            line.OneAtATime.Release();
        }
    }

    private TimeSpan WaitOf(Line line)
    {
        int past = line.Sent.FindIndex(sent => clock.GetElapsedTime(sent) < Rates[^1].Within);
        line.Sent.RemoveRange(0, past < 0 ? line.Sent.Count : past);
        return Rates.Max(rate => line.Sent.Count < rate.Max ? TimeSpan.Zero : rate.Within - clock.GetElapsedTime(line.Sent[^rate.Max]));
    }

    /// <summary>So many calls in any such span.</summary>
    private sealed record Rate(TimeSpan Within, int Max);

    /// <summary>Not disposed: without its wait handle a SemaphoreSlim holds nothing but memory.</summary>
    private sealed class Line
    {
        public SemaphoreSlim OneAtATime { get; } = new(1, 1);

        /// <summary>Instants of the last hour, oldest first; touched in turn only.</summary>
        public List<long> Sent { get; } = [];
    }
}
