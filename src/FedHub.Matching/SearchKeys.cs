namespace FedHub.Matching;

/// <summary>Derives search keys. Pure: the same subject gives the same keys in every country that runs the same rule set.</summary>
public static class SearchKeys
{
    /// <summary>Keys under which a record is found: at most 24 of names and 32 of each other class.</summary>
    public static DerivedKeys ForRecord(MatchSubject subject) => Derive(subject);

    /// <summary>Keys with which to search: at most 32 of each class.</summary>
    public static DerivedKeys ForSearch(MatchSubject subject) => Derive(subject);

    private static DerivedKeys Derive(MatchSubject subject)
    {
        var keys = new List<SearchKey>();
        var warnings = new List<MatchWarning>();
        foreach (var document in subject.Documents)
        {
            var parts = document.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant().Split(':');
            if (parts.Length == 2)
            {
                Add(keys, KeyClass.Document, "doc", parts[0] + ":" + parts[1]);
            }

            Add(keys, KeyClass.Document, "doc.any", "ZZZ:" + parts[^1]);
        }

        foreach (var number in subject.PersonalNumbers)
        {
            Add(keys, KeyClass.PersonalNumber, "pn.any", "ZZZ:" + number.Split(':')[^1].Trim().ToUpperInvariant());
        }

        foreach (var phone in subject.Phones)
        {
            Add(keys, KeyClass.Phone, "phone", "+" + string.Concat(phone.Where(char.IsAsciiDigit)));
        }

        var name = subject.FullName ?? (subject.FamilyName + " " + subject.GivenName);
        var tokens = name.ToUpperInvariant().Split([' ', ',', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length > 0 && subject.DateOfBirth is { } born)
        {
            Add(keys, KeyClass.Name, "fold2.ymd", string.Join(' ', tokens.Order(StringComparer.Ordinal)) + "|" + born);
        }
        else if (tokens.Length > 0)
        {
            warnings.Add(new MatchWarning(WarningCode.NoYearOfBirth, "name", "no year of birth: a name without one matches too many people, so no name keys are derived"));
        }

        return new DerivedKeys(keys, warnings);
    }

    private static void Add(List<SearchKey> keys, KeyClass keyClass, string kind, string value)
    {
        var key = new SearchKey(keyClass, kind, value, KeyWeights.Of(kind, value));
        if (!keys.Contains(key))
        {
            keys.Add(key);
        }
    }
}
