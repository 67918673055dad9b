namespace FedHub.Node.Keys;

/// <summary>Tables of the node's own keys: which counted from when until when. Applied once each; add new ones, never edit old ones.</summary>
internal static class KeySchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        """
        CREATE TABLE node_key (
            use INTEGER NOT NULL,
            key_id BLOB NOT NULL,
            activated_at INTEGER NOT NULL,
            retired_at INTEGER,
            wiped_at INTEGER,
            PRIMARY KEY (use, key_id)
        ) WITHOUT ROWID
        """,
    ];
}
