using FedHub.Cryptography;

namespace FedHub.Cli.Auditors;

/// <summary>The national auditor's key: a node seals every search record to its public half, and only its holder opens one.</summary>
internal static class AuditorKey
{
    private static readonly KeyKind _kind = KeyKind.Parse("auditor");

    /// <summary>Makes a key and writes it under a passphrase; null when there is a file already, which is never overwritten.</summary>
    public static SealingPublicKey? Create(string path, ReadOnlySpan<char> passphrase, PassphraseCost cost)
    {
        using var key = SealingKey.Generate();
        using var secret = key.Export();
        return KeyFile.Write(path, _kind, secret, passphrase, cost) ? key.PublicKey : null;
    }

    /// <summary>Reads the key file; the key is there only if the status is Ok.</summary>
    public static (KeyFileStatus Status, SealingKey? Key) Load(string path, ReadOnlySpan<char> passphrase)
    {
        var result = KeyFile.Read(path, _kind, passphrase);
        using var secret = result.Secret;
        return (result.Status, secret is null ? null : SealingKey.Import(secret));
    }
}
