namespace Zaitaku.Storage;

/// <summary>The data directory is not to be used now. Nothing was read or changed.</summary>
public sealed class HouseClosedException : Exception
{
    /// <param name="isHalfMoved">True where a restore was broken off: half the data is the backup's. Only running it again helps. False while one runs.</param>
    public HouseClosedException(bool isHalfMoved)
        : this(isHalfMoved ? "A restore was broken off." : "A restore runs.") => IsHalfMoved = isHalfMoved;

    public HouseClosedException()
    {
    }

    public HouseClosedException(string message)
        : base(message)
    {
    }

    public HouseClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public bool IsHalfMoved { get; }
}
