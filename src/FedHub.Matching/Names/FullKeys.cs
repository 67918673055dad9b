namespace FedHub.Matching;

/// <summary>Keys of the whole name: all its words by their sounds, or by their consonants in scripts without vowels.</summary>
internal static class FullKeys
{
    private const int MinLetters = 4;

    // Bits of skeletons from which words have keys enough of their own. With one more, two namesakes with different patronymics would be the same person (A).
    private const double Enough = 13;
    private const double EnoughBesideOther = 10;

    public static void Derive(NameReading reading, List<NameToken> ranked, PartialDate born, KeyCollector collector)
    {
        var tokens = reading.Tokens;
        if (tokens.Sum(t => t.Skeleton.Length) < NameToken.MinSkeleton)
        {
            return;
        }

        if (tokens.Any(t => t.Sound is null))
        {
            AddUnsounded(tokens, ranked, born, collector);
        }
        else if (reading.IsPart)
        {
            AddOnce([.. tokens.Select(t => t.Sound!)], born, collector);
        }
        else
        {
            AddFine(tokens, born, collector);
            AddOwn(tokens, born, collector);
            AddMarried([.. tokens.Where(t => !t.IsPatronymic)], born, collector);
        }
    }

    private static void AddFine(IReadOnlyList<NameToken> tokens, PartialDate born, KeyCollector collector)
    {
        var fullest = DateForms.Fullest(born);
        var text = Text(tokens.Select(t => t.Sound!));
        if (text.Length < MinLetters)
        {
            return;
        }

        // The whole of a rare name and the whole date meet in so many keys that one of them all together adds nothing.
        var isRare = tokens.Sum(t => Rarity.OfSound(t.Sound!)) >= Rarity.RareName;
        foreach (var form in isRare && fullest == "ymd" ? DateForms.Fine : DateForms.Fine.Append(fullest))
        {
            Add(NameKeyKinds.Full, form, text, born, collector);
        }
    }

    /// <summary>
    /// Passports leave the patronymic out, and write h where Russian has г or nothing; of short or common words nothing else would bring the name to C.
    /// </summary>
    private static void AddOwn(IReadOnlyList<NameToken> tokens, PartialDate born, KeyCollector collector)
    {
        var proper = tokens.Where(t => !t.IsPatronymic).ToList();
        var own = proper.Count > 1 ? proper : tokens;
        var hasOther = own.Any(t => t.OtherSound != t.Sound);
        if (own.Count < tokens.Count && own.Sum(t => Rarity.OfSkeleton(t.Skeleton)) < (hasOther ? EnoughBesideOther : Enough))
        {
            AddOnce([.. own.Select(t => t.Sound!)], born, collector);
        }

        if (hasOther)
        {
            AddOnce([.. own.Select(t => t.OtherSound!)], born, collector);
        }
    }

    /// <summary>Of two family names, one in brackets, another paper has one: the name with each of them.</summary>
    private static void AddMarried(List<NameToken> own, PartialDate born, KeyCollector collector)
    {
        var aside = own.FindIndex(t => t.IsAside);
        if (aside < 1)
        {
            return;
        }

        AddOne(own.Where(t => !t.IsAside));
        AddOne(own.Where((_, at) => at != aside - 1));

        void AddOne(IEnumerable<NameToken> names)
        {
            string[] sounds = [.. names.Select(t => t.Sound!)];
            if (sounds.Length > 1)
            {
                AddOnce(sounds, born, collector);
            }
        }
    }

    /// <summary>One key of them together: beside the year if that is enough, else beside all that is known of the date.</summary>
    private static void AddOnce(IReadOnlyList<string> sounds, PartialDate born, KeyCollector collector)
        => Add(NameKeyKinds.Full, sounds.Sum(Rarity.OfSound) >= Rarity.RareName ? "y" : DateForms.Fullest(born), Text(sounds), born, collector);

    // How rare a word is can hardly be told from its consonants: beside the year alone they are no whole name.
    private static void AddUnsounded(IReadOnlyList<NameToken> tokens, List<NameToken> ranked, PartialDate born, KeyCollector collector)
    {
        if (DateForms.Fullest(born) is not "y" and var fullest)
        {
            Add(NameKeyKinds.Full, fullest, Text(tokens.Select(t => t.Skeleton)), born, collector);
        }

        foreach (var form in ranked.Count > 1 ? DateForms.FinerThanYear : [])
        {
            Add(NameKeyKinds.Pair, form, NameKeys.Two(ranked[0].Skeleton, ranked[1].Skeleton), born, collector);
        }
    }

    private static void Add(string what, string form, string text, PartialDate born, KeyCollector collector)
    {
        if (DateForms.Of(born, form) is { } date)
        {
            collector.Add(KeyClass.Name, what + "." + form, text + "|" + date);
        }
    }

    private static string Text(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));
}
