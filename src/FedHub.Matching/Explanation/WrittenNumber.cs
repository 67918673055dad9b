namespace FedHub.Matching;

/// <summary>One identifier in clear, cut into what two writings of it can differ in.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Scheme">Kind of its weightiest key: only numbers of one scheme are laid side by side.</param>
/// <param name="Qualifier">Country, calling code, provider, platform or currency; empty if it names none.</param>
/// <param name="Number">The rest, in canonical form.</param>
/// <param name="FailsCheck">Its check digit is wrong.</param>
internal sealed record WrittenNumber(KeyClass Class, string Scheme, string Qualifier, string Number, bool FailsCheck)
{
    /// <summary>Every identifier of the subject that can be read.</summary>
    public static IReadOnlyList<WrittenNumber> Of(MatchSubject subject)
    {
        // Each by itself, so that its check digit is known to be its own.
        var bare = new MatchSubject { Country = subject.Country };
        return
        [
            .. subject.Documents.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { Documents = [text] })),
            .. subject.PersonalNumbers.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { PersonalNumbers = [text] })),
            .. subject.Phones.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { Phones = [text] })),
            .. subject.Vehicles.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { Vehicles = [text] })),
            .. subject.Accounts.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { Accounts = [text] })),
            .. subject.MachineReadableZones.Take(KeyCollector.MaxInputs).SelectMany(text => Read(bare with { MachineReadableZones = [text] })),
        ];
    }

    /// <summary>The type's name only: the rest identifies a person.</summary>
    public override string ToString() => nameof(WrittenNumber);

    private static IEnumerable<WrittenNumber> Read(MatchSubject subject)
    {
        var derived = SearchKeys.ForRecord(subject);
        var failed = derived.Warnings.Where(warning => warning.Code == WarningCode.CheckDigit).ToList();
        foreach (var key in derived.Keys.Where(key => key.Class != KeyClass.Name).DistinctBy(key => key.Class))
        {
            // Of a zone, only the digit over the document number speaks of the number.
            var isWrong = failed.Exists(warning => warning.Field != FieldNames.Mrz || warning.Message.StartsWith(FieldNames.Document, StringComparison.Ordinal));
            var (qualifier, number) = Cut(key);
            yield return new WrittenNumber(key.Class, key.Kind.Split('.')[0], qualifier, number, isWrong);
        }
    }

    private static (string Qualifier, string Number) Cut(SearchKey key)
    {
        var value = key.Value;
        return key.Kind switch
        {
            KeyKinds.Phone => PhonePlans.Cut(value[1..]) is { } cut ? cut : ("", value[1..]),
            KeyKinds.Iban or KeyKinds.Vin => ("", value),
            KeyKinds.Email => (value[(value.LastIndexOf('@') + 1)..], value[..value.LastIndexOf('@')]),
            _ => value[..value.IndexOf(':', StringComparison.Ordinal)] is var first && first != Countries.Any ? (first, Rest(value)) : ("", Rest(value)),
        };
    }

    private static string Rest(string value) => value[(value.LastIndexOf(':') + 1)..];
}
