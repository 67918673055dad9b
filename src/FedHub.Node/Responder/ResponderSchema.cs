using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>Tables of what this node answered. Applied once each; add new ones, never edit old ones.</summary>
internal static class ResponderSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        BudgetLedger.Schema,
        """
        CREATE TABLE answered_query (
            origin TEXT NOT NULL,
            query_id BLOB NOT NULL,
            digest BLOB NOT NULL,
            credential_id BLOB NOT NULL,
            officer TEXT NOT NULL,
            agency TEXT NOT NULL,
            purpose INTEGER NOT NULL,
            legal_basis TEXT NOT NULL,
            self_test INTEGER NOT NULL,
            bulk INTEGER NOT NULL,
            answered_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            answers BLOB,
            PRIMARY KEY (origin, query_id)
        ) WITHOUT ROWID;
        CREATE INDEX answered_query_expiry ON answered_query (expires_at);
        CREATE TABLE answered_slot (
            origin TEXT NOT NULL,
            query_id BLOB NOT NULL,
            collection TEXT NOT NULL,
            class INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            elements INTEGER NOT NULL,
            PRIMARY KEY (origin, query_id, collection, class),
            FOREIGN KEY (origin, query_id) REFERENCES answered_query (origin, query_id) ON DELETE CASCADE
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE record_handle (
            record INTEGER NOT NULL,
            origin TEXT NOT NULL,
            handle BLOB NOT NULL UNIQUE,
            PRIMARY KEY (record, origin)
        ) WITHOUT ROWID;
        CREATE TABLE disclosure_answer (
            request_digest BLOB PRIMARY KEY,
            origin TEXT NOT NULL,
            query_id BLOB NOT NULL,
            collection TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            answer BLOB,
            UNIQUE (origin, query_id, collection)
        ) WITHOUT ROWID;
        CREATE INDEX disclosure_answer_expiry ON disclosure_answer (expires_at);
        CREATE TABLE disclosure_log (
            id INTEGER PRIMARY KEY,
            request_digest BLOB NOT NULL,
            at INTEGER NOT NULL,
            origin TEXT NOT NULL,
            officer TEXT NOT NULL,
            agency TEXT NOT NULL,
            purpose INTEGER NOT NULL,
            legal_basis TEXT NOT NULL,
            query_id BLOB NOT NULL,
            collection TEXT NOT NULL,
            outcome INTEGER NOT NULL,
            record INTEGER,
            handle BLOB,
            category INTEGER NOT NULL,
            released TEXT NOT NULL,
            key_kinds TEXT NOT NULL
        );
        CREATE INDEX disclosure_log_record ON disclosure_log (record);
        CREATE INDEX disclosure_log_query ON disclosure_log (origin, query_id, collection);
        CREATE INDEX disclosure_log_handle ON disclosure_log (handle) WHERE handle IS NOT NULL
        """,
    ];
}
