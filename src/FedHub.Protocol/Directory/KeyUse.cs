namespace FedHub.Protocol;

/// <summary>What a listed key is for. Keys are never shared between uses.</summary>
public enum KeyUse
{
    /// <summary>Ed25519, signs queries, answers, manifests and credentials.</summary>
    Signing = 1,

    /// <summary>X25519, parts and disclosures are sealed to it.</summary>
    Sealing = 2,

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of a TLS key.</summary>
    Tls = 3,

    /// <summary>Ed25519, cosigns the log.</summary>
    Witness = 4,

    /// <summary>Ed25519, signs the checkpoints of a log: the federation's among the hub's keys, the node's own among a member's.</summary>
    Log = 5,
}
