using System.Globalization;

namespace FedHub.Matching;

/// <summary>Says how near two identifiers in clear are to each other. Only <c>fedhub match explain</c> may: no key stands for "almost this passport".</summary>
internal static class NumberComparison
{
    private const string NoKey = "no key met: ";
    private const string Apart = "no key of the two met";

    // Below five characters one slip makes half of all numbers neighbours.
    private const int MinNumber = 5;

    /// <summary>One reason for each class that both sides have and of which not the strongest key met.</summary>
    public static IEnumerable<FieldReason> Compare(MatchSubject search, MatchSubject record, IReadOnlyList<SearchKey> common)
    {
        var (searched, held) = (WrittenNumber.Of(search), WrittenNumber.Of(record));
        foreach (var keyClass in searched.Select(number => number.Class).Intersect(held.Select(number => number.Class)).Order())
        {
            var pairs = searched.Where(one => one.Class == keyClass).SelectMany(one => held.Where(other => other.Class == keyClass && other.Scheme == one.Scheme).Select(other => (one, other)));
            var texts = common.Any(key => key.Class == keyClass) ? pairs.Select(pair => Met(pair.one, pair.other)) : pairs.Select(pair => Near(pair.one, pair.other));
            var hasMet = common.Any(key => key.Class == keyClass);
            var told = texts.OfType<string>().FirstOrDefault();
            if (!hasMet || (told is not null && !IsWhole(common, keyClass)))
            {
                yield return new FieldReason(FieldNames.Of(keyClass), hasMet ? Agreement.Similar : Agreement.Different, told ?? Apart);
            }
        }
    }

    // Beside the key with the country there is nothing left to explain.
    private static bool IsWhole(IReadOnlyList<SearchKey> common, KeyClass keyClass) => common.Any(key => key.Class == keyClass && !key.Kind.Contains('.', StringComparison.Ordinal));

    private static string? Met(WrittenNumber one, WrittenNumber other)
        => LookAlikes.Fold(one.Number) != LookAlikes.Fold(other.Number) ? null
            : one.Qualifier.Length == 0 || other.Qualifier.Length == 0 ? "the number is the same, but one side names no country for it"
            : one.Qualifier != other.Qualifier ? "the number is the same, but the countries are not"
            : "only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters";

    private static string? Near(WrittenNumber one, WrittenNumber other)
    {
        var clause = one.Qualifier == other.Qualifier || one.Scheme is KeyKinds.Document or KeyKinds.PersonalNumber or KeyKinds.Plate
            ? Difference(one.Number, other.Number) is { } slip ? slip + Countries(one, other) : null
            : one.Number == other.Number ? Elsewhere(one, other) : null;
        return clause is null ? null : NoKey + clause + Checks(one, other);
    }

    private static string? Difference(string one, string other)
        => Math.Min(one.Length, other.Length) < MinNumber ? null
            : LookAlikes.Fold(one) == LookAlikes.Fold(other) ? "only look-alike characters differ, such as O and 0, I and 1, or Latin and Cyrillic letters"
            : one.Equals(other, StringComparison.OrdinalIgnoreCase) ? "only capitals and small letters differ"
            : Words(Slips.Of(one, other));

    private static string? Words(Slip slip) => slip.Kind switch
    {
        SlipKind.Changed => Text($"character {slip.Place} is another one"),
        SlipKind.Swapped => Text($"characters {slip.Place} and {slip.Place + 1} have changed places"),
        SlipKind.Missing => Text($"the record lacks character {slip.Place} of the search"),
        SlipKind.Added => Text($"the search lacks character {slip.Place} of the record"),
        SlipKind.Beginning => Text($"the search has only the first {slip.Place} characters of the record"),
        SlipKind.End => Text($"the search has only the last {slip.Place} characters of the record"),
        SlipKind.OtherIsBeginning => Text($"the record has only the first {slip.Place} characters of the search"),
        SlipKind.OtherIsEnd => Text($"the record has only the last {slip.Place} characters of the search"),
        _ => null,
    };

    private static string Countries(WrittenNumber one, WrittenNumber other)
        => one.Qualifier == other.Qualifier ? "" : one.Qualifier.Length == 0 || other.Qualifier.Length == 0 ? "; one side names no country" : "; the countries differ too";

    private static string? Elsewhere(WrittenNumber one, WrittenNumber other) => one.Scheme switch
    {
        KeyKinds.Phone => "the same number under another calling code",
        KeyKinds.Email => Slips.IsOne(one.Qualifier, other.Qualifier) ? "the same name, and one slip in what follows the @" : "the same name at another provider",
        KeyKinds.Handle => "the same name on another platform",
        _ => null,
    };

    private static string Checks(WrittenNumber one, WrittenNumber other) => (one.FailsCheck, other.FailsCheck) switch
    {
        (true, true) => "; both fail their check digits",
        (true, false) => "; the search fails its check digit, so the slip is likely there",
        (false, true) => "; the record fails its check digit, so the slip is likely there",
        _ => "",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
