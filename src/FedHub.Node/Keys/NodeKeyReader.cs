using FedHub.Cryptography;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>Reads key files with the master key of the same directory.</summary>
internal sealed class NodeKeyReader : IDisposable
{
    private readonly NodeDirectoryLayout _layout;
    private readonly SymmetricKey _masterKey;

    internal NodeKeyReader(NodeDirectoryLayout layout)
    {
        _layout = layout;
        var status = MasterKeyFile.Read(layout.MasterKeyFile, out var masterKey);
        _masterKey = status == KeyFileStatus.Ok ? masterKey! : throw Failure(layout.MasterKeyFile, status);
    }

    public void Dispose() => _masterKey.Dispose();

    internal SymmetricKey CopyMasterKey()
    {
        using var copy = _masterKey.Export();
        return SymmetricKey.Import(copy);
    }

    internal static (SigningKey Key, byte[] PublicKey) ToSigning(SecretBytes secret)
    {
        var key = SigningKey.ImportSeed(secret);
        return (key, key.PublicKey.ToArray());
    }

    internal static (SealingKey Key, byte[] PublicKey) ToSealing(SecretBytes secret)
    {
        var key = SealingKey.Import(secret);
        return (key, key.PublicKey.ToArray());
    }

    /// <summary>All keys of one use, oldest first; at least one.</summary>
    internal IReadOnlyList<RingKey<TKey>> ReadAll<TKey>(KeyUse use, Func<SecretBytes, (TKey Key, byte[] PublicKey)> import)
        where TKey : IDisposable
    {
        var files = NodeKeyFile.List(_layout, use);
        return files.Count == 0
            ? throw Failure(NodeKeyFile.Of(_layout, use, 1).Path, KeyFileStatus.NotFound)
            : [.. files.Select(file => Read(file, import))];
    }

    internal RingKey<TKey> Read<TKey>(NodeKeyFile file, Func<SecretBytes, (TKey Key, byte[] PublicKey)> import)
        where TKey : IDisposable
    {
        using var secret = Read(file.Path, file.Kind);
        var (key, publicKey) = import(secret);
        return new RingKey<TKey>(file, key, publicKey);
    }

    internal SigningKey ReadLog()
    {
        using var secret = Read(_layout.LogKeyFile, NodeKeyKinds.Log);
        return SigningKey.ImportSeed(secret);
    }

    internal SecretBytes ReadCase() => Read(_layout.CaseKeyFile, NodeKeyKinds.Case);

    internal SealingPublicKey ReadAuditor()
    {
        var path = _layout.AuditorPublicKeyFile;
        return File.Exists(path) && SealingPublicKey.TryParse(File.ReadAllText(path).Trim(), out var key)
            ? key
            : throw Failure(path, File.Exists(path) ? KeyFileStatus.Corrupt : KeyFileStatus.NotFound);
    }

    private SecretBytes Read(string path, KeyKind kind)
    {
        var result = KeyFile.Read(path, kind, _masterKey);
        return result.Secret ?? throw Failure(path, result.Status);
    }

    private static FedHubException Failure(string path, KeyFileStatus status)
    {
        var name = Path.GetFileName(path);
        return new FedHubException(ErrorCode.FailedPrecondition, status switch
        {
            KeyFileStatus.NotFound => $"{name} is missing. A node is created with `fedhub node init`; restore the file from where it was kept if there was one.",
            KeyFileStatus.NotPrivate => $"{name} may be read by others. Run `chmod 600` on it, and rotate the key if somebody may have copied it.",
            KeyFileStatus.WrongKey => $"{name} was not written under this master.key. Put back the master.key that belongs to it.",
            KeyFileStatus.UnknownFormat => $"{name} is in a format that this version does not know.",
            _ => $"{name} is damaged or not the file that belongs here.",
        });
    }
}
