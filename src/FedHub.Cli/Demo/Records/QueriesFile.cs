using FedHub.Cli.Csv;

namespace FedHub.Cli.Demo.Records;

/// <summary>Reads <c>query_id,origin,purpose,full_name,date_of_birth,passport,national_id,phone</c>; columns in any order, others ignored.</summary>
internal static class QueriesFile
{
    private static readonly string[] _required = ["query_id", "origin", "purpose"];

    public static IReadOnlyList<RecordedQuery> Read(TextReader reader)
    {
        using var rows = new CsvRows(reader);
        if (!rows.Read())
        {
            throw CliFailureException.Usage("The file of queries is empty", "Its first line names the columns.");
        }

        var columns = Columns(rows.Fields);
        var queries = new List<RecordedQuery>();
        while (rows.Read())
        {
            queries.Add(Row(rows.Fields, columns));
        }

        return queries;
    }

    private static Dictionary<string, int> Columns(IReadOnlyList<string> header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Count; i++)
        {
            columns.TryAdd(header[i].Trim(), i);
        }

        var missing = _required.Where(name => !columns.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? columns
            : throw CliFailureException.Usage("The file of queries lacks the column " + string.Join(", ", missing));
    }

    private static RecordedQuery Row(IReadOnlyList<string> fields, Dictionary<string, int> columns)
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
        };

        string Cell(string name) => columns.TryGetValue(name, out var at) && at < fields.Count ? fields[at].Trim() : "";
    }
}
