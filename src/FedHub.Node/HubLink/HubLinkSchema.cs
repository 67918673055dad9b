namespace FedHub.Node.HubLink;

/// <summary>Tables of what this node holds of the federation. Applied once each; add new ones, never edit old ones.</summary>
internal static class HubLinkSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        """
        CREATE TABLE directory_version (
            version INTEGER PRIMARY KEY,
            envelope BLOB NOT NULL,
            witnessed BLOB,
            held_at INTEGER NOT NULL
        );
        CREATE TABLE held_manifest (
            digest BLOB PRIMARY KEY,
            member TEXT NOT NULL,
            valid_until INTEGER NOT NULL,
            envelope BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE foreign_revocation (
            member TEXT NOT NULL,
            credential_id BLOB NOT NULL,
            PRIMARY KEY (member, credential_id)
        ) WITHOUT ROWID;
        CREATE TABLE revocation_cursor (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            next_log_index INTEGER NOT NULL
        )
        """,
    ];
}
