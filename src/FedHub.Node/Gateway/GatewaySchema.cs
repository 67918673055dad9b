namespace FedHub.Node.Gateway;

/// <summary>Tables of the country's own searches. Applied once each; add new ones, never edit old ones.</summary>
internal static class GatewaySchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        """
        CREATE TABLE search_record (
            query_id BLOB PRIMARY KEY,
            officer TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            digest BLOB NOT NULL,
            sealed BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE open_search (
            query_id BLOB PRIMARY KEY,
            expires_at INTEGER NOT NULL,
            secrets BLOB NOT NULL,
            signed BLOB,
            confirms INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID
        """,
    ];
}
