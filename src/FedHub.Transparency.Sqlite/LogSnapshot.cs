using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>A log's database as it is now, to be read: a hub or node that runs on it goes on meanwhile, and what it writes is not seen.</summary>
internal sealed class LogSnapshot : IDisposable
{
    private readonly SqliteTransaction _transaction;

    /// <summary>Takes it.</summary>
    /// <param name="file">The database; it may be in use.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public LogSnapshot(string file)
    {
        Connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            Connection.Open();
            _transaction = Connection.BeginTransaction(deferred: true);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    public void Dispose()
    {
        _transaction.Dispose();
        Connection.Dispose();
    }
}
