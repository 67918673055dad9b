using FedHub.Cli.Log.Checking;
using FedHub.Hub;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

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
        return File.Exists(file)
            ? StoredLogCheck.Run(file, policy, services, cancellationToken)
            : throw CliFailureException.Usage("There is no hub.db in this folder", "Name the hub's data folder with --data.");
    }
}
