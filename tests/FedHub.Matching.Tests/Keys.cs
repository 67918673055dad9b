namespace FedHub.Matching.Tests;

/// <summary>Short ways to derive keys and compare subjects.</summary>
internal static class Keys
{
    public static PartialDate Date(string text) => PartialDate.TryParse(text, out var date, out var reason) ? date : throw new ArgumentException(reason, nameof(text));

    public static MatchSubject Person(string name, string? born = "1984-03-07", string? country = null)
        => new() { FullName = name, DateOfBirth = born is null ? null : Date(born), Country = country };

    public static DerivedKeys Of(MatchSubject subject) => SearchKeys.ForRecord(subject);

    public static IEnumerable<string> Texts(MatchSubject subject) => Of(subject).Keys.Select(k => k.Kind + " " + k.Value);

    public static IEnumerable<WarningCode> Codes(MatchSubject subject) => Of(subject).Warnings.Select(w => w.Code);

    public static MatchScore Score(MatchSubject search, MatchSubject record)
    {
        var held = SearchKeys.ForRecord(record).Keys.ToHashSet();
        return Scoring.Score([.. SearchKeys.ForSearch(search).Keys.Where(held.Contains)]);
    }
}
