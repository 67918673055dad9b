namespace FedHub.Matching;

/// <summary>Match keys of a name and a date of birth: <c>what.date</c> is the kind, <c>text|date</c> the value.</summary>
internal static class NameKeys
{
    /// <summary>The rarest words, among which pairs are formed.</summary>
    private const int MaxPaired = 3;

    private const int MaxWords = 6;
    private const int MinLetters = 4;

    public static void Derive(MatchSubject subject, string? country, KeyCollector collector)
    {
        var reading = NameReader.Read(subject, country);
        Remark(reading, collector);
        if (reading.Tokens.Count == 0)
        {
            // Without a word of why, a name of digits or of signs beyond the basic plane would pass for one that was asked and not found.
            if (reading.UnreadScripts.Count == 0 && !reading.HasPlaceholder && !string.IsNullOrWhiteSpace(subject.FullName + subject.FamilyName + subject.GivenName))
            {
                collector.Warn(WarningCode.NameTooShort, FieldNames.Name, "the name holds no letters that can be read, so no keys are derived");
            }

            return;
        }

        if (subject.DateOfBirth is not { Year: > 0 } born)
        {
            collector.Warn(WarningCode.NoYearOfBirth, FieldNames.Name, "no year of birth: a name alone fits too many people, so no name keys are derived");
            return;
        }

        Add(reading, born, collector);
    }

