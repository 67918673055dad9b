using System.Text;

namespace FedHub.Matching;

/// <summary>Reads words in Arabic script: the article falls, and a silent first letter carries a vowel.</summary>
internal static class ArabicSounds
{
    // The word is no article before a name: it is the name's second half.
    private const string God = "alah";

    // Ilham, Ilyas, Elnaz, Elmira, Elif begin with the letters of the article, but it is their own.
    private static readonly HashSet<string> _noArticle = new(StringComparer.Ordinal) { "الهام", "الیاس", "الياس", "الناز", "المیرا", "الميرا", "الیف", "الیار" };

    public static string Read(string word)
    {
        if (word is "الله" or "اللہ")
        {
            return God;
        }

        var letters = WithGodsVowel(WithoutArticle(word));
        var sounds = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            var isCarrier = i == 0 && letters[0] is 'ع' or 'ء' or 'ئ' or 'ؤ' && (letters.Length == 1 || letters[1] is < '\u064B' or > '\u0650');
            var isDoubled = letters[i] == 'و' && i + 1 < letters.Length && letters[i + 1] == 'و';
            sounds.Append(isCarrier ? "a" : isDoubled ? "v" : Letters.SoundOf(letters[i]));
            i += isDoubled ? 1 : 0;
        }

        return sounds.ToString();
    }

    /// <summary>Two l without a vowel between them count twice, but here they are one. After "servant of", l is what it ends with.</summary>
    private static string WithGodsVowel(string word)
        => word.StartsWith("عبد", StringComparison.Ordinal) ? word
            : word.Replace("الله", "اله", StringComparison.Ordinal).Replace("اللہ", "اله", StringComparison.Ordinal);

    private static string WithoutArticle(string word)
    {
        if (_noArticle.Contains(word))
        {
            return word;
        }

        // Vowel signs may stand between alif and lam.
        var at = word[0] is 'ا' or 'ٱ' ? 1 : 0;
        while (at > 0 && at < word.Length && word[at] is >= '\u064B' and <= '\u0652')
        {
            at++;
        }

        return at > 0 && at < word.Length && word[at] == 'ل' && word.Length - at > 3 ? word[(at + 1)..].TrimStart('\u0652') : word;
    }
}
