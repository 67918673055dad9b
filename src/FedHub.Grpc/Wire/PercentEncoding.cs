using System.Buffers;
using System.Text;

namespace FedHub.Grpc.Wire;

/// <summary>The encoding of <c>grpc-message</c>: UTF-8 in which all but printable ASCII, and "%", is written as %XX.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> _plain = SearchValues.Create(
        " !\"#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(_plain))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet < 0x80 && _plain.Contains((char)octet))
            {
                builder.Append((char)octet);
            }
            else
            {
                builder.Append('%').Append(Convert.ToHexString([octet]));
            }
        }

        return builder.ToString();
    }

    /// <summary>Never fails: what is not a valid %XX stays as it is, and invalid UTF-8 becomes U+FFFD.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var octets = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                octets[count++] = (byte)((HexDigit(text[i + 1]) << 4) | HexDigit(text[i + 2]));
                i += 2;
            }
            else
            {
                var rune = Rune.TryGetRuneAt(text, i, out var found) ? found : Rune.ReplacementChar;
                count += rune.EncodeToUtf8(octets.AsSpan(count));
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return Encoding.UTF8.GetString(octets, 0, count);
    }

    private static int HexDigit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
