using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>Standard base64 with padding (RFC 4648 §4), where each value has exactly one text.</summary>
internal static class PlainBase64
{
    internal static bool TryParse(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64String(text, buffer, out var written))
        {
            return false;
        }

        // The framework skips white space and ignores stray bits; the one true text does neither.
        bytes = buffer[..written];
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
    }
}
