using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>The hub's own keys on disk: a master key, and under it the signing key that the directory may list.</summary>
internal static class HubKeys
{
    private static readonly KeyKind _signing = KeyKind.Parse("hub-signing");

    /// <summary>Makes both keys durably; they are never overwritten.</summary>
    /// <returns>The public signing key.</returns>
    internal static VerificationKey Create(HubDirectoryLayout layout)
    {
        if (!MasterKeyFile.TryCreate(layout.MasterKeyFile))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "There are keys already; they are never overwritten.");
        }

        using var master = ReadMaster(layout);
        using var signing = SigningKey.Generate();
        using var seed = signing.ExportSeed();
        return KeyFile.Write(layout.SigningKeyFile, _signing, seed, master)
            ? signing.PublicKey
            : throw new FedHubException(ErrorCode.FailedPrecondition, "There are keys already; they are never overwritten.");
    }

    /// <summary>Makes sure that the keys are there and whole, so that the hub does not find out when it needs them.</summary>
    /// <exception cref="FedHubException">FailedPrecondition: which file is wrong, and how.</exception>
    internal static void Check(HubDirectoryLayout layout)
    {
        using var master = ReadMaster(layout);
        var (status, seed) = KeyFile.Read(layout.SigningKeyFile, _signing, master);
        seed?.Dispose();
        if (status != KeyFileStatus.Ok)
        {
            throw Fault("keys/signing.key", status);
        }
    }

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
