using System.Security.Cryptography;

namespace FedHub.Matching;

/// <summary>Base58 with the checksum of Bitcoin addresses: the first four bytes of SHA-256 applied twice.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int ChecksumBytes = 4;

    /// <summary>Bytes, most significant first, or null if another character occurs. Quadratic: for short texts only.</summary>
    public static byte[]? Decode(string text)
    {
        var reversed = new List<byte>();
        foreach (var c in text)
        {
            var carry = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (carry < 0)
            {
                return null;
            }

            for (var i = 0; i < reversed.Count; i++)
            {
                carry += reversed[i] * 58;
                reversed[i] = (byte)carry;
                carry >>= 8;
            }

            for (; carry > 0; carry >>= 8)
            {
                reversed.Add((byte)carry);
            }
        }

        // Each leading 1 is a zero byte.
        reversed.AddRange(text.TakeWhile(c => c == '1').Select(_ => (byte)0));
        reversed.Reverse();
        return [.. reversed];
    }

    public static bool HasChecksum(byte[] bytes)
        => bytes.Length > ChecksumBytes
            && SHA256.HashData(SHA256.HashData(bytes.AsSpan(0, bytes.Length - ChecksumBytes))).AsSpan(0, ChecksumBytes).SequenceEqual(bytes.AsSpan(bytes.Length - ChecksumBytes));
}
