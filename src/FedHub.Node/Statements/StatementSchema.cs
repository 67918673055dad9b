namespace FedHub.Node.Statements;

/// <summary>Tables of what this node has to state. Applied once each; add new ones, never edit old ones.</summary>
internal static class StatementSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        """
        CREATE TABLE statement_outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            idempotency_key BLOB NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            payload BLOB NOT NULL,
            issued_credential BLOB
        );
        CREATE INDEX statement_outbox_credential ON statement_outbox (issued_credential) WHERE issued_credential IS NOT NULL
        """,
    ];
}
