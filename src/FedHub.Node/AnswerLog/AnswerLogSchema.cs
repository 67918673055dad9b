using FedHub.Transparency.Sqlite;

namespace FedHub.Node.AnswerLog;

/// <summary>Tables of the node's own log, and of the refusals that it has given.</summary>
internal static class AnswerLogSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        SqliteLogStore.SchemaSql,
        SqliteLogTree.SchemaSql,
        """
        CREATE TABLE given_refusal (
            event BLOB PRIMARY KEY CHECK (length(event) = 32),
            message BLOB NOT NULL,
            given_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX given_refusal_age ON given_refusal (given_at)
        """,
    ];
}
