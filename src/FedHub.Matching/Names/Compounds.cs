namespace FedHub.Matching;

/// <summary>Brings names written as one word or as several into one form: Abd al-Karim, Abdulkarim; Noor Ullah, Nurullah.</summary>
internal static class Compounds
{
    private const string Servant = "abd";
    private const int ShortName = 4;

    public static List<Word> Join(List<Word> words)
    {
        var joined = new List<Word>(words.Count);
        var i = 0;
        while (i < words.Count)
        {
            var word = words[i++];
            if (NameWords.JoinsNext(word.Sounds))
            {
                var next = i;
                while (next < words.Count - 1 && words[next].IsParticle)
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

            if (IsSecondHalf(word) && joined.FindLastIndex(w => !w.IsParticle) is >= 0 and var stem)
            {
                joined.RemoveRange(stem + 1, joined.Count - stem - 1);
                joined[^1] = Append(joined[^1], word);
                continue;
            }

            joined.Add(Split(word));
        }

        return joined;
    }

    // Al-Din has lost its l by here, so that only its length tells it from the names Edin and Adin.
    private static bool IsSecondHalf(Word word)
        => NameWords.JoinsPrevious(word.Sounds) && (word.Text.Length > ShortName || word.Sounds is not ("adin" or "edin"));

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
            ? word with { Sounds = sounds[2..] } : word;
    }

    private static Word OfServant(string rest, bool isVowelless, bool isFamily, string text)
        => new Word(Servant + rest, isVowelless, isFamily, text, Inner: rest);

    private static Word Append(Word first, Word second)
        => new Word(first.Sounds + second.Sounds, first.IsVowelless || second.IsVowelless, first.IsFamily, first.Text + " " + second.Text);
}
