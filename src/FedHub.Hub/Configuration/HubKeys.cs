using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The hub's own keys on disk: a master key, and under it the signing key that the directory may list and the log's key.</summary>
internal static class HubKeys
{
    private static readonly KeyKind _signing = KeyKind.Parse("hub-signing");
    private static readonly KeyKind _log = KeyKind.Parse("hub-log");

    /// <summary>Makes the keys durably; they are never overwritten.</summary>
    /// <returns>The public signing key.</returns>
    internal static VerificationKey Create(HubDirectoryLayout layout)
    {
        if (!MasterKeyFile.TryCreate(layout.MasterKeyFile))
        {
            throw AlreadyThere();
        }

        using var master = ReadMaster(layout);
        Create(layout.LogKeyFile, _log, master);
        return Create(layout.SigningKeyFile, _signing, master);
    }

    /// <summary>Makes sure that the keys are there and whole, so that the hub does not find out when it needs them.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: which file is wrong, and how.</exception>
    internal static void Check(HubDirectoryLayout layout)
    {
        using var master = ReadMaster(layout);
        using var signing = Read(layout.SigningKeyFile, "keys/signing.key", _signing, master);
        using var log = Read(layout.LogKeyFile, "keys/log.key", _log, master);
    }

    /// <summary>The key that signs checkpoints; the caller disposes of it.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: what is wrong with the file.</exception>
    internal static SigningKey OpenLog(HubDirectoryLayout layout)
    {
        using var master = ReadMaster(layout);
        using var seed = Read(layout.LogKeyFile, "keys/log.key", _log, master);
        return SigningKey.ImportSeed(seed);
    }

    private static VerificationKey Create(string path, KeyKind kind, SymmetricKey master)
    {
        using var key = SigningKey.Generate();
        using var seed = key.ExportSeed();
        return KeyFile.Write(path, kind, seed, master) ? key.PublicKey : throw AlreadyThere();
    }

    private static SecretBytes Read(string path, string name, KeyKind kind, SymmetricKey master)
    {
        var (status, seed) = KeyFile.Read(path, kind, master);
        return status == KeyFileStatus.Ok ? seed! : throw Fault(name, status);
    }

    private static FedHubException AlreadyThere() => new(ErrorCode.FailedPrecondition, "There are keys already; they are never overwritten.");

    private static SymmetricKey ReadMaster(HubDirectoryLayout layout)
    {
        var status = MasterKeyFile.Read(layout.MasterKeyFile, out var master);
        return status == KeyFileStatus.Ok ? master! : throw Fault("keys/master.key", status);
    }

    private static FedHubException Fault(string file, KeyFileStatus status) => new(
        ErrorCode.FailedPrecondition,
        status switch
        {
            KeyFileStatus.NotFound => $"There is no {file}. Run 'fedhub hub init' first, or restore it from where it is kept.",
            KeyFileStatus.NotPrivate => $"{file} is open to others; set its mode to 0600.",
            _ => $"{file} cannot be used ({status}); restore it from where it is kept.",
        });
}
