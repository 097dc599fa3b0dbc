namespace Zaitaku.Storage;

/// <summary>The database was written by a newer version: this one would leave out what it does not know. Nothing was read or changed.</summary>
public sealed class NewerDatabaseException : Exception
{
    public NewerDatabaseException()
    {
    }

    public NewerDatabaseException(string message)
        : base(message)
    {
    }

    public NewerDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
