using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>The node's own keys, in protected memory while it runs.</summary>
public sealed class NodeKeys : IDisposable
{
    private readonly SealingKey[] _sealingKeys;

    private NodeKeys(SymmetricKey masterKey, SigningKey signingKey, SigningKey witnessKey, SealingKey[] sealingKeys, SecretBytes caseKey, SealingPublicKey auditor)
    {
        MasterKey = masterKey;
        SigningKey = signingKey;
        WitnessKey = witnessKey;
        _sealingKeys = sealingKeys;
        CaseKey = caseKey;
        AuditorPublicKey = auditor;
    }

    /// <summary>Encrypts what lies on the disk. Derive a key for each use with <see cref="DeriveKey"/>.</summary>
    public SymmetricKey MasterKey { get; }

    /// <summary>Signs queries, answers, manifests and credentials.</summary>
    public SigningKey SigningKey { get; }

    /// <summary>Cosigns the log.</summary>
    public SigningKey WitnessKey { get; }

    /// <summary>The key that parts are sealed to now.</summary>
    public SealingKey SealingKey => _sealingKeys[0];

    /// <summary>The current sealing key, then those that retire, newest first: try each in turn.</summary>
    public IReadOnlyList<SealingKey> SealingKeys => _sealingKeys;

    /// <summary>HMAC key of case commitments, 32 bytes; never leaves the country.</summary>
    public SecretBytes CaseKey { get; }

    /// <summary>The national auditor's key, to which search records are sealed.</summary>
    public SealingPublicKey AuditorPublicKey { get; }

    /// <summary>Reads the keys of a data directory.</summary>
    /// <exception cref="FedHubException">A key is missing, damaged, readable by others or not written under this master key; says which file.</exception>
    public static NodeKeys Open(NodeDirectoryLayout layout)
    {
        using var opened = new NodeKeyReader(layout);
        return new NodeKeys(
            opened.CopyMasterKey(), opened.ReadSigning(layout.SigningKeyFile, NodeKeyKinds.Signing), opened.ReadSigning(layout.WitnessKeyFile, NodeKeyKinds.Witness),
            opened.ReadSealing(), opened.ReadCase(), opened.ReadAuditor());
    }

    /// <summary>A key of its own for one use: HMAC-SHA256(master key, "fedhub node v1 " ‖ use).</summary>
    /// <param name="use">ASCII, such as <c>open searches</c>.</param>
    public SymmetricKey DeriveKey(string use)
    {
        using var secret = DeriveSecret(use);
        return SymmetricKey.Import(secret);
    }

    /// <summary>As <see cref="DeriveKey"/>, as 32 secret bytes.</summary>
    public SecretBytes DeriveSecret(string use)
    {
        Span<byte> master = stackalloc byte[SymmetricKey.Size];
        Span<byte> derived = stackalloc byte[SymmetricKey.Size];
        MasterKey.Export(master);
        HMACSHA256.HashData(master, System.Text.Encoding.ASCII.GetBytes("fedhub node v1 " + use), derived);
        var secret = SecretBytes.CopyOf(derived);
        CryptographicOperations.ZeroMemory(master);
        CryptographicOperations.ZeroMemory(derived);
        return secret;
    }

    /// <summary>Wipes all keys.</summary>
    public void Dispose()
    {
        MasterKey.Dispose();
        SigningKey.Dispose();
        WitnessKey.Dispose();
        CaseKey.Dispose();
        foreach (var key in _sealingKeys)
        {
            key.Dispose();
        }
    }
}
