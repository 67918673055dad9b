namespace FedHub.Node.Storage;

/// <summary>Tables of slots' epochs: seeds, files, manifests and the index from tag to record.</summary>
internal static class EpochSchemaStatements
{
    internal static readonly IReadOnlyList<string> Statements =
    [
        // The seed is encrypted under the master key and set to null when the epoch ends. Rows stay, so that numbers only count up.
        """
        CREATE TABLE slot_epoch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            collection TEXT NOT NULL,
            class INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            sealed_seed BLOB,
            valid_from_ms INTEGER NOT NULL,
            valid_until_ms INTEGER NOT NULL,
            tag_bits INTEGER NOT NULL,
            rule_set BLOB NOT NULL,
            admissions TEXT NOT NULL,
            covered_change INTEGER NOT NULL,
            key_count INTEGER NOT NULL,
            next_delta_at_ms INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            manifest BLOB,
            published_revision INTEGER NOT NULL,
            published_manifest_digest BLOB,
            published_at_ms INTEGER,
            UNIQUE (collection, class, epoch)
        ) STRICT
        """,
        // Numbers that the hub's log knows: a node restored from a backup goes on above them.
        """
        CREATE TABLE slot_floor (
            collection TEXT NOT NULL,
            class INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            PRIMARY KEY (collection, class)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE epoch_file (
            epoch_id INTEGER NOT NULL REFERENCES slot_epoch (id),
            number INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            size_bytes INTEGER NOT NULL,
            entry_count INTEGER NOT NULL,
            PRIMARY KEY (epoch_id, number)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE epoch_tag (
            epoch_id INTEGER NOT NULL REFERENCES slot_epoch (id),
            tag BLOB NOT NULL,
            row_id INTEGER NOT NULL,
            token_sha256 BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            kind TEXT NOT NULL,
            weight REAL NOT NULL,
            place INTEGER NOT NULL,
            has_more INTEGER NOT NULL,
            PRIMARY KEY (epoch_id, tag)
        ) STRICT, WITHOUT ROWID
        """,
    ];
}
