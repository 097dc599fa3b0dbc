using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>The program in the storm: one life after another on one data directory.</summary>
public interface IStormProgram : IAsyncDisposable
{
    public const string AtRandom = "random";

    /// <summary><c>torn</c> or <c>real</c>.</summary>
    string Kind { get; }

    /// <summary>Where the files of this life are.</summary>
    string DataDirectory { get; }

    /// <summary>False once it was killed.</summary>
    bool IsAlive { get; }

    /// <summary>What ended the last life: the name of a kill point, or <see cref="AtRandom"/>.</summary>
    string DiedAt { get; }

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

    /// <summary>Ends it now; whatever it does is not waited for.</summary>
    Task CutAsync();

    /// <summary>True time goes by, where the storm has power over it.</summary>
    void Pass(TimeSpan time);

    /// <summary>The machine's clock is set, where the storm has power over it.</summary>
    void StepClock(TimeSpan by);

    /// <summary>Another program writes, and so holds the database, until this is disposed.</summary>
    IDisposable HoldDatabase();

    /// <summary>Nothing more can be written to the disk until this is disposed.</summary>
    IDisposable FillDisk();

    /// <summary>Lets it work until nothing waits any more.</summary>
    Task RestAsync();
}

/// <summary>Where a life ends: the so-manieth time that a kill point is reached.</summary>
public sealed record Death(string Point, int Times);
