using System.Security.Cryptography;
using System.Text;
using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>The query of a source, and what is made of it. It runs in a read-only transaction, so it can do no harm to the register.</summary>
internal sealed class PostgresQuery
{
    private const int MaxLength = 64 * 1024;
    private const string Before = "(\n";
    private const string After = "\n) AS fedhub_source";

    private readonly string _sql;
    private readonly string _file;

    private PostgresQuery(string sql, string file)
    {
        _sql = sql;
        _file = file;
    }

    /// <summary>Tells queries apart.</summary>
    public string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_sql)));

    /// <summary>Gives the columns and no row.</summary>
    public string ShapeSql => $"SELECT * FROM {Before}{_sql}{After} LIMIT 0";

    public static PostgresQuery Read(FileInfo file) => Of(file.Length <= MaxLength ? File.ReadAllText(file.FullName) : "", file.Name);

    /// <summary>A query as written, with or without a semicolon at its end.</summary>
    /// <exception cref="CliFailureException">It is empty or too long.</exception>
    public static PostgresQuery Of(string text, string file)
    {
        var sql = text.Trim().TrimEnd(';').TrimEnd();
        return sql.Length is > 0 and <= MaxLength
            ? new PostgresQuery(sql, file)
            : throw CliFailureException.Usage("The query is empty, or longer than 64 KiB", "Write one SELECT into the file.");
    }

    /// <summary>All rows, or those that changed since; as text, in the order of their changes.</summary>
    /// <param name="columns">Columns that are read.</param>
    /// <param name="mapping">Names the change column.</param>
    /// <param name="changeType">Its type; null when there is no such column.</param>
    /// <param name="since">Whether the parameter <c>since</c> is given.</param>
    public string RowsSql(IEnumerable<string> columns, ImportMapping mapping, string? changeType, bool since)
    {
        var sql = new StringBuilder("SELECT ")
            .AppendJoin(", ", columns.Select(column => $"{Quote(column)}::text"))
            .Append(" FROM ").Append(Before).Append(_sql).Append(After);
        if (mapping.ChangeColumn is not { } change || changeType is null)
        {
            return sql.ToString();
        }

        if (since)
        {
            // Rows without a change value are always read: leaving them out could leave a record unfound.
            sql.Append(FormattableString.Invariant($" WHERE {Quote(change)} IS NULL OR {Quote(change)} >= CAST(@since AS {changeType}) - {Overlap(mapping, changeType)}"));
        }

        return sql.Append(FormattableString.Invariant($" ORDER BY {Quote(change)} NULLS FIRST")).ToString();
    }

    /// <summary>Where in the file the server found a mistake, given its position in a statement made of the query.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="position">From 1; 0 when the server did not say.</param>
    public string Place(string statement, int position)
    {
        var offset = position - 1 - (statement.IndexOf(Before, StringComparison.Ordinal) + Before.Length);
        if (position <= 0 || offset < 0 || offset >= _sql.Length)
        {
            return _file;
        }

        var before = _sql.AsSpan(0, offset);
        return FormattableString.Invariant($"{_file}:{before.Count('\n') + 1}:{offset - before.LastIndexOf('\n')}");
    }

    private static string Overlap(ImportMapping mapping, string changeType) => PostgresTypes.IsTime(changeType)
        ? FormattableString.Invariant($"make_interval(mins => {mapping.ChangeOverlap})")
        : FormattableString.Invariant($"{mapping.ChangeOverlap}");

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
