namespace FedHub.Matching;

/// <summary>Words in names that do not tell persons apart, as sounds so that one list serves all scripts.</summary>
/// <remarks>Compared vowel by vowel: by classes of vowels Юлия is ullah, Aydın and Юдин are uddin, Лия is la and Ян is an.</remarks>
internal static class NameWords
{
    private static readonly HashSet<string> _titles = Forms(
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "eng", "engineer", "haji", "hajji", "hadji", "hajj", "sheikh", "shaykh", "shaikh", "sheykh", "shekh", "cheikh", "شیخ",
        "mullah", "mulla", "mollah", "mullo", "maulana", "mawlana", "moulana", "mulana", "molana", "maulavi", "mawlawi", "moulavi", "maulvi", "moulvi", "molvi", "mulvi",
        "qari", "hafiz", "hafez", "ustad", "ostad", "ustaz", "general", "brigadier", "gen", "colonel", "col",
        "captain", "capt", "major", "lieutenant", "jr", "sr", "don", "dona", "sir", "lord", "alhaji", "hojatoleslam", "ayatollah", "господин", "доктор", "гражданин", "гражданка");

    private static readonly HashSet<string> _particles = Forms(
        "abu", "abou", "abi", "abo", "al", "el", "ul", "ol", "ad", "ar", "as", "ash", "at", "ath", "an", "az", "adh", "ud", "od", "ur", "or", "bin", "ibn", "ben", "bint", "binti", "bent", "بن", "بنت", "ابن",
        "ould", "wuld", "uld", "de", "del", "la", "las", "los", "da", "do", "du", "dos", "das", "di", "van", "von", "der", "den", "y", "e", "u", "zu", "i");

    // Follow the father's name.
    private static readonly HashSet<string> _childOf = Forms("oglu", "ogly", "oghli", "ogli", "ugli", "uglu", "uulu", "uly", "ulu", "kyzy", "kizi", "qizi", "gizi", "kyz", "qyzy", "uli");

    private static readonly HashSet<string> _joinsNext = Forms("abd", "abdul", "abdel", "abdil", "abdal", "abdol", "abdur", "abdor", "abdus", "abdu", "abdou", "abdo", "abdoul");

    // Not folded: what tells Allah from Ala is the doubled letter. Alla is a name.
    private static readonly HashSet<string> _joinsPrevious = new(StringComparer.Ordinal)
    {
        "ullah", "ollah", "allah", "alah", "ulah", "ulla", "olla", "alloh", "ulloh", "ullo",
        "uddin", "oddin", "iddin", "eddin", "addin", "udin", "edin", "adin", "din", "dyn", "uddine", "eddine", "uddeen", "eddeen", "uldeen", "eldeen", "aldeen", "deen",
    };

    // Names that are commonly cut short in writing.
    private static readonly Dictionary<string, string> _shortened = new(StringComparer.Ordinal)
    {
        ["mhd"] = "muhammad",
        ["mohd"] = "muhammad",
        ["muhd"] = "muhammad",
        ["md"] = "muhammad",
    };

    private static readonly int _longest = _titles.Concat(_particles).Concat(_childOf).Concat(_joinsNext).Max(word => word.Length);

    /// <summary>The name that a lower-case abbreviation stands for, or the word itself.</summary>
    public static string Unabbreviated(string word) => _shortened.GetValueOrDefault(word, word);

    public static bool IsTitle(string sounds) => Has(_titles, sounds);

    public static bool IsParticle(string sounds) => Has(_particles, sounds) || IsChildOf(sounds);

    public static bool IsChildOf(string sounds) => Has(_childOf, sounds);

    public static bool JoinsNext(string sounds) => Has(_joinsNext, sounds);

    public static bool JoinsPrevious(string sounds) => _joinsPrevious.Contains(sounds);

    // Twice as long, for doubled letters: longer words are on no list, and need not be folded to know it.
    private static bool Has(HashSet<string> words, string sounds) => sounds.Length <= 2 * _longest && words.Contains(Fold(sounds));

    /// <summary>The likeliest reading with y as i, q as k and doubled letters once.</summary>
    private static string Fold(string sounds)
    {
        var reading = SoundForms.Expand(sounds)[0];
        Span<char> folded = stackalloc char[reading.Length];
        var length = 0;
        foreach (var sound in reading)
        {
            var plain = sound switch { 'y' => 'i', 'q' => 'k', _ => sound };
            if (length == 0 || folded[length - 1] != plain)
            {
                folded[length++] = plain;
            }
        }

        return folded[..length].SequenceEqual(reading) ? reading : new string(folded[..length]);
    }

    private static HashSet<string> Forms(params string[] words)
        => [.. words.Select(w => Fold(WordReader.Unite(WordReader.Sounds(w, isTurkic: false))))];
}
