using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>The node's own keys, in protected memory while it runs. Rotation replaces them without a restart.</summary>
public sealed class NodeKeys : IDisposable
{
    private NodeKeys(NodeDirectoryLayout layout, NodeKeyReader reader)
    {
        Layout = layout;
        MasterKey = reader.CopyMasterKey();
        Signing = new KeyRing<SigningKey>(reader.ReadAll(KeyUse.Signing, NodeKeyReader.ToSigning));
        Witness = new KeyRing<SigningKey>(reader.ReadAll(KeyUse.Witness, NodeKeyReader.ToSigning));
        Sealing = new KeyRing<SealingKey>(reader.ReadAll(KeyUse.Sealing, NodeKeyReader.ToSealing));
        LogKey = reader.ReadLog();
        CaseKey = reader.ReadCase();
        AuditorPublicKey = reader.ReadAuditor();
        SealingKeys = new LiveSealingKeys(Sealing);
    }

    /// <summary>Encrypts what lies on the disk. Derive a key for each use with <see cref="DeriveKey"/>.</summary>
    public SymmetricKey MasterKey { get; }

    /// <summary>Signs queries, answers, manifests and credentials. Ask each time: rotation replaces it.</summary>
    public SigningKey SigningKey => Signing.Current.Key;

    /// <summary>Cosigns the log. Ask each time: rotation replaces it.</summary>
    public SigningKey WitnessKey => Witness.Current.Key;

    /// <summary>Signs the node's own log of what it answered. The same for the log's whole life: another key would be another log.</summary>
    public SigningKey LogKey { get; }

    /// <summary>The key that parts are sealed to now.</summary>
    public SealingKey SealingKey => Sealing.Current.Key;

    /// <summary>The current sealing key, then those that retire, newest first: try each in turn. The list follows rotations.</summary>
    public IReadOnlyList<SealingKey> SealingKeys { get; }

    /// <summary>HMAC key of case commitments, 32 bytes; never leaves the country.</summary>
    public SecretBytes CaseKey { get; }

    /// <summary>The national auditor's key, to which search records are sealed.</summary>
    public SealingPublicKey AuditorPublicKey { get; }

    internal NodeDirectoryLayout Layout { get; }

    internal KeyRing<SigningKey> Signing { get; }

    internal KeyRing<SigningKey> Witness { get; }

    internal KeyRing<SealingKey> Sealing { get; }

    /// <summary>Reads the keys of a data directory. Until <see cref="Apply"/> is called the oldest of each use is current.</summary>
    /// <exception cref="FedHubException">A key is missing, damaged, readable by others or not written under this master key; says which file.</exception>
    public static NodeKeys Open(NodeDirectoryLayout layout)
    {
        using var reader = new NodeKeyReader(layout);
        return new NodeKeys(layout, reader);
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

    /// <summary>Takes up key files that were added, and makes those keys current that the directory says.</summary>
    /// <param name="listed">This member's entry of the directory in force; null when there is none.</param>
    /// <param name="now">The time.</param>
    /// <returns>True when another key is current than before.</returns>
    internal bool Apply(ListedMember? listed, DateTimeOffset now)
    {
        TakeUpNew();
        return Signing.Choose(listed, now) | Witness.Choose(listed, now) | Sealing.Choose(listed, now);
    }

    /// <summary>Wipes all keys.</summary>
    public void Dispose()
    {
        MasterKey.Dispose();
        Signing.Dispose();
        Witness.Dispose();
        Sealing.Dispose();
        LogKey.Dispose();
        CaseKey.Dispose();
    }

    private void TakeUpNew()
    {
        if (!NodeKeyFile.Uses.Any(use => NodeKeyFile.List(Layout, use).Any(file => !NumbersOf(use).Contains(file.Number))))
        {
            return;
        }

        using var reader = new NodeKeyReader(Layout);
        Add(Signing, KeyUse.Signing, reader, NodeKeyReader.ToSigning);
        Add(Witness, KeyUse.Witness, reader, NodeKeyReader.ToSigning);
        Add(Sealing, KeyUse.Sealing, reader, NodeKeyReader.ToSealing);
    }

    private void Add<TKey>(KeyRing<TKey> ring, KeyUse use, NodeKeyReader reader, Func<SecretBytes, (TKey Key, byte[] PublicKey)> import)
        where TKey : IDisposable
    {
        var known = NumbersOf(use);
        foreach (var file in NodeKeyFile.List(Layout, use).Where(file => !known.Contains(file.Number)))
        {
            ring.Add(reader.Read(file, import));
        }
    }

    private HashSet<int> NumbersOf(KeyUse use) => use switch
    {
        KeyUse.Signing => [.. Signing.Keys.Select(key => key.File.Number)],
        KeyUse.Sealing => [.. Sealing.Keys.Select(key => key.File.Number)],
        _ => [.. Witness.Keys.Select(key => key.File.Number)],
    };
}
