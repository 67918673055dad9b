using System.Text;

namespace FedHub.Matching;

/// <summary>
/// What keys take from the spelling of one Latin word. Two sounds that are written alike agree more than two that only sound alike (Nguyen and
/// Nin are one sound); and two letters that changed places, or a slip towards the end, leave one of these keys whole.
/// </summary>
internal static class WordLetters
{
    private const int MinSorted = 3;
    private const int HeadLength = 4;
    private const int StemLength = 5;

    /// <summary>The letters without their marks, in lower case; empty if one of them is not of the basic Latin alphabet.</summary>
    public static string Of(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (var c in BasicLatin.Of(word))
        {
            if (char.IsAsciiLetter(c))
            {
                letters.Append(c);
            }
            else if (char.IsLetter(c))
            {
                return "";
            }
        }

        return letters.ToString();
    }

    /// <summary>Kinds of keys and what stands in them: all letters sorted, the first four, the first five.</summary>
    public static IEnumerable<(string Kind, string Text)> Parts(string letters)
    {
        if (letters.Length >= MinSorted)
        {
            yield return (NameKeyKinds.HalfLetters, string.Concat(letters.Order()));
        }

        if (letters.Length >= HeadLength)
        {
            yield return (NameKeyKinds.HalfBeginning, letters[..HeadLength]);
        }

        if (letters.Length >= StemLength)
        {
            yield return (NameKeyKinds.HalfStem, letters[..StemLength]);
        }
    }
}
