namespace FedHub.Matching;

/// <summary>
/// Keys of one word of a name that has two at most. There a word is half of all that is known of the name, while among four words
/// of one and four of another some two are often alike: so these weigh more than the same word's other keys, and only short names have them.
/// </summary>
internal static class HalfKeys
{
    private const int MaxWords = 2;
    private const int MinSound = 3;
    private const int MinSkeleton = 4;

    public static void Derive(Action<string, string> add, IReadOnlyList<NameToken> tokens)
    {
        // A patronymic beside two names is no third half; one of two words that is built like a patronymic is a family name.
        var words = tokens.Count > MaxWords ? [.. tokens.Where(t => !t.IsPatronymic)] : tokens;
        if (words.Count > MaxWords)
        {
            return;
        }

        foreach (var token in words.Where(token => token.Sound is { Length: >= MinSound }))
        {
            if (token.Skeleton.Length >= MinSkeleton)
            {
                add(NameKeyKinds.HalfSkeleton, token.Skeleton);
            }

            foreach (var (kind, text) in WordLetters.Parts(token.Letters))
            {
                add(kind, text);
            }
        }
    }
}
