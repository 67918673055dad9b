using System.Text;

namespace FedHub.Matching;

/// <summary>From one lower-case word to its sounds.</summary>
internal static class WordReader
{
    /// <summary>Sounds of a word whose letters are all readable; others are left out.</summary>
    public static string Sounds(string word, bool isTurkic)
    {
        var isLatin = false;
        foreach (var letter in word)
        {
            isLatin |= Scripts.NameOf(letter) == "Latin";
        }

        if (isLatin)
        {
            var read = LatinSounds.Read(word, isTurkic);
            return ArmenianSounds.IsFamily(read) ? ArmenianSounds.WithLooseH(read) : read;
        }

        if (Scripts.NameOf(word[0]) == "Armenian")
        {
            return ArmenianSounds.Read(word);
        }

        return OfLetters(word);
    }

    /// <summary>Letter by letter.</summary>
    public static string OfLetters(string word)
    {
        var sounds = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            sounds.Append(Letters.SoundOf(letter));
        }

        return sounds.ToString();
    }

    /// <summary>Two sounds that some alphabets write as one letter.</summary>
    public static string Unite(string sounds)
        => WithFinalA(sounds).Replace("ng", "n", StringComparison.Ordinal).Replace("ts", "z", StringComparison.Ordinal).Replace("dj", "j", StringComparison.Ordinal)
            .Replace("ldin", "din", StringComparison.Ordinal).Replace("ldiyn", "din", StringComparison.Ordinal);

    /// <summary>Ahmed, Muhammed, Mehmet: the last vowel is an a, while e elsewhere is nearer to i (Selim, Hatem).</summary>
    private static string WithFinalA(string sounds)
        => sounds.Length > 4 && sounds[^3] == 'm' && sounds[^2] == 'e' && sounds[^1] is 'd' or 't' ? sounds[..^2] + "ad" : sounds;

    /// <summary>
    /// Undoes look-alike letters: a word that mixes Latin and Cyrillic is read in the one script in which all of its letters exist; where
    /// both or neither would do, in that of most of its letters.
    /// </summary>
    public static string OneScript(string word)
    {
        int latin = 0, cyrillic = 0;
        bool latinHasTwins = true, cyrillicHasTwins = true;
        foreach (var letter in word)
        {
            switch (Scripts.NameOf(letter))
            {
                case "Latin":
                    latin++;
                    latinHasTwins &= Letters.Twin(letter, wantCyrillic: true) != letter;
                    break;
                case "Cyrillic":
                    cyrillic++;
                    cyrillicHasTwins &= Letters.Twin(letter, wantCyrillic: false) != letter;
                    break;
            }
        }

        var wantCyrillic = latinHasTwins == cyrillicHasTwins ? cyrillic >= latin : latinHasTwins;
        return latin == 0 || cyrillic == 0 ? word
            : string.Create(word.Length, (word, wantCyrillic), static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Letters.Twin(state.word[i], state.wantCyrillic);
                }
            });
    }

    /// <summary>The script of a letter that we cannot read, or null.</summary>
    public static string? UnreadScript(string word)
    {
        foreach (var letter in word)
        {
            if (char.IsLetter(letter) && Letters.SoundOf(letter) is null)
            {
                return Scripts.NameOf(letter);
            }
        }

        return null;
    }
}
