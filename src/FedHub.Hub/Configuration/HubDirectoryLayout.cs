namespace FedHub.Hub;

/// <summary>Where a hub keeps its files. Everything lies in one directory with mode 0700.</summary>
/// <param name="Root">The hub's data directory.</param>
public sealed record HubDirectoryLayout(string Root)
{
    /// <summary>Strict JSON, see <see cref="HubConfiguration"/>.</summary>
    public string ConfigurationFile => Path.Combine(Root, "hub.json");

    /// <summary>SQLite: log, directory, queries, manifests, budgets.</summary>
    public string DatabaseFile => Path.Combine(Root, "hub.db");

    /// <summary>Private keys of the hub.</summary>
    public string KeyDirectory => Path.Combine(Root, "keys");

    /// <summary>The key that encrypts the other keys; mode 0600.</summary>
    public string MasterKeyFile => Path.Combine(KeyDirectory, "master.key");

    /// <summary>The Ed25519 key that the directory lists as the hub's signing key, encrypted under the master key.</summary>
    public string SigningKeyFile => Path.Combine(KeyDirectory, "signing.key");

    /// <summary>The Ed25519 key that signs the log's checkpoints, encrypted under the master key.</summary>
    public string LogKeyFile => Path.Combine(KeyDirectory, "log.key");

    /// <summary>What the log's checkpoints are verified with, one line; for the federation's administrator.</summary>
    public string LogVerificationKeyFile => Path.Combine(Root, "log.vkey");

    /// <summary>Filter files, each named by its SHA-256.</summary>
    public string FilterDirectory => Path.Combine(Root, "filters");

    /// <summary>Unix domain socket of the administration service; mode 0600.</summary>
    public string AdminSocket => Path.Combine(Root, "admin.sock");

    /// <summary>Held locked by the one process that runs on this directory.</summary>
    public string LockFile => Path.Combine(Root, "hub.lock");

    /// <summary>A path of the configuration: relative ones start at <see cref="Root"/>.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Path.GetFullPath(Root));
}
