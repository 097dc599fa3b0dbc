using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>The program in the storm: one life after another on one data directory.</summary>
public interface IStormProgram : IAsyncDisposable
{
    /// <summary><c>torn</c> or <c>real</c>.</summary>
    string Kind { get; }

    /// <summary>Where the files of this life are.</summary>
    string DataDirectory { get; }

    /// <summary>False once it was killed.</summary>
    bool IsAlive { get; }

    /// <summary>How far the program's clock is from the true time.</summary>
    TimeSpan ClockError { get; }

    /// <summary>Begins the next life.</summary>
    /// <param name="death">The kill point it dies at; null lives on.</param>
    Task StartAsync(Death? death);

    /// <returns>The status, or null when no answer came back.</returns>
    Task<int?> PostAsync(SignedWebhook webhook);

    /// <summary>Lets it work for a moment.</summary>
    Task WorkAsync();

    /// <summary>Ends it in the middle of whatever it does, some time within the next <paramref name="within"/>.</summary>
    Task KillAsync(TimeSpan within);

    /// <summary>True time goes by, where the storm has power over it.</summary>
    void Pass(TimeSpan time);

    /// <summary>The machine's clock is set, where the storm has power over it.</summary>
    void StepClock(TimeSpan by);

    /// <summary>Lets it work until nothing waits any more.</summary>
    Task RestAsync();
}

/// <summary>Where a life ends: the so-manieth time that a kill point is reached.</summary>
public sealed record Death(string Point, int Times);
