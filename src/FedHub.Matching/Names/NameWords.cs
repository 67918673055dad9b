namespace FedHub.Matching;

/// <summary>Words in names that do not tell persons apart, in sound form so that one list serves all scripts.</summary>
internal static class NameWords
{
    private static readonly HashSet<string> _titles = Forms(
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "eng", "engineer", "haji", "hajji", "hadji", "hajj", "sheikh", "shaykh", "shaikh", "sheykh", "cheikh",
        "mullah", "mulla", "maulana", "mawlana", "maulavi", "mawlawi", "molvi", "qari", "hafiz", "hafez", "ustad", "ustaz", "general", "brigadier", "gen", "colonel", "col",
        "captain", "capt", "major", "lieutenant", "jr", "sr", "don", "dona", "sir", "lord", "alhaji", "hojatoleslam", "ayatollah", "господин", "доктор", "гражданин", "гражданка");

    private static readonly HashSet<string> _particles = Forms(
        "abu", "abou", "abi", "abo", "al", "el", "ul", "ad", "ar", "as", "ash", "at", "ath", "an", "az", "adh", "ud", "ur", "bin", "ibn", "ben", "bint", "binti", "bent", "ould", "wuld", "ould", "oglu", "ogly", "oghli",
        "ogli", "ugli", "uulu", "uly", "ulu", "kyzy", "kizi", "qizi", "gizi", "kyz", "qyzy", "uli", "de", "del", "la", "las", "los", "da", "do", "dos", "das", "di", "van", "von", "der", "den", "y", "e", "u", "zu", "i");

    private static readonly HashSet<string> _joinsNext = Forms("abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdu", "abdoul");

    private static readonly HashSet<string> _joinsPrevious = Forms("ullah", "ollah", "allah", "ulla", "olla", "alla", "uddin", "eddin", "addin", "aldin", "din", "eddine", "udin");

    // Names that are commonly cut short in writing.
    private static readonly Dictionary<string, string> _shortened = new(StringComparer.Ordinal)
    {
        ["mhd"] = "muhammad",
        ["mohd"] = "muhammad",
        ["muhd"] = "muhammad",
        ["md"] = "muhammad",
    };

    /// <summary>The name that a lower-case abbreviation stands for, or the word itself.</summary>
    public static string Unabbreviated(string word) => _shortened.GetValueOrDefault(word, word);

    public static bool IsTitle(string sound) => _titles.Contains(sound);

    public static bool IsParticle(string sound) => _particles.Contains(sound);

    public static bool JoinsNext(string sound) => _joinsNext.Contains(sound);

    public static bool JoinsPrevious(string sound) => _joinsPrevious.Contains(sound);

    private static HashSet<string> Forms(params string[] words)
        => [.. words.Select(w => SoundForms.Sound(SoundForms.Expand(WordReader.Sounds(w, isTurkic: false))[0]))];
}