    private static void Remark(NameReading reading, KeyCollector collector)
    {
        foreach (var script in reading.UnreadScripts)
        {
            collector.Warn(WarningCode.ScriptNotSupported, FieldNames.Name, $"script not supported: {script}; no key is derived from what is written in it");
        }

        if (reading.HasLostLetters)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Name, "letters were lost in a wrong encoding (U+FFFD stands for them); save the file as UTF-8 and read it again");
        }

        if (reading.HasPlaceholder)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Name, "a word such as unknown stands for a name that is not known; no key is derived from it");
        }

        if (reading.WasCut)
        {
            collector.Warn(WarningCode.Dropped, FieldNames.Name, $"longer than a name; only the first {NameText.MaxLength} characters and {NameReader.MaxWords} words are read");
        }
    }

    private static void Add(NameReading reading, PartialDate born, KeyCollector collector)
    {
        var form = DateForms.Fullest(born);
        var date = DateForms.Of(born, form)!;
        void Add(string what, string text) => collector.Add(KeyClass.Name, what + "." + form, text + "|" + date);

        // Rarest first: both sides rank alike, whatever order the words were written in.
        var ranked = reading.Tokens.Where(t => t.StandsAlone).OrderBy(t => t.IsPatronymic).ThenByDescending(t => Rarity.OfSkeleton(t.Skeleton))
            .ThenBy(t => t.Skeleton, StringComparer.Ordinal).ToList();
        AddWhole(Add, reading);
        FullKeys.Derive(reading, ranked, born, collector);
        AddWords(Add, ranked);
        HalfKeys.Derive(Add, reading.Tokens);
        AddInitials(Add, reading.Tokens, ranked);
        AddEnds(Add, [.. ranked.Where(t => t.Sound is not null && !t.IsPatronymic).Take(MaxPaired)]);
        AddPairs(ranked, born, collector);
        AddOtherReadings(ranked, born, collector);
        if (!collector.Has(KeyClass.Name))
        {
            collector.Warn(WarningCode.NameTooShort, FieldNames.Name, "the name is too short to derive keys from");
        }
    }

    private static void AddWhole(Action<string, string> add, NameReading reading)
    {
        if (reading.Letters.Length >= MinLetters)
        {
            add(NameKeyKinds.Letters, reading.Letters);
        }

        var skeletons = string.Concat(reading.Tokens.Select(t => t.Skeleton));
        if (reading.Tokens.Count > 1 && skeletons.Length >= MinLetters)
        {
            add(NameKeyKinds.Bag, Bag(skeletons));
            AddOtherBag(add, reading.Tokens);
        }
    }

    /// <summary>Arabic letters that Persians read otherwise (Reza), and г for h: of words without vowels little else is left to meet by.</summary>
    private static void AddOtherBag(Action<string, string> add, IReadOnlyList<NameToken> tokens)
    {
        if (tokens.Any(t => t.IsOftenOther))
        {
            add(NameKeyKinds.Bag, Bag(string.Concat(tokens.Select(t => t.IsOftenOther ? t.OtherReading : t.Skeleton))));
        }
    }

    private static string Bag(string skeletons) => string.Concat(skeletons.Where(c => c != 'a').Order());

    private static void AddWords(Action<string, string> add, List<NameToken> ranked)
    {
        for (var i = 0; i < Math.Min(ranked.Count, MaxWords); i++)
        {
            var token = ranked[i];
            if (ranked.Count == 1)
            {
                add(NameKeyKinds.Skeleton, token.Skeleton);
                if (token.Alternates.Count > 0)
                {
                    add(NameKeyKinds.Skeleton, token.Alternates[0]);
                }
            }

            // One of two words that is built like a patronymic is a family name.
            if (token.Sound is not null && (!token.IsPatronymic || ranked.Count < 3))
            {
                add(NameKeyKinds.Sound, token.Sound);
            }
        }
    }

    // Beside a full date it says little that other keys do not: only where less of it is known does it earn its place.
    private static void AddInitials(Action<string, string> add, IReadOnlyList<NameToken> tokens, List<NameToken> ranked)
    {
        if (ranked.Count == 0)
        {
            return;
        }

        foreach (var other in tokens.Where(t => !ReferenceEquals(t, ranked[0])).Take(1))
        {
            add(NameKeyKinds.Initial, ranked[0].Skeleton + " " + other.Initial);
        }
    }

    /// <summary>Beginnings and ends of two words: one slip of the pen leaves one of them whole.</summary>
    private static void AddEnds(Action<string, string> add, List<NameToken> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            add(NameKeyKinds.Beginnings, Two(Rarity.Beginning(words[0].Sound!), Rarity.Beginning(words[i].Sound!)));
            add(NameKeyKinds.Ends, Two(Rarity.End(words[0].Sound!), Rarity.End(words[i].Sound!)));
        }
    }

    private static void AddPairs(List<NameToken> ranked, PartialDate born, KeyCollector collector)
    {
        // Brothers share a patronymic, and so do many strangers: a pair needs two names of the person's own where there are two.
        var proper = ranked.FindAll(t => !t.IsPatronymic);
        var words = (proper.Count > 1 ? proper : ranked).Take(MaxPaired).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            for (var j = i + 1; j < words.Count; j++)
            {
                foreach (var form in i + j == 1 ? DateForms.Coarse : DateForms.YearOnly)
                {
                    if (DateForms.Of(born, form) is { } date)
                    {
                        collector.Add(KeyClass.Name, NameKeyKinds.Pair + "." + form, Two(words[i].Skeleton, words[j].Skeleton) + "|" + date);
                    }
                }
            }
        }
    }

    /// <summary>Where a letter has two readings, the other one meets the spelling of another alphabet.</summary>
    private static void AddOtherReadings(List<NameToken> ranked, PartialDate born, KeyCollector collector)
    {
        if (ranked.Count < 2)
        {
            return;
        }

        var year = "|" + DateForms.Of(born, "y");
        if (ranked[0].OtherReading is { } first)
        {
            collector.Add(KeyClass.Name, NameKeyKinds.Pair + ".y", Two(first, ranked[1].Skeleton) + year);
        }

        if (ranked[1].OtherReading is { } second)
        {
            collector.Add(KeyClass.Name, NameKeyKinds.Pair + ".y", Two(ranked[0].Skeleton, second) + year);
        }

        if (ranked[0].IsOftenOther && ranked[1].IsOftenOther)
        {
            collector.Add(KeyClass.Name, NameKeyKinds.Pair + ".y", Two(ranked[0].OtherReading!, ranked[1].OtherReading!) + year);
        }
    }

    /// <summary>Two words in one order.</summary>
    public static string Two(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? a + " " + b : b + " " + a;
}
