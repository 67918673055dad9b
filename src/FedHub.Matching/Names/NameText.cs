using System.Text;

namespace FedHub.Matching;

/// <summary>Brings raw text into one form before it is cut into words.</summary>
internal static class NameText
{
    /// <summary>Longer texts are cut: no name needs more, and key derivation stays cheap on hostile input.</summary>
    public const int MaxLength = 256;

    /// <summary>NFKC, lower case, at most <see cref="MaxLength"/> characters; broken surrogates become spaces.</summary>
    public static string Clean(string text, out bool wasCut)
    {
        wasCut = text.Length > MaxLength;
        var chars = (wasCut ? text[..MaxLength] : text).ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            // Letters beyond the basic plane belong to no script we read; a lone half would make Normalize throw.
            if (char.IsSurrogate(chars[i]) || chars[i] is '\uFFFE' or '\uFFFF')
            {
                chars[i] = ' ';
            }
        }

        var normal = new string(chars).Normalize(NormalizationForm.FormKC);
        // NFKC expands some ligatures up to eighteenfold.
        return Lower(normal.Length > MaxLength ? normal[..MaxLength] : normal);
    }

    private static string Lower(string text)
        => text.Replace('İ', 'i').ToLowerInvariant();
}
