using System.Globalization;

namespace FedHub.Matching;

/// <summary>What a machine-readable zone adds to a subject.</summary>
internal static class MrzKeys
{
    /// <summary>Derives document and personal number; returns the subject with name, birth date and country filled in where they were missing.</summary>
    public static MatchSubject Derive(string text, MatchSubject subject, KeyCollector collector)
    {
        if (!MachineReadableZone.TryParse(text, out var zone, out var reason))
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Mrz, reason);
            return subject;
        }

        foreach (var check in zone.Checks.Where(c => !c.Holds))
        {
            collector.Warn(WarningCode.CheckDigit, FieldNames.Mrz, Wrong(check));
        }

        var issuer = Countries.Resolve(zone.Issuer);
        if (issuer is null)
        {
            collector.Warn(WarningCode.UnknownCountry, FieldNames.Mrz, "the issuing state is not known; the document can only be found as a possible match (grade C)");
        }

        if (zone.DocumentNumber.Length >= 3)
        {
            DocumentKeys.Add(issuer, zone.DocumentNumber, collector);
        }

        if (issuer is not null && NationalSchemes.Fitting(issuer, zone.OptionalData) is not null)
        {
            PersonalNumberKeys.Derive(issuer + ":" + zone.OptionalData, issuer, zone.DateOfBirth, collector);
        }

        return Filled(subject, zone);
    }

    /// <summary>A wrong check digit in words, with the place where it stands.</summary>
    public static string Wrong(MrzCheck check) => string.Create(
        CultureInfo.InvariantCulture, $"{check.Field} fails its check digit: {check.Expected} expected, {check.Found} found (line {check.Line}, character {check.Column})");

    private static MatchSubject Filled(MatchSubject subject, MachineReadableZone zone)
    {
        var isNamed = !string.IsNullOrWhiteSpace(subject.FullName + subject.FamilyName + subject.GivenName);
        return subject with
        {
            FamilyName = isNamed ? subject.FamilyName : zone.FamilyName,
            GivenName = isNamed ? subject.GivenName : zone.GivenName,
            DateOfBirth = subject.DateOfBirth ?? zone.DateOfBirth,
            Country = string.IsNullOrWhiteSpace(subject.Country) ? zone.Nationality : subject.Country,
        };
    }
}
