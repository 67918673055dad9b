using System.Text;

namespace FedHub.Cli.Demo.People;

/// <summary>Writes persons as CSV (RFC 4180, UTF-8, a header line).</summary>
internal static class PersonCsv
{
    public const string Header = "record_id,full_name,date_of_birth,nationality,passport,national_id,phone,vehicle,account,category";

    public static string Write(IEnumerable<DemoPerson> people)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var person in people)
        {
            string[] fields =
            [
                person.RecordId, person.FullName, person.DateOfBirth, person.Nationality,
                person.Passport, person.NationalId, person.Phone, person.Vehicle, person.Account, person.Category,
            ];
            csv.AppendJoin(',', fields.Select(Quote)).Append('\n');
        }

        return csv.ToString();
    }

    private static string Quote(string field)
        => field.AsSpan().ContainsAny(",\"\r\n") ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;
}
