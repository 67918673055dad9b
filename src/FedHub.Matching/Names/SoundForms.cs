using System.Text;

namespace FedHub.Matching;

/// <summary>From sounds to the two forms that keys are made of, and the alternates of ambiguous sounds.</summary>
internal static class SoundForms
{
    private const int MaxForms = 4;

    private static readonly string[] _femaleEndings = ["uva", "ava", "iva", "ina"];

    /// <summary>The readings of a word's ambiguous sounds, the likeliest first, at most four.</summary>
    public static IReadOnlyList<string> Expand(string sounds)
    {
        if (!sounds.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            return [sounds];
        }

        var forms = new List<StringBuilder> { new() };
        for (var i = 0; i < sounds.Length; i++)
        {
            var options = Options(sounds, i);
            var count = forms.Count;
            for (var f = 0; f < count; f++)
            {
                for (var o = 1; o < options.Length && forms.Count < MaxForms; o++)
                {
                    forms.Add(new StringBuilder().Append(forms[f]).Append(options[o]));
                }

                forms[f].Append(options[0]);
            }
        }

        return [.. forms.Select(f => f.ToString()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The whole name as its other writing has it: the Russian г for h, an Armenian h left out. The same text where there is neither.</summary>
    public static string WithOtherH(string sounds)
        => sounds.AsSpan().ContainsAny('G', 'H') ? sounds.Replace("Gyu", "gyu", StringComparison.Ordinal).Replace('G', 'h').Replace("H", "", StringComparison.Ordinal) : sounds;

    /// <summary>Consonants with vowels in three classes (a, i, u); runs of vowels count as one, doubled letters once.</summary>
    public static string Sound(string sounds)
    {
        var form = new StringBuilder(sounds.Length);
        var i = 0;
        while (i < sounds.Length)
        {
            if (IsVowel(sounds[i]))
            {
                var start = i;
                while (i < sounds.Length && IsVowel(sounds[i]))
                {
                    i++;
                }

                form.Append(VowelClass(sounds[start..i]));
                continue;
            }

            var sound = sounds[i] == 'q' ? 'k' : sounds[i];
            var isSilent = sound == 'h' && i > 0 && (i + 1 == sounds.Length || !IsVowel(sounds[i + 1]));
            if (!isSilent && (form.Length == 0 || form[^1] != sound))
            {
                form.Append(sound);
            }

            i++;
        }

        return WithoutGender(form.ToString());
    }

    /// <summary>First-letter class and consonants, those merged that languages of the region mix: b p, d t, g k q, s z.</summary>
    public static string Skeleton(string sounds, bool isVowelless = false)
    {
        var form = new StringBuilder(sounds.Length);
        var previous = '\0';
        foreach (var sound in sounds)
        {
            if (IsVowel(sound))
            {
                if (form.Length == 0)
                {
                    form.Append('a');
                }
            }
            else
            {
                var merged = Merge(sound);
                if ((merged is not ('h' or 'v') || form.Length == 0) && (isVowelless || Merge(previous) != merged))
                {
                    form.Append(merged);
                }
            }

            previous = sound;
        }

        return form.ToString();
    }

    public static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static char Merge(char sound) => sound switch
    {
        'p' => 'b',
        't' => 'd',
        'g' or 'q' => 'k',
        'z' => 's',
        _ => sound,
    };

    private static string[] Options(string sounds, int at) => sounds[at] switch
    {
        'W' when at == 0 || (at + 1 < sounds.Length && IsVowel(sounds[at + 1])) => ["v"],
        'W' => at + 1 == sounds.Length && sounds[at - 1] is 'o' or 'e' ? ["v"] : ["u"],
        'X' when at == 0 => ["h", "s"],
        'X' when at + 1 < sounds.Length && !IsVowel(sounds[at + 1]) => ["h", "ks"],
        'X' => ["ks", "h"],
        'J' when at > 0 && sounds[at - 1] is 'i' or 'e' && (at + 1 == sounds.Length || !IsVowel(sounds[at + 1])) => ["y"],
        'J' => ["j", "y"],
        'S' => ["c", "s"],
        'K' => ["q", "h"],
        'T' => ["t"],
        'Z' => ["t", "s"],
        // Gul and Aygun keep their g, which Turkic names have before ü.
        'G' when at + 2 < sounds.Length && sounds[at + 1] == 'y' && sounds[at + 2] == 'u' => ["g"],
        'G' => ["g", "h"],
        'H' => ["h", ""],
        'D' => ["d", "z"],
        'C' => ["j", at + 1 < sounds.Length && sounds[at + 1] is 'e' or 'i' ? "s" : "k"],
        var other => [other.ToString()],
    };

    private static char VowelClass(string run)
    {
        var last = run[^1];
        return last switch
        {
            'a' => 'a',
            'e' => 'i',
            'o' or 'u' => 'u',
            _ => 'i',
        };
    }

    private static string WithoutGender(string form)
    {
        foreach (var ending in _femaleEndings)
        {
            if (form.Length > ending.Length + 2 && form.EndsWith(ending, StringComparison.Ordinal))
            {
                return form[..^1];
            }
        }

        return form.Length > 5 && form[..^1].EndsWith("sk", StringComparison.Ordinal) ? form[..^1] : form;
    }
}
