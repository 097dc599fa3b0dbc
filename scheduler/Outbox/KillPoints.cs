namespace Zaitaku.Scheduler.Outbox;

/// <summary>
/// Places where a test kills the process, by name, as a power cut would: <c>ZAITAKU_KILL_AT=after-send:3</c> ends it at the third time. Nothing is flushed, no handler runs.
/// Unset, a point costs one comparison.
/// </summary>
public static class KillPoints
{
    private static readonly string? s_name = Environment.GetEnvironmentVariable("ZAITAKU_KILL_AT")?.Split(':')[0];
    private static int s_left = int.TryParse(Environment.GetEnvironmentVariable("ZAITAKU_KILL_AT")?.Split(':').ElementAtOrDefault(1), out int times) ? times : 1;

    public static void Reach(string name)
    {
        if (s_name is not null && s_name == name && Interlocked.Decrement(ref s_left) == 0)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait(); // The signal is on its way.
        }
    }
}
