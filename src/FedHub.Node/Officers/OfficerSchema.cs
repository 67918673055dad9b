namespace FedHub.Node.Officers;

/// <summary>Tables of the country's officers. Applied once each; add new ones, never edit old ones.</summary>
internal static class OfficerSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        """
        CREATE TABLE officer (
            officer_id TEXT PRIMARY KEY,
            public_key BLOB NOT NULL UNIQUE,
            tls_key BLOB NOT NULL UNIQUE,
            agency TEXT NOT NULL,
            service_number TEXT NOT NULL,
            state INTEGER NOT NULL,
            roles TEXT NOT NULL,
            purposes TEXT NOT NULL,
            enrolled_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            suspended_for INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE officer_approval (
            officer_id TEXT NOT NULL,
            approver TEXT NOT NULL,
            roles TEXT NOT NULL,
            purposes TEXT NOT NULL,
            given_at INTEGER NOT NULL,
            PRIMARY KEY (officer_id, approver)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE credential (
            credential_id BLOB PRIMARY KEY,
            officer TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked INTEGER NOT NULL,
            envelope BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX credential_officer ON credential (officer)
        """,
    ];
}
