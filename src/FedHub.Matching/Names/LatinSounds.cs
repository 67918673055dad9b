using System.Text;

namespace FedHub.Matching;

/// <summary>Reads the letter groups that Latin spellings use for one sound, whichever language they come from.</summary>
internal static class LatinSounds
{
    /// <summary>Longest first: the first that fits is taken.</summary>
    private static readonly (string Letters, string Sound)[] _groups =
    [
        ("shch", "c"), ("tsch", "c"), ("dsch", "j"), ("dzh", "j"), ("szh", "sj"), ("sch", "c"), ("tch", "c"), ("zh", "j"), ("dj", "j"), ("dz", "z"), ("dž", "j"),
        ("sh", "c"), ("ch", "c"), ("cz", "c"), ("sz", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "T"), ("dh", "D"), ("bh", "b"),
        ("ck", "k"), ("ts", "z"), ("tz", "z"), ("wh", "W"), ("ng", "n"),
    ];

    /// <summary>Sounds of a lower-case Latin word without its marks.</summary>
    public static string Read(string word, bool isTurkic)
    {
        var sounds = new StringBuilder(word.Length);
        var i = 0;
        while (i < word.Length)
        {
            if (GroupAt(word, i) is { Letters: not null } group)
            {
                sounds.Append(group.Sound);
                i += group.Letters.Length;
                continue;
            }

            sounds.Append(word[i] == 'c' ? SoundOfC(word, i, isTurkic) : Letters.SoundOf(word[i]) ?? "");
            i++;
        }

        return sounds.ToString();
    }

    private static (string? Letters, string Sound) GroupAt(string word, int at)
    {
        foreach (var group in _groups)
        {
            if (group.Letters[0] == word[at] && word.AsSpan(at).StartsWith(group.Letters, StringComparison.Ordinal))
            {
                return group;
            }
        }

        return default;
    }

    private static string SoundOfC(string word, int at, bool isTurkic)
    {
        if (isTurkic)
        {
            return "C";
        }

        return at + 1 < word.Length && word[at + 1] is 'e' or 'i' or 'y' ? "s" : "k";
    }
}
