namespace Zaitaku.Storm;

/// <summary>One life of a <see cref="TornProgram"/>, and the instant it ends.</summary>
internal sealed class TornLife(Death? death)
{
    private readonly Lock _gate = new();
    private int _left = death?.Times ?? 0;
    private volatile bool _isOver;

    public string Disk { get; init; } = "";

    /// <summary>Where the disk of its last instant goes.</summary>
    public string AfterDeath { get; init; } = "";

    public bool IsOver => _isOver;

    public string? NextDisk => _isOver ? AfterDeath : null;

    public void Reached(string point)
    {
        if (death is not null && point == death.Point && Interlocked.Decrement(ref _left) == 0)
        {
            End();
        }
    }

    /// <summary>First the network goes, then the disk is taken: nothing that anybody heard of is missing on it.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _isOver = true;
                TornDisk.Take(Disk, AfterDeath);
            }
        }
    }
}
