using FedHub.Cli.Log.Checking;
using FedHub.Hub;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.HubAdmin;

/// <summary>Reads a hub's log in its data folder, whether or not the hub runs.</summary>
internal static class HubLogCheck
{
    /// <summary>Reads and checks all of it.</summary>
    /// <param name="dataFolder">The hub's.</param>
    /// <param name="policy">Names the log's key, to check signatures too; null to leave them.</param>
    /// <param name="services">Terminal and clock; null to show no progress.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliFailureException">There is no log, or it cannot be read, which proves nothing.</exception>
    public static LogFsckReport Run(string dataFolder, TrustPolicy? policy, CliServices? services, CancellationToken cancellationToken)
    {
        var file = new HubDirectoryLayout(dataFolder).DatabaseFile;
        if (!File.Exists(file))
        {
            throw CliFailureException.Usage("There is no hub.db in this folder", "Name the hub's data folder with --data.");
        }

        var key = policy is null ? null : policy.Logs is [var log] ? log.Key : throw CliFailureException.Usage("The policy names several logs", "Give one that names this hub's log alone.");
        try
        {
            // How many there are is not known before they are read.
            return SqliteLogFsck.Run(file, key, services is null ? null : new LogProgress(services.Terminal, services.Time, 0, 0, "read"), cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw new CliFailureException(ExitCode.Unreachable, "The log could not be read", exception.Message, "Check the file and the disk.", exception);
        }
    }
}
