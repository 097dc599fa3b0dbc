namespace Zaitaku.Storm;

/// <summary>One life of a <see cref="TornProgram"/>, and the instant it ends.</summary>
internal sealed class TornLife(Death? death)
{
    private readonly Lock _gate = new();
    private int _left = death?.Times ?? 0;
    private HeldDatabase? _held;
    private volatile bool _isOver;

    public string Disk { get; init; } = "";

    /// <summary>Where the disk of its last instant goes.</summary>
    public string AfterDeath { get; init; } = "";

    public bool IsOver => _isOver;

    /// <summary>The writer's database may grow no further for now.</summary>
    public bool IsDiskFull { get; set; }

    public string DiedAt { get; private set; } = "";

    public string? NextDisk => _isOver ? AfterDeath : null;

    public void Reached(string point)
    {
        if (death is not null && point == death.Point && Interlocked.Decrement(ref _left) == 0)
        {
            End(point);
        }
    }

    /// <summary>First the network goes, then the disk is taken: nothing that anybody heard of is missing on it.</summary>
    public void End(string at)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _isOver = true;
                DiedAt = at;
                TornDisk.Take(Disk, AfterDeath, isStill: _held is not null);
            }
        }
    }

    /// <summary>Another program holds the database. It keeps the disk still, too, should the life end meanwhile.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held ??= new HeldDatabase(Disk);
        }
    }

    public void LetGo()
    {
        lock (_gate)
        {
            _held?.Dispose();
            _held = null;
        }
    }
}
