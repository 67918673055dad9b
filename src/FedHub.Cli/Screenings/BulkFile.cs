using System.Globalization;
using CsvHelper;
using FedHub.Cli.Csv;
using FedHub.Cli.Search;

namespace FedHub.Cli.Screenings;

/// <summary>Reads a file to be screened: a header that names columns of the list, in any order, then a row for each person or thing.</summary>
internal static class BulkFile
{
    /// <summary>As many as a node takes.</summary>
    public const int MaxRows = 1_000;

    private const string IdColumn = "id";

    // Several values of one cell.
    private const char Separator = ';';

    private static readonly Dictionary<string, Func<SearchInput, string, SearchInput>> _columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["full_name"] = (input, cell) => input with { FullName = cell },
        ["date_of_birth"] = (input, cell) => input with { DateOfBirth = cell },
        ["passport"] = (input, cell) => input with { Documents = Values(cell) },
        ["national_id"] = (input, cell) => input with { PersonalNumbers = Values(cell) },
        ["phone"] = (input, cell) => input with { Phones = Values(cell) },
        ["vehicle"] = (input, cell) => input with { Vehicles = Values(cell) },
        ["account"] = (input, cell) => input with { Accounts = Values(cell) },
        ["mrz"] = (input, cell) => input with { MachineReadableZone = cell.Replace('/', '\n') },
    };

    /// <summary>All rows, each under the same terms.</summary>
    /// <exception cref="CliFailureException">The file cannot be read; says where, and never what stands there.</exception>
    public static IReadOnlyList<BulkRow> Read(TextReader reader, SearchInput terms)
    {
        using var lines = CsvText.Open(reader);
        var columns = Columns(lines.ReadRow() ?? throw CliFailureException.Usage("The file is empty", "Its first line names the columns: " + Known() + "."));
        var rows = new List<BulkRow>();
        while (lines.ReadRow() is { } cells)
        {
            if (rows.Count == MaxRows)
            {
                throw CliFailureException.Usage(string.Create(CultureInfo.InvariantCulture, $"The file has more than {MaxRows} rows"), "Split it: each part is approved for itself.");
            }

            rows.Add(Row(lines, cells, columns, terms));
        }

        return rows.Count > 0 ? rows : throw CliFailureException.Usage("The file has a header and no row");
    }

    private static string[] Columns(string[] header)
    {
        var columns = header.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        var wrong = Array.FindIndex(columns, name => name != IdColumn && !_columns.ContainsKey(name));
        if (wrong >= 0)
        {
            throw CliFailureException.Usage(
                string.Create(CultureInfo.InvariantCulture, $"Column {wrong + 1} of the first line is not one of the list"), "The columns are " + Known() + ".");
        }

        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
        {
            throw CliFailureException.Usage("A column stands twice in the first line", "Several values of one kind stand in one cell, with a semicolon between.");
        }

        return columns;
    }

    private static BulkRow Row(CsvParser lines, string[] cells, string[] columns, SearchInput terms)
    {
        if (cells.Length > columns.Length)
        {
            throw CliFailureException.Usage(string.Create(
                CultureInfo.InvariantCulture, $"Line {lines.RawRow} has {cells.Length} cells, the first line {columns.Length}"), "Put a cell that holds a comma in quotes.");
        }

        var id = "";
        var input = terms;
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i].Trim();
            if (cell.Length == 0)
            {
                continue;
            }

            (id, input) = columns[i] == IdColumn ? (cell, input) : (id, _columns[columns[i]](input, cell));
        }

        return SearchOptions.IsEmpty(input)
            ? throw CliFailureException.Usage(
                string.Create(CultureInfo.InvariantCulture, $"Line {lines.RawRow} holds nothing that can be searched"), "Give a document, number, phone, vehicle, account, MRZ or name.")
            : new BulkRow(id, input);
    }

    private static string[] Values(string cell) => cell.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Known() => string.Join(", ", _columns.Keys.Prepend(IdColumn));
}
