using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Zaitaku.Storage;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Takes the record book's write lock at the instant the log says that an import begins: it reads its file and cannot end before it is let go of, on however fast a machine.</summary>
internal sealed class HeldImport(string folder) : ILoggerProvider, ILogger
{
    private const int ImportBegan = 3801;
    private SqliteConnection? _book;

    public void LetGo()
    {
        _book?.Dispose();
        _book = null;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == ImportBegan)
        {
            _book = Sqlite.Open(new StorageOptions { DataDirectory = folder });
            _ = _book.BeginTransaction();
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() => LetGo();
}
