using System.Buffers;
using System.Globalization;
using System.Text;

namespace FedHub.Matching;

/// <summary>Brings raw text into one form before it is cut into words.</summary>
internal static class NameText
{
    /// <summary>Longer texts are cut: no name needs more, and key derivation stays cheap on hostile input.</summary>
    public const int MaxLength = 256;

    /// <summary>What decoders put where a byte is not of their encoding.</summary>
    public const char LostLetter = '\uFFFD';

    private const char ZeroWidthSpace = '\u200B';

    // A letter's mark to NFKC, but what is typed with it is an apostrophe.
    private const char AcuteAccent = '\u00B4';

    // The middle dot parts letters that would be read as one: t·s in romanisations, l·l in Catalan.
    private static readonly SearchValues<char> _withinWords = SearchValues.Create("'`’‘‛′·");

    /// <summary>
    /// Whether a character that is no letter ends a word. All do but marks, signs that are not seen, apostrophes, the middle dot, and digits, which are slips of the pen.
    /// </summary>
    public static bool Separates(char c) => c == ZeroWidthSpace || (!_withinWords.Contains(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.DecimalDigitNumber));

    /// <summary>NFKC, lower case, at most <see cref="MaxLength"/> characters; broken surrogates become spaces.</summary>
    public static string Clean(string text, out bool wasCut)
    {
        wasCut = text.Length > MaxLength;
        var chars = (wasCut ? text[..MaxLength] : text).ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            // Letters beyond the basic plane belong to no script we read; a lone half would make Normalize throw.
            chars[i] = char.IsSurrogate(chars[i]) || chars[i] is '\uFFFE' or '\uFFFF' ? ' ' : chars[i] == AcuteAccent ? '\'' : chars[i];
        }

        var normal = new string(chars).Normalize(NormalizationForm.FormKC);
        // NFKC expands some ligatures up to eighteenfold.
        return Lower(normal.Length > MaxLength ? normal[..MaxLength] : normal);
    }

    private static string Lower(string text)
        => text.Replace('İ', 'i').ToLowerInvariant();
}
