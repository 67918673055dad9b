namespace FedHub.Matching;

/// <summary>Brings names written as one word or as several into one form: Abd al-Karim, Abdulkarim; Noor Ullah, Nurullah.</summary>
internal static class Compounds
{
    private const string Servant = "abd";
    private const string GodAlone = "ala";

    // Abdaoui and Abdi sound like a bare "servant of", but are names.
    private const int LongestServant = 6;

    public static List<Word> Join(List<Word> words)
    {
        var joined = new List<Word>(words.Count);
        var i = 0;
        while (i < words.Count)
        {
            var word = words[i++];
            if (word.Sounds.Length <= LongestServant && NameWords.JoinsNext(word.Sound))
            {
                var next = i;
                while (next < words.Count - 1 && NameWords.IsParticle(words[next].Sound))
                {
                    next++;
                }

                if (next < words.Count)
                {
                    joined.Add(OfServant(words[next].Sounds, word.IsVowelless && words[next].IsVowelless, word.IsFamily, word.Text + " " + words[next].Text));
                    i = next + 1;
                    continue;
                }
            }

            if (IsSecondHalf(word) && joined.FindLastIndex(w => !NameWords.IsParticle(w.Sound)) is >= 0 and var stem)
            {
                joined.RemoveRange(stem + 1, joined.Count - stem - 1);
                joined[^1] = Append(joined[^1], word);
                continue;
            }

            joined.Add(Split(word));
        }

        return joined;
    }

    // Aliya sounds like Alla, but is a name of its own: only what is written with two l belongs to the word before.
    private static bool IsSecondHalf(Word word)
        => NameWords.JoinsPrevious(word.Sound) && (word.Sound != GodAlone || word.Sounds.Contains("ll", StringComparison.Ordinal));

    /// <summary>Recognises "servant of" written in one word, and a stuck article.</summary>
    private static Word Split(Word word)
    {
        var sounds = word.Sounds;
        if (sounds.Length > 6 && sounds.StartsWith(Servant, StringComparison.Ordinal))
        {
            var at = SoundForms.IsVowel(sounds[3]) ? 4 : 3;
            if (sounds[at] == 'l')
            {
                return OfServant(sounds[(at + 1)..], word.IsVowelless, word.IsFamily, word.Text);
            }

            if (sounds[at] == sounds[at + 1])
            {
                return OfServant(sounds[(at + 1)..], word.IsVowelless, word.IsFamily, word.Text);
            }
        }

        return sounds.Length > 6 && sounds.StartsWith("al", StringComparison.Ordinal) && !SoundForms.IsVowel(sounds[2])
            ? word with { Sounds = sounds[2..], Sound = SoundForms.Sound(SoundForms.Expand(sounds[2..])[0]) } : word;
    }

    private static Word OfServant(string rest, bool isVowelless, bool isFamily, string text)
    {
        var sounds = Servant + rest;
        return new Word(sounds, SoundForms.Sound(SoundForms.Expand(sounds)[0]), isVowelless, isFamily, text, Inner: rest);
    }

    private static Word Append(Word first, Word second)
    {
        var sounds = first.Sounds + second.Sounds;
        return new Word(sounds, SoundForms.Sound(SoundForms.Expand(sounds)[0]), first.IsVowelless || second.IsVowelless, first.IsFamily, first.Text + " " + second.Text);
    }
}
