using System.Globalization;

namespace FedHub.Matching;

/// <summary>Cuts a name into words and reduces each to its forms.</summary>
internal static class NameReader
{
    /// <summary>More words than this are not a person's name; the rest is left out.</summary>
    public const int MaxWords = 10;

    private static readonly System.Buffers.SearchValues<char> _turkicLetters = System.Buffers.SearchValues.Create("ğşıəçü");

    private static readonly System.Buffers.SearchValues<char> _macrons = System.Buffers.SearchValues.Create("āīḩḑ");

    private static readonly HashSet<string> _turkicCountries = new(StringComparer.Ordinal) { "TUR", "AZE" };

    public static NameReading Read(MatchSubject subject, string? country)
    {
        var hasParts = !string.IsNullOrWhiteSpace(subject.FamilyName) || !string.IsNullOrWhiteSpace(subject.GivenName);
        var raw = hasParts ? subject.FamilyName + "," + subject.GivenName : subject.FullName ?? "";
        var text = NameText.Clean(raw, out var wasCut);
        if (text.AsSpan().ContainsAny(_macrons))
        {
            // With macrons it is BGN/PCGN Arabic, where the cedilla marks an emphatic s and not sh. The Kazakh Latin of 2021 writes ū too.
            text = text.Replace('ş', 's');
        }

        var isTurkic = text.AsSpan().ContainsAny(_turkicLetters) || (country is not null && _turkicCountries.Contains(country));
        var words = new List<Word>();
        var unread = new List<string>();
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        foreach (var (word, at) in Split(text))
        {
            if (WordReader.UnreadScript(word) is { } script)
            {
                if (!unread.Contains(script, StringComparer.Ordinal))
                {
                    unread.Add(script);
                }
            }
            else if (words.Count == MaxWords)
            {
                wasCut = true;
            }
            else
            {
                Append(words, word, isTurkic, isFamily: at <= comma, isAside: text.AsSpan(0, at).Count('(') > text.AsSpan(0, at).Count(')'));
            }
        }

        var hasPlaceholder = NamePlaceholders.Remove(words);
        return new NameReading(Tokens(words), hasPlaceholder ? "" : LetterBag(text), unread, wasCut)
        {
            HasPlaceholder = hasPlaceholder,
            HasLostLetters = raw.Contains(NameText.LostLetter, StringComparison.Ordinal),
        };
    }

    /// <summary>All letters of a Latin name without marks, sorted; empty if other scripts occur.</summary>
    private static string LetterBag(string text)
    {
        var letters = new List<char>(text.Length);
        foreach (var c in BasicLatin.Of(text))
        {
            if (char.IsAsciiLetter(c))
            {
                letters.Add(c);
            }
            else if (char.IsLetter(c) && Scripts.NameOf(c) != "Latin")
            {
                return "";
            }
        }

        letters.Sort();
        return string.Concat(letters);
    }

    private static IEnumerable<(string Word, int At)> Split(string text)
    {
        var letters = new char[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                letters[count++] = c;
            }
            else if (count > 0 && NameText.Separates(c))
            {
                yield return (WordReader.OneScript(new string(letters, 0, count)), i);
                count = 0;
            }
        }

        if (count > 0)
        {
            yield return (WordReader.OneScript(new string(letters, 0, count)), text.Length);
        }
    }

    private static void Append(List<Word> words, string written, bool isTurkic, bool isFamily, bool isAside)
    {
        var text = NameWords.Unabbreviated(written);
        var script = Scripts.NameOf(text[0]);
        var isArabic = script == "Arabic";
        var isVowelless = isArabic && !text.AsSpan().ContainsAnyInRange('\u064B', '\u0650');
        var sounds = WordReader.Unite(isArabic ? ArabicSounds.Read(text) : WordReader.Sounds(text, isTurkic));
        if (sounds.Length > 0)
        {
            words.Add(new Word(sounds, isVowelless, isFamily, text) { IsAside = isAside });
        }
    }

    private static List<NameToken> Tokens(List<Word> words)
    {
        var kept = WithoutFillers(WithFathers(Compounds.Join(words)));
        var tokens = new List<NameToken>(kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            var next = i + 1 < kept.Count && kept[i].IsFamily == kept[i + 1].IsFamily ? kept[i + 1] : null;
            var token = NameForms.Of(next is null ? kept[i] : kept[i] with { Joined = kept[i].Sounds + next.Sounds });
            if (token.Skeleton.Length > 0)
            {
                tokens.Add(next is null || token.Letters.Length == 0 ? token : token with { WithNext = NameForms.InOne(kept[i], next) });
            }
        }

        return tokens;
    }

    private static List<Word> WithFathers(List<Word> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].IsChildOf && !words[i - 1].IsParticle)
            {
                words[i - 1] = words[i - 1] with { IsFather = true };
            }
        }

        return words;
    }

    /// <summary>Leaves out titles and particles, unless they are all there is: Van, Da and La are names too.</summary>
    private static List<Word> WithoutFillers(List<Word> words)
    {
        var bare = words.FindAll(w => !w.IsTitle && !w.IsParticle);
        if (bare.Count >= 2)
        {
            return bare;
        }

        var untitled = words.FindAll(w => !w.IsTitle);
        return bare.Count == 1 && untitled.Count < 2 ? bare : untitled.Count > 0 ? untitled : words;
    }
}
