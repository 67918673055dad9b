namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>What types of PostgreSQL an import can do with.</summary>
internal static class PostgresTypes
{
    /// <summary>Moments and days.</summary>
    public static bool IsTime(string type) => type is "timestamp with time zone" or "timestamp without time zone" or "date";

    /// <summary>Whether rows can be ordered by it for good, and a bit be taken off it.</summary>
    public static bool CanTellChanges(string type) => IsTime(type) || type is "smallint" or "integer" or "bigint" or "numeric";

    /// <summary>Why a column cannot be read as text, or null.</summary>
    public static string? Problem(string type) => type switch
    {
        _ when type.EndsWith("[]", StringComparison.Ordinal) => "is an array: write array_to_string(column, ';') in the query",
        "bytea" => "is binary: leave it out, or encode it in the query",
        "json" or "jsonb" or "xml" => "is a document: take single values out of it in the query",
        _ => null,
    };
}
