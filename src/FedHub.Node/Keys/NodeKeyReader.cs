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

    internal SigningKey ReadSigning(string path, KeyKind kind)
    {
        using var seed = Read(path, kind);
        return SigningKey.ImportSeed(seed);
    }

    internal SecretBytes ReadCase() => Read(_layout.CaseKeyFile, NodeKeyKinds.Case);

    internal SealingKey[] ReadSealing()
    {
        var files = Directory.Exists(_layout.KeysDirectory) ? Directory.GetFiles(_layout.KeysDirectory, "sealing-*.key") : [];
        if (files.Length == 0)
        {
            throw Failure(_layout.SealingKeyFile(1), KeyFileStatus.NotFound);
        }

        var keys = new List<SealingKey>();
        foreach (var file in files.OrderDescending(StringComparer.Ordinal))
        {
            using var secret = Read(file, NodeKeyKinds.Sealing);
            keys.Add(SealingKey.Import(secret));
        }

        return [.. keys];
    }

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
