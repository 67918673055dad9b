using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FedHub.Transparency;

/// <summary>Text as the formats allow it: UTF-8 without control characters but the newline.</summary>
internal static class NoteText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static byte[] Encode(string text) => _strict.GetBytes(text);

    internal static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        foreach (var value in bytes)
        {
            if (value < 0x20 && value != '\n')
            {
                return false;
            }
        }

        try
        {
            text = _strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are not UTF-8 are an expected outcome.
            return false;
        }
    }

    /// <summary>Splits text that ends in a newline into its lines; null when it does not end so.</summary>
    internal static string[]? Lines(string text) => text.EndsWith('\n') ? text[..^1].Split('\n') : null;
}
