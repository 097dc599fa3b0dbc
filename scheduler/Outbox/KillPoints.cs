namespace Zaitaku.Scheduler.Outbox;

/// <summary>
/// Places where a test kills the process, by name, as a power cut would: <c>ZAITAKU_KILL_AT=after-send:3</c> ends it at the third time. Nothing is flushed, no handler runs.
/// A storm in one process watches instead. Unset, a point costs two comparisons.
/// </summary>
public static class KillPoints
{
    /// <summary>Every name there is, in the order a message passes them.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["after-keep", "before-turn-save", "after-turn-save", "between-plans", "after-freeze", "before-send", "after-send", "after-outcome"];

    /// <summary>Those of a duty nobody confirms: every step passes both.</summary>
    public static readonly IReadOnlyList<string> OfSteps = ["before-step-save", "after-step-save"];

    /// <summary>Those of whatever looks after meetings: every save of it stands between both.</summary>
    public static readonly IReadOnlyList<string> OfMeetings = ["before-meeting-save", "after-meeting-save"];

    private static readonly string? s_name = Environment.GetEnvironmentVariable("ZAITAKU_KILL_AT")?.Split(':')[0];
    private static readonly AsyncLocal<Action<string>?> s_watcher = new();
    private static int s_left = int.TryParse(Environment.GetEnvironmentVariable("ZAITAKU_KILL_AT")?.Split(':').ElementAtOrDefault(1), out int times) ? times : 1;
    private static volatile bool s_isWatched;

    /// <summary>Tells <paramref name="reached"/> of each point in everything that is started from here on by this caller.</summary>
    public static void Watch(Action<string> reached)
    {
        s_isWatched = true;
        s_watcher.Value = reached;
    }

    public static void Reach(string name)
    {
        if (s_isWatched)
        {
            s_watcher.Value?.Invoke(name);
        }

        if (s_name is not null && s_name == name && Interlocked.Decrement(ref s_left) == 0)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait(); // The signal is on its way.
        }
    }
}
