using Npgsql;

namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>What a failure of the database means to the person at the terminal. The server's words may quote a row, so only those on names and rights are passed on.</summary>
internal static class PostgresFailures
{
    public static CliFailureException Of(NpgsqlException failure, PostgresAddress address, PostgresQuery query, string statement) => failure switch
    {
        PostgresException { SqlState: var state } refused when state.StartsWith("42", StringComparison.Ordinal) => new CliFailureException(
            ExitCode.Usage, "The query was refused", $"{query.Place(statement, refused.Position)}: {refused.MessageText} ({state})", "Mend the query, and try it with psql."),
        PostgresException { SqlState: var state } refused when state.StartsWith("28", StringComparison.Ordinal) || state.StartsWith("3D", StringComparison.Ordinal) => new CliFailureException(
            ExitCode.Refused, "The database refused the connection", $"{refused.MessageText} ({state})", "Check user, database and --password-file or PGPASSFILE."),
        PostgresException { SqlState: "25006" } => new CliFailureException(
            ExitCode.Usage, "The query wants to write", "An import reads only (25006)", "Make it one SELECT."),
        PostgresException { SqlState: var state } => new CliFailureException(
            ExitCode.Refused, "The database failed while it gave the rows", $"SQLSTATE {state}", "What is counted is in. Mend it, then run the same import again."),
        _ => new CliFailureException(
            ExitCode.Unreachable,
            "The database could not be reached, or broke the connection",
            $"{address}: {Cause(failure)}",
            "Check host, port and certificate. What is counted is in; run the same import again."),
    };

    /// <summary>The innermost type says whether it was the network, TLS or time; its text is the system's and holds no row.</summary>
    private static string Cause(Exception failure)
    {
        var cause = failure.GetBaseException();
        return cause is NpgsqlException ? "it does not speak as expected, or TLS was refused" : cause.Message;
    }
}
