using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>One caller's work in a shared transaction.</summary>
internal abstract class WriteJob
{
    /// <summary>What the work threw, if it did.</summary>
    internal Exception? Exception { get; private protected set; }

    /// <summary>Runs the work on the writer's thread; what it throws is kept for the caller.</summary>
    /// <returns>False when it threw: the writer undoes what it did.</returns>
    internal abstract bool Run(SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>Gives up the job before it runs when its caller has gone.</summary>
    /// <returns>True when it must not run.</returns>
    internal abstract bool TryCancel();

    /// <summary>Hands the result, or what the work threw, to the caller. Called after the commit.</summary>
    internal abstract void Complete();

    /// <summary>Tells the caller that nothing of the shared transaction was stored, or that it is not known.</summary>
    internal abstract void Fail(Exception exception);
}
