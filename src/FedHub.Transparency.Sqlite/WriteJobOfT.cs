using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <inheritdoc/>
internal sealed class WriteJob<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellationToken) : WriteJob
{
    // Asynchronous continuations: a caller must not run on, and so hold up, the writer's thread.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    internal Task<T> Task => _completion.Task;

    internal override bool Run(SqliteConnection connection, SqliteTransaction transaction)
    {
        try
        {
            _result = work(connection, transaction);
            return true;
        }
#pragma warning disable CA1031 // The outermost boundary of a job: its exception belongs to its caller, not to the other jobs.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Exception = exception;
            return false;
        }
    }

    internal override bool TryCancel() => cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);

    internal override void Complete()
    {
        if (Exception is null)
        {
            _completion.TrySetResult(_result);
        }
        else
        {
            _completion.TrySetException(Exception);
        }
    }

    internal override void Fail(Exception exception) => _completion.TrySetException(exception);
}
