using System.Security.Cryptography;
using System.Text;

namespace FedHub.Cryptography;

/// <summary>Key files: a secret encrypted with XChaCha20-Poly1305 under a master key or a passphrase, in five lines of text.</summary>
/// <remarks>Kind and protection are authenticated with the secret. Files have mode 0600 and are written durably.</remarks>
public static class KeyFile
{
    /// <summary>The longest secret that a key file takes: 4,096 bytes.</summary>
    public const int MaxSecretSize = 4096;

    private const int MaxFileSize = 16 * 1024;

    private const UnixFileMode GroupAndOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Writes a secret encrypted under a master key.</summary>
    /// <returns>False when a file is there and <paramref name="overwrite"/> is false.</returns>
    /// <exception cref="IOException">The file could not be written durably.</exception>
    public static bool Write(string path, KeyKind kind, SecretBytes secret, SymmetricKey masterKey, bool overwrite = false) =>
        Write(path, new KeyFileHeader(kind, null), secret, masterKey, overwrite);

    /// <summary>Writes a secret encrypted under a passphrase.</summary>
    /// <returns>False when a file is there and <paramref name="overwrite"/> is false.</returns>
    /// <exception cref="ArgumentException">The passphrase is empty or the cost is out of range.</exception>
    /// <exception cref="IOException">The file could not be written durably.</exception>
    public static bool Write(
        string path, KeyKind kind, SecretBytes secret, ReadOnlySpan<char> passphrase, PassphraseCost cost, bool overwrite = false)
    {
        var salt = RandomNumberGenerator.GetBytes(KeyStretch.SaltSize);
        using var key = PassphraseKey.Derive(passphrase, salt, cost);
        return Write(path, new KeyFileHeader(kind, new PassphraseSalt(cost, salt)), secret, key, overwrite);
    }

    /// <summary>Reads a secret that was written under a master key.</summary>
    public static KeyFileResult Read(string path, KeyKind kind, SymmetricKey masterKey)
    {
        var status = Load(path, kind, out var content);
        return status == KeyFileStatus.Ok && content!.Header.Passphrase is not null
            ? new KeyFileResult(KeyFileStatus.WrongProtection, null)
            : Open(status, content, masterKey);
    }

    /// <summary>Reads a secret that was written under a passphrase.</summary>
    public static KeyFileResult Read(string path, KeyKind kind, ReadOnlySpan<char> passphrase)
    {
        var status = Load(path, kind, out var content);
        if (status != KeyFileStatus.Ok)
        {
            return new KeyFileResult(status, null);
        }

        if (content!.Header.Passphrase is not { } stored)
        {
            return new KeyFileResult(KeyFileStatus.WrongProtection, null);
        }

        if (passphrase.IsEmpty)
        {
            return new KeyFileResult(KeyFileStatus.WrongKey, null);
        }

        using var key = PassphraseKey.Derive(passphrase, stored.Salt, stored.Cost);
        return Open(status, content, key);
    }

    /// <summary>Reads a file that must be private to its owner.</summary>
    internal static KeyFileStatus ReadPrivate(string path, out byte[] bytes)
    {
        bytes = [];
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

            // Asked of the open file, not of the name, which could be exchanged in between.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & GroupAndOthers) != UnixFileMode.None)
            {
                return KeyFileStatus.NotPrivate;
            }

            if (stream.Length > MaxFileSize)
            {
                return KeyFileStatus.Corrupt;
            }

            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return KeyFileStatus.Ok;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeyFileStatus.NotFound;
        }
        catch (UnauthorizedAccessException)
        {
            return KeyFileStatus.Unreadable;
        }
    }

    private static bool Write(string path, KeyFileHeader header, SecretBytes secret, SymmetricKey key, bool overwrite)
    {
        if (secret.Length > MaxSecretSize)
        {
            throw new ArgumentException("The secret is too long for a key file.", nameof(secret));
        }

        using var lease = secret.Lease();
        var ciphertext = key.Encrypt(lease.Bytes, Encoding.ASCII.GetBytes(header.Format()));
        return DurableFile.TryWrite(path, new KeyFileContent(header, ciphertext).Format(), overwrite);
    }

    private static KeyFileStatus Load(string path, KeyKind kind, out KeyFileContent? content)
    {
        content = null;
        var status = ReadPrivate(path, out var bytes);
        if (status == KeyFileStatus.Ok)
        {
            status = KeyFileContent.TryParse(bytes, out content);
        }

        return status == KeyFileStatus.Ok && content!.Header.Kind != kind ? KeyFileStatus.WrongKind : status;
    }

    private static KeyFileResult Open(KeyFileStatus status, KeyFileContent? content, SymmetricKey key)
    {
        if (status != KeyFileStatus.Ok)
        {
            return new KeyFileResult(status, null);
        }

        var secret = SecretBytes.Allocate(content!.Ciphertext.Length - SymmetricKey.Overhead);
        using var lease = secret.Lease();
        if (!key.TryDecrypt(content.Ciphertext, Encoding.ASCII.GetBytes(content.Header.Format()), lease.Writable))
        {
            // The checksum has shown that the file is as it was written, so it is the key that differs.
            secret.Dispose();
            return new KeyFileResult(KeyFileStatus.WrongKey, null);
        }

        return new KeyFileResult(KeyFileStatus.Ok, secret);
    }
}
