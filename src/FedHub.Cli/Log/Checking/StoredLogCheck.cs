using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Checking;

/// <summary>Reads a hub's or a node's log in its database, whether or not the process runs.</summary>
internal static class StoredLogCheck
{
    /// <summary>Reads and checks all of it.</summary>
    /// <param name="database">The file, which is there.</param>
    /// <param name="policy">Names the log's key, to check signatures too; null to leave them.</param>
    /// <param name="services">Terminal and clock; null to show no progress.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliFailureException">It cannot be read, which proves nothing.</exception>
    public static LogFsckReport Run(string database, TrustPolicy? policy, CliServices? services, CancellationToken cancellationToken)
    {
        var key = policy is null ? null : policy.Logs is [var log] ? log.Key : throw CliFailureException.Usage("The policy names several logs", "Give one that names this log alone.");
        try
        {
            // How many there are is not known before they are read.
            return SqliteLogFsck.Run(database, key, services is null ? null : new LogProgress(services.Terminal, services.Time, 0, 0, "read"), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>What to say when the database cannot be read.</summary>
    public static CliFailureException Unreadable(SqliteException exception) =>
        new(ExitCode.Unreachable, "The log could not be read", exception.Message, "Check the file and the disk.", exception);
}
