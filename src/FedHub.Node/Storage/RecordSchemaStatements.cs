namespace FedHub.Node.Storage;

/// <summary>Tables of records and their search keys.</summary>
/// <remarks>No name, identifier or record id is there in the clear: content and keys are encrypted under a key derived from the master key.</remarks>
internal static class RecordSchemaStatements
{
    internal static readonly IReadOnlyList<string> Statements =
    [
        // AUTOINCREMENT: a row id is never given again, so a tag of a withdrawn record cannot come to mean another one.
        """
        CREATE TABLE record (
            row_id INTEGER PRIMARY KEY AUTOINCREMENT,
            collection TEXT NOT NULL,
            record_ref BLOB NOT NULL UNIQUE,
            category INTEGER NOT NULL,
            is_canary INTEGER NOT NULL,
            content_mac BLOB NOT NULL,
            sealed_content BLOB NOT NULL,
            rule_set BLOB NOT NULL,
            change_number INTEGER NOT NULL,
            changed_at_ms INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            expires_at_ms INTEGER
        ) STRICT
        """,
        // Two small ones instead of a scan of all records each minute.
        "CREATE INDEX record_by_expiry ON record (collection, expires_at_ms) WHERE expires_at_ms IS NOT NULL",
        "CREATE INDEX record_by_age ON record (collection, stored_at_ms)",
        "CREATE INDEX record_by_change ON record (collection, change_number)",
        """
        CREATE TABLE record_key (
            row_id INTEGER NOT NULL REFERENCES record (row_id) ON DELETE CASCADE,
            class INTEGER NOT NULL,
            key_count INTEGER NOT NULL,
            sealed_keys BLOB NOT NULL,
            PRIMARY KEY (row_id, class)
        ) STRICT, WITHOUT ROWID
        """,
        // How far each import is durable; the point is encrypted, what it is found by is a digest of the mapping.
        "CREATE TABLE import_point (source_ref BLOB PRIMARY KEY, sealed_point BLOB NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ];
}
