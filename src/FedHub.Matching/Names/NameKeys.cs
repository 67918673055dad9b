namespace FedHub.Matching;

/// <summary>Match keys of a name and a date of birth.</summary>
internal static class NameKeys
{
    public static void Derive(MatchSubject subject, string? country, KeyCollector collector)
    {
        var reading = NameReader.Read(subject, country);
        foreach (var script in reading.UnreadScripts)
        {
            collector.Warn(WarningCode.ScriptNotSupported, FieldNames.Name, $"script not supported: {script}; no key is derived from what is written in it");
        }

        if (reading.WasCut)
        {
            collector.Warn(WarningCode.Dropped, FieldNames.Name, $"longer than a name; only the first {NameText.MaxLength} characters and {NameReader.MaxWords} words are read");
        }

        if (reading.Tokens.Count == 0)
        {
            return;
        }

        if (subject.DateOfBirth is not { Year: > 0 } born)
        {
            collector.Warn(WarningCode.NoYearOfBirth, FieldNames.Name, "no year of birth: a name alone fits too many people, so no name keys are derived");
            return;
        }

        Add(reading.Tokens, born, collector);
    }

    private static void Add(IReadOnlyList<NameToken> tokens, PartialDate born, KeyCollector collector)
    {
        void Add(string kind, string text, string date) => collector.Add(KeyClass.Name, kind, text + "|" + date);

        var full = born.Day != 0 ? "ymd" : born.Month != 0 ? "ym" : "y";
        var date = DateForms.Of(born, full)!;
        var bySurprise = tokens.Where(t => t.StandsAlone).OrderBy(t => t.IsPatronymic).ThenByDescending(t => Rarity.OfSkeleton(t.Skeleton))
            .ThenBy(t => t.Skeleton, StringComparer.Ordinal).ToList();
        AddWords(Add, bySurprise, full, date);
        AddWhole(Add, tokens, full, date);
        AddInitials(Add, tokens, bySurprise, full, date);
        AddPairs(Add, bySurprise, born);
        AddEnds(Add, bySurprise, full, date);
    }

    private static void AddWords(Action<string, string, string> add, List<NameToken> tokens, string full, string date)
    {
        foreach (var token in tokens.Take(6))
        {
            add("skel." + full, token.Skeleton, date);
            foreach (var alternate in token.Alternates)
            {
                add("skel." + full, alternate, date);
            }

            if (token.Sound is not null && !token.IsPatronymic)
            {
                add("fold." + full, token.Sound, date);
            }
        }
    }

    private static void AddWhole(Action<string, string, string> add, IReadOnlyList<NameToken> tokens, string full, string date)
    {
        var letters = string.Concat(tokens.Select(t => t.Skeleton));
        if (tokens.Count > 1 && letters.Length >= 4)
        {
            add("bag." + full, string.Concat(letters.Where(c => c != 'a').Order()), date);
        }

        if (tokens.Count > 1 && letters.Length >= 3 && tokens.All(t => t.Sound is not null))
        {
            add("full." + full, string.Join(' ', tokens.Select(t => t.Sound).Order(StringComparer.Ordinal)), date);
        }
    }

    private static void AddInitials(Action<string, string, string> add, IReadOnlyList<NameToken> tokens, List<NameToken> bySurprise, string full, string date)
    {
        foreach (var token in bySurprise.Take(1))
        {
            foreach (var other in tokens.Where(t => !ReferenceEquals(t, token)).Take(3))
            {
                add("init." + full, token.Skeleton + "/" + other.Initial, date);
            }
        }
    }

    private static void AddEnds(Action<string, string, string> add, List<NameToken> tokens, string full, string date)
    {
        var top = tokens.Where(t => t.Sound is not null).Take(3).ToList();
        for (var i = 0; i < top.Count; i++)
        {
            for (var j = i + 1; j < top.Count; j++)
            {
                add("pre." + full, Two(Rarity.PrefixOf(top[i].Sound!), Rarity.PrefixOf(top[j].Sound!)), date);
                add("suf." + full, Two(Rarity.SuffixOf(top[i].Sound!), Rarity.SuffixOf(top[j].Sound!)), date);
            }
        }
    }

    private static string Two(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? a + " " + b : b + " " + a;

    private static void AddPairs(Action<string, string, string> add, List<NameToken> tokens, PartialDate born)
    {
        var top = tokens.Take(3).ToList();
        for (var i = 0; i < top.Count; i++)
        {
            for (var j = i + 1; j < top.Count; j++)
            {
                var pair = string.CompareOrdinal(top[i].Skeleton, top[j].Skeleton) <= 0
                    ? top[i].Skeleton + " " + top[j].Skeleton : top[j].Skeleton + " " + top[i].Skeleton;
                foreach (var form in DateForms.Partial)
                {
                    if ((i + j == 1 || form is "y" or "md") && DateForms.Of(born, form) is { } date)
                    {
                        add("pair." + form, pair, date);
                    }
                }
            }
        }
    }
}
