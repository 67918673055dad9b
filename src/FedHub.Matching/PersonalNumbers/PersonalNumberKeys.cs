using System.Collections.Frozen;

namespace FedHub.Matching;

/// <summary>Keys of national personal numbers.</summary>
internal static class PersonalNumberKeys
{
    private const string NoScheme = "ID";

    // What people write before the number, in Latin and in their own letters.
    private static readonly FrozenSet<string> _labels = NationalSchemes.All.Select(scheme => scheme.Name)
        .Concat(["ИИН", "ЖСН", "ПИНФЛ", "JSHSHIR", "ЖШШИР", "ПИН", "ИНН", "СНИЛС"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Derive(string text, string? country, PartialDate? born, KeyCollector collector)
    {
        if (QualifiedNumber.ReadIssued(WithoutLabel(text), FieldNames.PersonalNumber, collector) is not { } read)
        {
            return;
        }

        var folded = LookAlikes.Fold(read.Number);
        var number = folded.All(char.IsAsciiDigit) ? folded : LookAlikes.ToLatin(read.Number);
        var issuer = read.Country ?? Assumed(country, number, collector);
        collector.Add(KeyClass.PersonalNumber, KeyKinds.AnyPersonalNumber, Countries.Any + ":" + folded);
        if (issuer is null)
        {
            collector.Warn(WarningCode.IssuerUnknown, FieldNames.PersonalNumber, "no issuing country: it can only be found as a possible match (grade C)");
            return;
        }

        var scheme = NationalSchemes.Fitting(issuer, number);
        collector.Add(KeyClass.PersonalNumber, KeyKinds.PersonalNumber, issuer + ":" + (scheme?.Name ?? NoScheme) + ":" + number);
        Check(issuer, scheme, number, born, collector);
    }

    /// <summary>Takes off the scheme's name where it stands before the number, as in <c>ИИН 901123300258</c>.</summary>
    private static string WithoutLabel(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAny(' ', '\u00A0', '№');
        return end > 0 && _labels.Contains(trimmed[..end]) ? trimmed[end..].TrimStart('№') : text;
    }

    /// <summary>A bare number belongs to the subject's country only if it passes every check of a scheme there.</summary>
    private static string? Assumed(string? country, string number, KeyCollector collector)
    {
        if (country is null || NationalSchemes.Fitting(country, number) is not { Check: { } check } scheme || check(number) is not null)
        {
            return null;
        }

        collector.Warn(WarningCode.IssuerAssumed, FieldNames.PersonalNumber, $"no issuing country given; it passes the checks of {country} {scheme.Name} and is taken for one");
        return country;
    }

    private static void Check(string issuer, NationalScheme? scheme, string number, PartialDate? born, KeyCollector collector)
    {
        if (scheme is null)
        {
            var isKnown = NationalSchemes.IsKnown(issuer);
            collector.Warn(isKnown ? WarningCode.Implausible : WarningCode.UnknownScheme, FieldNames.PersonalNumber,
                isKnown ? $"has not the length of a personal number of {issuer}; taken as it stands" : $"the scheme of {issuer} is not known here; taken unchecked");
        }
        else if (scheme.Check?.Invoke(number) is { } problem)
        {
            collector.Warn(problem.Code, FieldNames.PersonalNumber, $"{scheme.Country} {scheme.Name} {problem.Message}");
        }
        else if (scheme.BirthDate?.Invoke(number) is { } inside && born is { } given && !Agree(inside, given))
        {
            collector.Warn(WarningCode.Implausible, FieldNames.PersonalNumber, $"{scheme.Country} {scheme.Name} holds another birth date than the one given");
        }
    }

    private static bool Agree(PartialDate inside, PartialDate given)
        => inside.Year == given.Year && (given.Month == 0 || (inside.Month == given.Month && (given.Day == 0 || inside.Day == given.Day)));
}
