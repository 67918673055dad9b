using FedHub.Cryptography.Match;
using FedHub.Matching;

namespace FedHub.Node.Gateway;

/// <summary>Derives the search keys of what was typed, and says what the officer must know about it.</summary>
internal sealed class SearchKeyDerivation
{
    private SearchKeyDerivation(
        IReadOnlyDictionary<IdentifierClass, IReadOnlyList<SearchKey>> keys, TypedClasses typed, IReadOnlyList<SearchWarning> warnings)
    {
        Keys = keys;
        Typed = typed;
        Warnings = warnings;
    }

    /// <summary>1 to 32 keys of each class that has any.</summary>
    public IReadOnlyDictionary<IdentifierClass, IReadOnlyList<SearchKey>> Keys { get; }

    /// <summary>Classes of which something was typed, and what became of it.</summary>
    public TypedClasses Typed { get; }

    public IReadOnlyList<SearchWarning> Warnings { get; }

    /// <summary>Derives the keys.</summary>
    /// <param name="criteria">What was typed.</param>
    /// <param name="asTyped">Whether the officer has seen warnings and wants it as typed.</param>
    public static SearchKeyDerivation Derive(Criteria criteria, bool asTyped)
    {
        var subject = criteria.Subject;
        var derived = SearchKeys.ForSearch(subject);
        var keys = derived.Keys
            .GroupBy(key => (IdentifierClass)(byte)key.Class)
            .ToDictionary(group => group.Key, IReadOnlyList<SearchKey> (group) => [.. group.Take(Cryptography.Voprf.MaxBatchCount)]);
        var typed = new TypedClasses(
            keys.Keys.Concat(ClassesOf(subject)).ToHashSet(), keys.Keys.ToHashSet(), derived.Incomplete.Select(keyClass => (IdentifierClass)(byte)keyClass).ToHashSet());
        var warnings = derived.Warnings.Select(warning => Warning(warning, asTyped)).ToList();
        if (criteria.BirthDateProblem is { } problem)
        {
            warnings.Add(new SearchWarning("date_of_birth", "unreadable", problem, NeedsConfirmation: false));
        }

        if (keys.Count == 0 && warnings.Count == 0)
        {
            warnings.Add(new SearchWarning("criteria", "nothing-to-search", "nothing was given that can be searched", NeedsConfirmation: false));
        }

        return new SearchKeyDerivation(keys, typed, warnings);
    }

    private static SearchWarning Warning(MatchWarning warning, bool asTyped)
        => new(warning.Field, Token(warning.Code), warning.Message, warning.Code == WarningCode.CheckDigit && !asTyped);

    private static string Token(WarningCode code) => code switch
    {
        WarningCode.CheckDigit => "check-digit",
        WarningCode.Unreadable => "unreadable",
        WarningCode.Implausible => "implausible",
        WarningCode.UnknownScheme => "unknown-scheme",
        WarningCode.IssuerUnknown => "issuer-unknown",
        WarningCode.UnknownCountry => "unknown-country",
        WarningCode.NoYearOfBirth => "no-year-of-birth",
        WarningCode.ScriptNotSupported => "script-not-supported",
        WarningCode.NameTooShort => "name-too-short",
        WarningCode.Dropped => "dropped",
        _ => "other",
    };

    private static IEnumerable<IdentifierClass> ClassesOf(MatchSubject subject)
    {
        (bool Typed, IdentifierClass Class)[] classes =
        [
            (subject.Documents.Count > 0 || subject.MachineReadableZones.Count > 0, IdentifierClass.Document),
            (subject.PersonalNumbers.Count > 0, IdentifierClass.PersonalNumber),
            (subject.Phones.Count > 0, IdentifierClass.Phone),
            (!string.IsNullOrWhiteSpace(subject.FullName ?? subject.FamilyName ?? subject.GivenName), IdentifierClass.Name),
            (subject.Vehicles.Count > 0, IdentifierClass.Vehicle),
            (subject.Accounts.Count > 0, IdentifierClass.Account),
        ];
        return classes.Where(entry => entry.Typed).Select(entry => entry.Class);
    }
}
