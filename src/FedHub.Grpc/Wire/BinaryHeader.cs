namespace FedHub.Grpc.Wire;

/// <summary>Values of "-bin" headers: base64, with or without padding.</summary>
internal static class BinaryHeader
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] value)
    {
        value = [];
        var trimmed = text.Trim().TrimEnd('=');

        // One character over a multiple of four cannot hold a byte.
        if (trimmed.Length % 4 == 1)
        {
            return false;
        }

        var padded = new char[(trimmed.Length + 3) / 4 * 4];
        padded.AsSpan().Fill('=');
        trimmed.CopyTo(padded);
        var octets = new byte[padded.Length / 4 * 3];

        // Convert skips white space; a header value has none inside.
        if (trimmed.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(padded, octets, out var length))
        {
            return false;
        }

        value = octets.AsSpan(0, length).ToArray();
        return true;
    }
}
