namespace FedHub.Matching;

/// <summary>Words that stand for a name nobody knows. Taken for names they would make everybody of one birth date the same person.</summary>
internal static class NamePlaceholders
{
    private static readonly HashSet<string> _words = new(StringComparer.Ordinal)
    {
        "unknown", "unnamed", "anonymous", "noname", "fnu", "lnu",
        "неизвестно", "неизвестный", "неизвестная", "неизвестное", "неизвестен", "неизвестна", "безымянный", "безымянная",
    };

    private static readonly HashSet<string> _phrases = new(StringComparer.Ordinal)
    {
        "no name", "not known", "not given", "not available", "not stated", "нет данных", "нет имени", "без имени", "не указано", "не указан", "не указана", "не известно", "не известен", "не известна",
    };

    // Names of their own elsewhere perhaps, but not beside one of the above.
    private static readonly HashSet<string> _companions = new(StringComparer.Ordinal)
    {
        "male", "female", "man", "woman", "boy", "girl", "child", "person", "name", "surname", "мужчина", "женщина", "мальчик", "девочка", "лицо", "имя", "фамилия", "отчество",
    };

    /// <summary>Takes them out of a name's words, and says whether there were any.</summary>
    public static bool Remove(List<Word> words)
    {
        var count = words.Count;
        words.RemoveAll(word => _words.Contains(word.Text));
        for (var i = words.Count - 2; i >= 0; i--)
        {
            if (i + 1 < words.Count && _phrases.Contains(words[i].Text + " " + words[i + 1].Text))
            {
                words.RemoveRange(i, 2);
            }
        }

        if (words.Count == count)
        {
            return false;
        }

        words.RemoveAll(word => _companions.Contains(word.Text));
        return true;
    }
}
