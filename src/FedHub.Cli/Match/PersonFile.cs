using System.Globalization;
using FedHub.Cli.Csv;
using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>A CSV file with the columns of <c>fedhub keys</c>, and <c>expected_record_id</c> where it says whom each row means.</summary>
internal sealed record PersonFile(string Name, IReadOnlyList<string> Header, IReadOnlyList<PersonRow> Rows)
{
    public const string ExpectedColumn = "expected_record_id";

    // All rows and their keys are held in memory.
    private const int MaxRows = 200_000;

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="CliFailureException">Empty, without rows, with too many, or without the columns that are needed.</exception>
    public static PersonFile Read(FileInfo file)
    {
        using var reader = CsvText.Open(file.OpenText());
        var header = reader.ReadRow() ?? throw CliFailureException.Usage(file.Name + " is empty", "Its first line names the columns.");
        if (!KeyListingColumns.TryRead(header, out var columns, out var reason))
        {
            throw CliFailureException.Usage($"{file.Name}, line 1: {reason}", "Columns: id, full_name (or family and given), date_of_birth; if known passport, national_id, phone, vehicle, account, mrz, nationality.");
        }

        var expected = Array.FindIndex(header, name => name.Trim().Equals(ExpectedColumn, StringComparison.OrdinalIgnoreCase));
        var rows = new List<PersonRow>();
        while (reader.ReadRow() is { } row)
        {
            var (id, subject) = columns.ReadRow(row, out var remark);
            rows.Add(new PersonRow(reader.RawRow, id.Trim(), subject, remark, expected < 0 ? null : expected < row.Length ? row[expected].Trim() : ""));
            if (rows.Count > MaxRows)
            {
                throw CliFailureException.Usage(string.Create(CultureInfo.InvariantCulture, $"{file.Name} has more than {MaxRows} rows"), "Take a sample of it.");
            }
        }

        return rows.Count > 0 ? new PersonFile(file.Name, header, rows) : throw CliFailureException.Usage(file.Name + " has no rows", "Below the line with the columns, each line is a person.");
    }

    /// <summary>File, line and column of a cell, as people count.</summary>
    public string Place(PersonRow row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < Header.Count; i++)
            {
                if (Header[i].Trim().Trim('\uFEFF').Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{Name}, line {row.Line}, column {i + 1} ({name})");
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Name}, line {row.Line}");
    }

    /// <summary>The same for the column of ids.</summary>
    public string PlaceOfId(PersonRow row) => Place(row, "id", "record_id", "query_id");

    /// <summary>The name only.</summary>
    public override string ToString() => $"PersonFile({Rows.Count} rows)";
}
