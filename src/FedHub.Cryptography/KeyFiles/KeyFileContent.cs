using System.Text;

namespace FedHub.Cryptography;

/// <summary>A key file taken apart: header, ciphertext, and a checksum that tells damage from a wrong passphrase.</summary>
internal sealed record KeyFileContent(KeyFileHeader Header, byte[] Ciphertext)
{
    private const string DataLabel = "data: ";
    private const string ChecksumLabel = "sha256: ";

    internal byte[] Format()
    {
        var body = $"{Header.Format()}{DataLabel}{Convert.ToBase64String(Ciphertext)}\n";
        return Encoding.ASCII.GetBytes($"{body}{ChecksumLabel}{Digest.Of(Encoding.ASCII.GetBytes(body))}\n");
    }

    internal static KeyFileStatus TryParse(ReadOnlySpan<byte> bytes, out KeyFileContent? content)
    {
        content = null;
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.StartsWith(KeyFileHeader.FirstLine + "\n", StringComparison.Ordinal))
        {
            return IsOtherVersion(text) ? KeyFileStatus.UnknownFormat : KeyFileStatus.Corrupt;
        }

        if (text.Split('\n') is not [_, var kind, var protection, var data, var checksum, ""]
            || !HasChecksum(text, checksum)
            || !KeyFileHeader.TryParse(kind, protection, out var header)
            || !TryParseData(data, out var ciphertext))
        {
            return KeyFileStatus.Corrupt;
        }

        content = new KeyFileContent(header, ciphertext);
        return KeyFileStatus.Ok;
    }

    private static bool IsOtherVersion(string text) =>
        text.StartsWith("fedhub-key v", StringComparison.Ordinal) && text.Contains('\n', StringComparison.Ordinal);

    private static bool HasChecksum(string text, string line)
    {
        var body = text[..^(line.Length + 1)];
        return string.Equals(line, $"{ChecksumLabel}{Digest.Of(Encoding.Latin1.GetBytes(body))}", StringComparison.Ordinal);
    }

    private static bool TryParseData(string line, out byte[] ciphertext)
    {
        ciphertext = [];
        if (!line.StartsWith(DataLabel, StringComparison.Ordinal))
        {
            return false;
        }

        var buffer = new byte[line.Length];
        if (!Convert.TryFromBase64String(line[DataLabel.Length..], buffer, out var written) || written <= SymmetricKey.Overhead)
        {
            return false;
        }

        ciphertext = buffer[..written];
        return true;
    }
}
