using System.Security.Cryptography;
using System.Text;

namespace FedHub.Cryptography;

/// <summary>The master key of a node or hub, which starts unattended: bare in a file of mode 0600 that backups leave out.</summary>
public static class MasterKeyFile
{
    private const string Label = "fedhub-master-key v1\n";

    /// <summary>Makes a random master key and writes it durably.</summary>
    /// <returns>False when there is a file already; it is never overwritten.</returns>
    public static bool TryCreate(string path)
    {
        using var secret = SecretBytes.Random(SymmetricKey.Size);
        using var lease = secret.Lease();
        var content = Encoding.ASCII.GetBytes($"{Label}{Convert.ToHexStringLower(lease.Bytes)}\n");
        try
        {
            return DurableFile.TryWrite(path, content, overwrite: false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the key.</summary>
    /// <param name="path">The file; only its owner may have access.</param>
    /// <param name="key">The key, owned by the caller, if the status is <see cref="KeyFileStatus.Ok"/>.</param>
    public static KeyFileStatus Read(string path, out SymmetricKey? key)
    {
        key = null;
        var status = KeyFile.ReadPrivate(path, out var bytes);
        if (status != KeyFileStatus.Ok)
        {
            return status;
        }

        Span<byte> secret = stackalloc byte[SymmetricKey.Size];
        var hex = bytes.AsSpan(Math.Min(Label.Length, bytes.Length));
        var valid = bytes.Length == Label.Length + (2 * SymmetricKey.Size) + 1
            && bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Label))
            && hex[^1] == '\n'
            && Convert.FromHexString(hex[..^1], secret, out _, out _) == System.Buffers.OperationStatus.Done;
        key = valid ? SymmetricKey.Import(secret) : null;
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(bytes);
        return valid ? KeyFileStatus.Ok : KeyFileStatus.Corrupt;
    }
}
