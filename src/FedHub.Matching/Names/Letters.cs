using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace FedHub.Matching;

/// <summary>From letters of the supported scripts to sounds, by <c>letters.tsv</c>.</summary>
internal static class Letters
{
    private static readonly FrozenDictionary<char, string> _sounds = Load();

    /// <summary>Letters that look alike in Latin (index even) and Cyrillic (index odd).</summary>
    private const string LookAlikes = "aаeеoоpрcсyуxхiіjјkкmмtтhнbвsѕqԛwԝhһdԁ";

    /// <summary>Sounds of a letter; empty for marks that carry none, null for letters of an unsupported script.</summary>
    public static string? SoundOf(char letter)
    {
        if (_sounds.TryGetValue(letter, out var sound))
        {
            return sound;
        }

        if (!char.IsLetter(letter))
        {
            return "";
        }

        // A precomposed letter with a mark that the table does not list sounds as its base letter.
        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        return parts.Length > 1 && _sounds.TryGetValue(parts[0], out sound) ? sound
            : CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.ModifierLetter ? "" : null;
    }

    /// <summary>The same-looking letter of the other script, or the letter itself.</summary>
    public static char Twin(char letter, bool wantCyrillic)
    {
        for (var i = 0; i < LookAlikes.Length; i += 2)
        {
            if (LookAlikes[wantCyrillic ? i : i + 1] == letter)
            {
                return LookAlikes[wantCyrillic ? i + 1 : i];
            }
        }

        return letter;
    }

    private static FrozenDictionary<char, string> Load()
        => EmbeddedTable.Rows("letters.tsv").ToFrozenDictionary(r => r[0][0], r => r[1] == "Q" ? "" : r[1]);
}
