using System.Text;

namespace FedHub.Matching;

/// <summary>Reads words in Arabic script: the article falls, and a silent first letter carries a vowel.</summary>
internal static class ArabicSounds
{
    public static string Read(string word)
    {
        var letters = WithoutArticle(word);
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

    private static string WithoutArticle(string word)
    {
        // Vowel signs may stand between alif and lam.
        var at = word[0] is 'ا' or 'ٱ' ? 1 : 0;
        while (at > 0 && at < word.Length && word[at] is >= '\u064B' and <= '\u0652')
        {
            at++;
        }

        return at > 0 && at < word.Length && word[at] == 'ل' && word.Length - at > 3 ? word[(at + 1)..].TrimStart('\u0652') : word;
    }
}
