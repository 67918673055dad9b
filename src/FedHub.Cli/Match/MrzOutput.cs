using System.Globalization;
using FedHub.Cli.Terminal;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>What a machine-readable zone says, for people and for programs.</summary>
internal static class MrzOutput
{
    public static string Text(MachineReadableZone zone, IReadOnlyList<string> remarks, MrzWords words)
    {
        var wrong = zone.Checks.Count(check => !check.Holds);
        List<string> lines =
        [
            words.Layouts[(int)zone.Format],
            .. Fields(zone).Where(field => field.Value.Length > 0).Select((field, _) => $"  {words.Fields[field.Place]}: {field.Value}"),
            words.CheckDigits,
            .. zone.Checks.Select(check => "  " + Check(check, words)),
            .. remarks.Select(remark => $"{words.Note}: {remark}"),
        ];
        if (wrong > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{words.Wrong}: {wrong}. {words.Forged}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    public static string Json(MachineReadableZone zone, IReadOnlyList<string> remarks) => JsonLines.Write(json =>
    {
        json.WriteString("format", zone.Format.ToString());
        json.WriteString("issuer", zone.Issuer);
        json.WriteString("nationality", zone.Nationality);
        json.WriteString("documentNumber", zone.DocumentNumber);
        json.WriteString("familyName", zone.FamilyName);
        json.WriteString("givenName", zone.GivenName);
        json.WriteStringOrNull("dateOfBirth", zone.DateOfBirth?.ToString());
        json.WriteString("optionalData", zone.OptionalData);
        json.WriteStartArray("checks");
        foreach (var check in zone.Checks)
        {
            json.WriteStartObject();
            json.WriteString("field", check.Field);
            json.WriteNumber("line", check.Line);
            json.WriteNumber("character", check.Column);
            json.WriteNumber("expected", check.Expected);
            json.WriteString("found", check.Found.ToString());
            json.WriteBoolean("holds", check.Holds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("remarks", remarks);
    });

    // In the order of MrzWords.Fields.
    private static IEnumerable<(int Place, string Value)> Fields(MachineReadableZone zone)
        => new[] { zone.Issuer, zone.DocumentNumber, zone.FamilyName, zone.GivenName, zone.Nationality, zone.DateOfBirth?.ToString() ?? "", zone.OptionalData }.Select((value, place) => (place, value));

    private static string Check(MrzCheck check, MrzWords words)
        => string.Format(CultureInfo.InvariantCulture, check.Holds ? words.Right : words.WrongDigit, words.Checks(check.Field), check.Line, check.Column, check.Found, check.Expected);
}
