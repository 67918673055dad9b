using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Copies;

/// <summary>
/// An auditor's own copy of a log, verified before it counts: tiles, entries and the openings that this auditor may read, in the names of the log's HTTP
/// interface. What its checkpoint names is there and verified, whatever happens to a fetch.
/// </summary>
internal sealed class LogCopy(string folder)
{
    private readonly CopyFolder _folder = new(folder);

    /// <summary>The index for searching; made and extended when somebody searches.</summary>
    public string IndexFile => _folder.IndexFile;

    /// <summary>The copy as a log.</summary>
    public FolderLog Open() => new(_folder.Root);

    /// <summary>The checkpoint that the copy leads to, accepted by the policy.</summary>
    /// <exception cref="CliFailureException">There is no copy, or the policy does not accept it.</exception>
    public async Task<ServedCheckpoint> ReadCheckpointAsync(TrustPolicy policy, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!_folder.HasCheckpoint)
        {
            throw CliFailureException.Usage("There is no copy of a log in " + folder, "Make it with fedhub log fetch.");
        }

        using var log = Open();
        return await ServedCheckpoint.ReadAsync(log, policy, time, cancellationToken);
    }

    /// <summary>Fetches what is new, and verifies it before it counts.</summary>
    public async Task<LogCheck> UpdateAsync(IPublishedLog from, TrustPolicy policy, CliServices services, CancellationToken cancellationToken)
    {
        using var update = new CopyUpdate(_folder, from, policy, services);
        var (check, steps) = await update.PrepareAsync(cancellationToken);
        foreach (var step in steps)
        {
            step();
        }

        return check;
    }
}
