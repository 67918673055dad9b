namespace FedHub.Matching;

/// <summary>Derives search keys. Pure: the same subject gives the same keys in every country that runs the same rule set.</summary>
public static class SearchKeys
{
    /// <summary>Keys under which a record is found: at most 24 of names and 32 of each other class, the weightiest first.</summary>
    public static DerivedKeys ForRecord(MatchSubject subject) => Derive(subject, KeyCollector.MaxRecordNames);

    /// <summary>Keys with which to search: at most 32 of each class, the weightiest first.</summary>
    public static DerivedKeys ForSearch(MatchSubject subject) => Derive(subject, KeyCollector.MaxPerClass);

    private static DerivedKeys Derive(MatchSubject subject, int maxNames)
    {
        var collector = new KeyCollector();
        var known = subject;
        foreach (var zone in Bounded(subject.MachineReadableZones, FieldNames.Mrz, collector))
        {
            known = MrzKeys.Derive(zone, known, collector);
        }

        var country = Countries.Resolve(known.Country);
        if (country is null && !string.IsNullOrWhiteSpace(known.Country))
        {
            collector.Warn(WarningCode.UnknownCountry, FieldNames.Country, "the country is not known; national numbers and plates cannot be read by it");
        }

        DeriveExact(known, country, collector);
        NameKeys.Derive(known, country, collector);
        return collector.Finish(maxNames);
    }

    private static void DeriveExact(MatchSubject subject, string? country, KeyCollector collector)
    {
        foreach (var text in Bounded(subject.Documents, FieldNames.Document, collector))
        {
            DocumentKeys.Derive(text, collector);
        }

        foreach (var text in Bounded(subject.PersonalNumbers, FieldNames.PersonalNumber, collector))
        {
            PersonalNumberKeys.Derive(text, country, subject.DateOfBirth, collector);
        }

        foreach (var text in Bounded(subject.Phones, FieldNames.Phone, collector))
        {
            PhoneKeys.Derive(text, country, collector);
        }

        foreach (var text in Bounded(subject.Vehicles, FieldNames.Vehicle, collector))
        {
            PlateKeys.Derive(text, country, collector);
        }

        foreach (var text in Bounded(subject.Accounts, FieldNames.Account, collector))
        {
            AccountKeys.Derive(text, collector);
        }
    }

    private static IEnumerable<string> Bounded(IReadOnlyList<string> inputs, string field, KeyCollector collector)
    {
        if (inputs.Count > KeyCollector.MaxInputs)
        {
            collector.Warn(WarningCode.Dropped, field, $"more than {KeyCollector.MaxInputs} entries; the rest is not read");
        }

        return inputs.Take(KeyCollector.MaxInputs);
    }
}
