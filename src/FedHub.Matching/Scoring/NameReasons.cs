namespace FedHub.Matching;

/// <summary>Words for the name keys that met: one reason for the name, one for the date of birth.</summary>
internal static class NameReasons
{
    private static readonly (string Forms, Agreement Agreement, string Text)[] _dates =
    [
        ("ymd", Agreement.Same, "is the same"),
        ("x", Agreement.Similar, "year is the same, day and month are swapped"),
        ("ym", Agreement.Similar, "year and month are the same"),
        ("yd", Agreement.Similar, "year and day are the same, the month is not"),
        ("md", Agreement.Similar, "day and month are the same, the year is not"),
        ("y", Agreement.Similar, "year is the same"),
    ];

    public static IReadOnlyList<FieldReason> Explain(IReadOnlyCollection<(string Kind, string Value)> common)
    {
        var met = common.Where(k => NameKeyWeights.IsNameKind(k.Kind)).ToList();
        if (met.Count == 0)
        {
            return [];
        }

        var forms = met.Select(k => k.Kind[(k.Kind.IndexOf('.', StringComparison.Ordinal) + 1)..]).ToHashSet(StringComparer.Ordinal);
        var date = Array.Find(_dates, d => forms.Contains(d.Forms));
        return [Name(met), new FieldReason(FieldNames.DateOfBirth, date.Agreement, date.Text)];
    }

    private static FieldReason Name(List<(string Kind, string Value)> met)
    {
        bool Has(string what) => met.Any(k => NameKeyWeights.What(k.Kind) == what);
        var words = met.Where(k => NameKeyWeights.What(k.Kind) == NameKeyKinds.Sound).Select(k => k.Value).Distinct(StringComparer.Ordinal).Count();
        return Has(NameKeyKinds.Full) ? Of(Agreement.Same, "all words sound the same")
            : Has(NameKeyKinds.Letters) ? Of(Agreement.Similar, "the letters are the same, in another order or spacing")
            : words > 1 ? Of(Agreement.Similar, $"{words} words sound the same")
            : words == 1 ? Of(Agreement.Similar, Has(NameKeyKinds.Pair) ? "one word sounds the same, another has the same consonants" : "one word sounds the same" + Ends(Has))
            : Has(NameKeyKinds.Pair) || Has(NameKeyKinds.Bag) ? Of(Agreement.Similar, "the consonants are the same")
            : Has(NameKeyKinds.HalfLetters) ? Of(Agreement.Similar, "one word has the same letters" + Ends(Has))
            : Has(NameKeyKinds.Skeleton) || Has(NameKeyKinds.HalfSkeleton) || Has(NameKeyKinds.Initial) ? Of(Agreement.Similar, "one word has the same consonants" + Ends(Has))
            : Has(NameKeyKinds.Beginnings) || Has(NameKeyKinds.Ends) ? Of(Agreement.Similar, "parts of two words are the same")
            : Of(Agreement.Similar, "one word begins alike");
    }

    private static string Ends(Func<string, bool> has)
        => has(NameKeyKinds.Beginnings) ? ", another begins alike" : has(NameKeyKinds.Ends) ? ", another ends alike"
            : has(NameKeyKinds.Initial) ? ", another has the same initial" : "";

    private static FieldReason Of(Agreement agreement, string text) => new(FieldNames.Name, agreement, text);
}
