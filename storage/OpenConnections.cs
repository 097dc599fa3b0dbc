using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Zaitaku.Storage;

/// <summary>Open connections with their prepared statements, lent to the directory and to the contexts of the busy paths. All else opens and closes its own.</summary>
public sealed class OpenConnections(IOptions<StorageOptions> storage) : IDisposable
{
    /// <summary>Kept while nobody needs them; each has pages and statements of up to 2 MB. Sixteen turns run side by side by default, and a few readers beside them.</summary>
    private const int IdleMax = 20;

    /// <summary>A turn reads a few rows by their keys.</summary>
    private const int CacheKilobytes = 500;

    private readonly ConcurrentBag<KeepingConnection> _idle = [];
    private volatile bool _isOver;

    /// <summary>Until the loan is disposed the context reads through an open connection. A save by <see cref="GroupCommit"/> in between is fine.</summary>
    /// <exception cref="DbException">The database cannot be opened.</exception>
    public Loan Lend(ZaitakuDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        KeepingConnection connection = Take();
        try
        {
            return new Loan(this, db, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _isOver = true;
        while (_idle.TryTake(out KeepingConnection? connection))
        {
            connection.Dispose();
        }
    }

    /// <summary>For one user at a time, who gives it to <see cref="TakeBack"/> whatever happens.</summary>
    /// <exception cref="DbException">The database cannot be opened.</exception>
    internal KeepingConnection Take() => _idle.TryTake(out KeepingConnection? idle) ? idle : Sqlite.OpenKeeping(storage.Value, storage.Value.BusyWait, CacheKilobytes);

    /// <summary>Keeps it for the next, or closes it: where something is wrong with it, or enough wait already.</summary>
    internal void TakeBack(KeepingConnection connection)
    {
        if (_isOver || _idle.Count >= IdleMax || connection.IsDoubtful || connection.State != ConnectionState.Open || !Sqlite.IsAtRest(connection))
        {
            Sqlite.Abandon(connection);
        }
        else
        {
            _idle.Add(connection);
        }
    }

    /// <summary>A context's time with an open connection.</summary>
    public sealed class Loan : IDisposable
    {
        private readonly OpenConnections _home;
        private readonly ZaitakuDb _db;
        private readonly DbConnection _own;
        private KeepingConnection? _lent;

        internal Loan(OpenConnections home, ZaitakuDb db, KeepingConnection connection)
        {
            (_home, _db, _lent) = (home, db, connection);
            _own = db.Database.GetDbConnection();
            db.Database.SetDbConnection(connection);
        }

        public void Dispose()
        {
            if (_lent is { } lent)
            {
                _lent = null;
                _db.Database.SetDbConnection(_own);
                _home.TakeBack(lent);
            }
        }
    }
}
