using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// The one connection that writes and checkpoints, on its own thread. Jobs that arrive while a commit is under way share the next one,
/// so that a burst pays for one fsync.
/// </summary>
public sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Jobs that may wait; a caller beyond them waits to enqueue.</summary>
    public const int QueueCapacity = 1024;

    private const int MaxJobsPerCommit = 256;
    private const long CheckpointBytes = 16 * 1024 * 1024;

    private readonly Channel<WriteJob> _queue = Channel.CreateBounded<WriteJob>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _connection;
    private readonly string _walPath;

    // Owned by the writer's thread.
    private long _checkpointAbove = CheckpointBytes;

    // Set once, by the writer's thread, before it stops.
    private volatile SqliteDatabaseException? _failure;

    internal SqliteWriter(SqliteConnection connection, string path)
    {
        _connection = connection;
        _walPath = path + "-wal";
        var thread = new Thread(Run) { IsBackground = true, Name = "fedhub-sqlite-writer" };
        thread.Start();
    }

    /// <summary>
    /// Ends when the writer has stopped; faulted when a commit failed with its outcome unknown. A host that sees the fault stops the process:
    /// the next start recovers from what the disk has.
    /// </summary>
    public Task Completion => _stopped.Task;

    /// <summary>
    /// Called on the writer's thread after each commit, before callers hear of it; must neither wait nor throw. Set once, before there is
    /// traffic. Whoever follows the log hears of entries here, whichever job appended them.
    /// </summary>
    public Action? Committed { get; set; }

    /// <summary>Runs a job in a transaction that other jobs may share, and returns its result once the transaction is durable.</summary>
    /// <param name="job">
    /// Runs on the writer's thread; it uses only the connection given and neither commits nor rolls back. When it throws, what it wrote is
    /// undone and the others' work stays.
    /// </param>
    /// <param name="cancellationToken">Gives up while the job waits; once it runs, it is carried through.</param>
    /// <exception cref="SqliteDatabaseException">The writer has failed.</exception>
    /// <exception cref="SqliteException">The commit failed and nothing was stored.</exception>
    public async Task<T> ExecuteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> job, CancellationToken cancellationToken)
    {
        var item = new WriteJob<T>(job, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new SqliteDatabaseException(
                SqliteDatabaseFault.WriterFailed, "The database is closed for writing.", _failure ?? (Exception)exception);
        }

        return await item.Task;
    }

    /// <summary>Carries out what is queued, then checkpoints and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        var batch = new List<WriteJob>(MaxJobsPerCommit);
        while (_failure is null && WaitForJobs())
        {
            while (batch.Count < MaxJobsPerCommit && _queue.Reader.TryRead(out var job))
            {
                if (!job.TryCancel())
                {
                    batch.Add(job);
                }
            }

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
                CheckpointWhenLarge();
            }
        }

        Stop();
    }

    /// <summary>Blocks the writer's own thread; false when the queue is closed and empty.</summary>
    private bool WaitForJobs() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Commit(List<WriteJob> batch)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var job in batch)
            {
                RunIsolated(job, transaction);
            }

            // A crash before this returns leaves none of the batch or, if only the answer was lost, all of it. Nobody has been told.
            transaction.Commit();
        }
#pragma warning disable CA1031 // The outermost boundary of the writer's thread: whatever happened, callers must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            NoteFailure(exception);
            foreach (var job in batch)
            {
                job.Fail(_failure ?? exception);
            }

            return;
        }

        Committed?.Invoke();
        foreach (var job in batch)
        {
            job.Complete();
        }
    }

    private void RunIsolated(WriteJob job, SqliteTransaction transaction)
    {
        SqliteStatements.Execute(_connection, transaction, "SAVEPOINT job");
        if (!job.Run(_connection, transaction))
        {
            // A full disk or an I/O error can make SQLite undo the whole transaction, the other jobs' work with it.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0)
            {
                throw job.Exception!;
            }

            SqliteStatements.Execute(_connection, transaction, "ROLLBACK TO job");
        }

        SqliteStatements.Execute(_connection, transaction, "RELEASE job");
    }

    private void NoteFailure(Exception exception)
    {
        // A full disk or a busy file is a clean failure: nothing was stored, and the next batch may do better. After any other
        // failure, of an fsync above all, nobody knows what the disk holds, and going on could acknowledge what it does not.
        if (exception is not SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY })
        {
            _failure = new SqliteDatabaseException(
                SqliteDatabaseFault.WriterFailed, "Writing to the database failed. Check the disk, then start again.", exception);
        }
    }

    /// <summary>Moves the write-ahead log into the database when it has grown. Readers that hold an old snapshot put it off, not the writer.</summary>
    private void CheckpointWhenLarge()
    {
        var walBytes = WalBytes();
        if (walBytes <= _checkpointAbove)
        {
            return;
        }

        try
        {
            SqliteSettings.Execute(_connection, "PRAGMA busy_timeout=0");
            SqliteSettings.Execute(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteSettings.Execute(
                _connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={SqliteSettings.BusyTimeoutMilliseconds}"));
        }
        catch (SqliteException exception)
        {
            // What was acknowledged is in the write-ahead log all the same; a failed fsync of the database still stops the writer.
            NoteFailure(exception);
        }

        // Zero when it was truncated. When a reader stood in the way, try again after as much growth.
        _checkpointAbove = WalBytes() + CheckpointBytes;
    }

    private long WalBytes()
    {
        var file = new FileInfo(_walPath);
        return file.Exists ? file.Length : 0;
    }

    private void Stop()
    {
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var job))
        {
            job.Fail(_failure ?? new SqliteDatabaseException(SqliteDatabaseFault.WriterFailed, "The database is closed for writing."));
        }

        if (_failure is { } failure)
        {
            _stopped.TrySetException(failure);
        }
        else
        {
            _stopped.TrySetResult();
        }
    }
}
