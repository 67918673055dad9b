namespace FedHub.Matching;

/// <summary>Reads words in Armenian script, and family names that Armenians write in Latin letters.</summary>
internal static class ArmenianSounds
{
    private const char Vo = 'ո';
    private const int LeastFamily = 6;

    public static string Read(string word)
    {
        // At the beginning it is vo, but it is o before v, and u with the letter that makes it so.
        var begins = word[0] == Vo && word.Length > 1 && word[1] is not ('ւ' or 'վ');
        var sounds = WordReader.OfLetters(word);
        return WithLooseH(begins ? "v" + sounds : sounds);
    }

    /// <summary>Hakobyan, Harutyunian: Russian leaves their first letter out.</summary>
    public static bool IsFamily(string sounds)
        => sounds.Length >= LeastFamily && (sounds.EndsWith("yan", StringComparison.Ordinal) || sounds.EndsWith("ian", StringComparison.Ordinal));

    public static string WithLooseH(string sounds)
        => sounds.Length > 1 && sounds[0] == 'h' && SoundForms.IsVowel(sounds[1]) ? "H" + sounds[1..] : sounds;
}
