using FedHub.Cli.Csv;

namespace FedHub.Cli.Demo.Records;

/// <summary>Reads <c>query_id,origin,purpose,full_name,date_of_birth,passport,national_id,phone</c>, and <c>vehicle,account</c> where
/// there are such; columns in any order, others ignored.</summary>
internal static class QueriesFile
{
    private static readonly string[] _required = ["query_id", "origin", "purpose"];

    public static IReadOnlyList<RecordedQuery> Read(TextReader reader)
    {
        using var rows = CsvText.Open(reader);
        var columns = Columns(
            rows.ReadRow() ?? throw CliFailureException.Usage("The file of queries is empty", "Its first line names the columns."));
        var queries = new List<RecordedQuery>();
        while (rows.ReadRow() is { } row)
        {
            queries.Add(Row(row, columns));
        }

        return queries;
    }

    private static Dictionary<string, int> Columns(string[] header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
        {
            columns.TryAdd(header[i].Trim(), i);
        }

        var missing = _required.Where(name => !columns.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? columns
            : throw CliFailureException.Usage("The file of queries lacks the column " + string.Join(", ", missing));
    }

    private static RecordedQuery Row(string[] fields, Dictionary<string, int> columns)
    {
        return new RecordedQuery
        {
            QueryId = Cell("query_id"),
            Origin = Cell("origin").ToUpperInvariant(),
            Purpose = Cell("purpose"),
            FullName = Cell("full_name"),
            DateOfBirth = Cell("date_of_birth"),
            Passport = Cell("passport"),
            NationalId = Cell("national_id"),
            Phone = Cell("phone"),
            Vehicle = Cell(ObjectColumns.Vehicle),
            Account = Cell(ObjectColumns.Account),
        };

        string Cell(string name) => columns.TryGetValue(name, out var at) && at < fields.Length ? fields[at].Trim() : "";
    }
}
