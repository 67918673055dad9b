using FedHub.Cryptography.Match;

namespace FedHub.Node.Storage;

/// <summary>Where things lie in a node's data directory. Knows names only; touches no file.</summary>
/// <param name="path">The data directory; made absolute.</param>
public sealed class NodeDirectoryLayout(string path)
{
    /// <summary>The data directory, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>Configuration, strict JSON.</summary>
    public string ConfigurationFile => Path.Combine(Root, "node.json");

    /// <summary>Everything durable but keys and filters.</summary>
    public string DatabaseFile => Path.Combine(Root, "node.db");

    /// <summary>Encrypted key files.</summary>
    public string KeysDirectory => Path.Combine(Root, "keys");

    /// <summary>What the key files are encrypted with; backups leave it out.</summary>
    public string MasterKeyFile => Path.Combine(Root, "master.key");

    /// <summary>Ed25519: queries, answers, manifests, credentials.</summary>
    public string SigningKeyFile => Path.Combine(KeysDirectory, "signing.key");

    /// <summary>Ed25519: cosignatures of the log.</summary>
    public string WitnessKeyFile => Path.Combine(KeysDirectory, "witness.key");

    /// <summary>Ed25519: checkpoints of the node's own log of what it answered.</summary>
    public string LogKeyFile => Path.Combine(KeysDirectory, "log.key");

    /// <summary>HMAC key of case commitments.</summary>
    public string CaseKeyFile => Path.Combine(KeysDirectory, "case.key");

    /// <summary>Public X25519 key of the national auditor, 64 hex digits.</summary>
    public string AuditorPublicKeyFile => Path.Combine(KeysDirectory, "auditor.pub");

    /// <summary>Policies, one YAML file a collection.</summary>
    public string PolicyDirectory => Path.Combine(Root, "policy");

    /// <summary>Own filters.</summary>
    public string OwnFiltersDirectory => Path.Combine(Root, "filters", "own");

    /// <summary>Filters of others, each named by its SHA-256.</summary>
    public string HeldFiltersDirectory => Path.Combine(Root, "filters", "held");

    /// <summary>Evidence that the hub's log signed two histories; there only if it did.</summary>
    public string ForkEvidenceFile => Path.Combine(Root, "log-fork.evidence");

    /// <summary>Unix domain socket of the admin service, mode 0600.</summary>
    public string AdminSocket => Path.Combine(Root, "admin.sock");

    /// <summary>The n-th X25519 key, counted from 1; the highest is current, the others retire.</summary>
    public string SealingKeyFile(int number) => Path.Combine(KeysDirectory, FormattableString.Invariant($"sealing-{number:D4}.key"));

    /// <summary>Policy of one collection.</summary>
    public string PolicyFile(CollectionName collection) => Path.Combine(PolicyDirectory, $"{collection}.yaml");

    /// <summary>A file of an own filter: number 0 is the base, the others are deltas.</summary>
    public string OwnFilterFile(SlotId slot, EpochNumber epoch, uint number) => Path.Combine(
        OwnFiltersDirectory, FormattableString.Invariant($"{slot.Collection}.{slot.Class.ToToken()}.{epoch.Value}.{number}.filter"));
}
