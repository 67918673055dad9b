using System.Diagnostics.CodeAnalysis;

namespace FedHub.Matching;

/// <summary>Where in a CSV file the columns of <c>fedhub keys</c> stand. Unknown columns are ignored.</summary>
/// <remarks>
/// <c>id</c> (or <c>record_id</c>, <c>query_id</c>), <c>full_name</c> or <c>family</c> and <c>given</c>, <c>date_of_birth</c>;
/// optionally <c>passport</c>, <c>national_id</c>, <c>phone</c>, <c>vehicle</c>, <c>account</c> (several in a cell parted by semicolons), <c>mrz</c> (lines parted by slashes),
/// <c>nationality</c>.
/// </remarks>
public sealed class KeyListingColumns
{
    private readonly Dictionary<string, int> _positions;

    private KeyListingColumns(Dictionary<string, int> positions) => _positions = positions;

    /// <summary>Reads a header row; refuses one without an id or without a name, saying so.</summary>
    public static bool TryRead(IReadOnlyList<string> header, [NotNullWhen(true)] out KeyListingColumns? columns, [NotNullWhen(false)] out string? reason)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var name = Canonical(header[i]);
            if (!positions.TryAdd(name, i))
            {
                columns = null;
                reason = $"column {i + 1} repeats an earlier column";
                return false;
            }
        }

        reason = header.Count == 1 && header[0].AsSpan().ContainsAny(';', '\t') ? "the columns are not separated by commas"
            : !positions.ContainsKey("id") ? "no column id, record_id or query_id"
            : positions.ContainsKey("full_name") || positions.ContainsKey("family") || positions.ContainsKey("given") ? null
            : "no column full_name, family or given";
        columns = reason is null ? new KeyListingColumns(positions) : null;
        return columns is not null;
    }

    /// <summary>Reads a row; of a date of birth that is not in the calendar its readable part is kept, and why is returned.</summary>
    /// <param name="fields">The row's fields; missing ones at the end count as empty.</param>
    /// <param name="dateReason">What is wrong with the date of birth, or null.</param>
    public (string Id, MatchSubject Subject) ReadRow(IReadOnlyList<string> fields, out string? dateReason)
    {
        dateReason = null;
        PartialDate? born = null;
        if (Field(fields, "date_of_birth") is { } text)
        {
            born = DamagedDate.Read(text, out dateReason);
        }

        var subject = new MatchSubject
        {
            FullName = Field(fields, "full_name"),
            FamilyName = Field(fields, "family"),
            GivenName = Field(fields, "given"),
            DateOfBirth = born,
            Documents = Several(fields, "passport"),
            PersonalNumbers = Several(fields, "national_id"),
            Phones = Several(fields, "phone"),
            Vehicles = Several(fields, "vehicle"),
            Accounts = Several(fields, "account"),
            MachineReadableZones = One(fields, "mrz"),
            Country = Field(fields, "nationality"),
        };
        return (Field(fields, "id") ?? "", subject);
    }

    private static string Canonical(string name) => name.Trim().Trim('\uFEFF').ToLowerInvariant() switch
    {
        "record_id" or "query_id" => "id",
        var other => other,
    };

    private string? Field(IReadOnlyList<string> fields, string column)
        => _positions.TryGetValue(column, out var i) && i < fields.Count && !string.IsNullOrWhiteSpace(fields[i]) ? fields[i] : null;

    private string[] One(IReadOnlyList<string> fields, string column) => Field(fields, column) is { } value ? [value] : [];

    private string[] Several(IReadOnlyList<string> fields, string column) =>
        Field(fields, column)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
