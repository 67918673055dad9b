namespace FedHub.Node.Searches;

/// <summary>Tables of searches that live on. What tells of a person, a case or a key is encrypted under a key derived from the master key.</summary>
internal static class SearchesSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        // State: 0 prepared and not signed, 1 running, 2 ended, 3 cancelled.
        """
        CREATE TABLE kept_search (
            query_id BLOB PRIMARY KEY,
            officer TEXT NOT NULL,
            agency TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            log_index INTEGER,
            query_digest BLOB NOT NULL,
            envelope_digest BLOB,
            sealed BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX kept_search_officer ON kept_search (officer, created_at);
        CREATE INDEX kept_search_agency ON kept_search (agency, created_at);
        CREATE TABLE kept_collection (
            query_id BLOB NOT NULL REFERENCES kept_search (query_id) ON DELETE CASCADE,
            member TEXT NOT NULL,
            collection TEXT NOT NULL,
            is_settled INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (query_id, member, collection)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE kept_own (
            query_id BLOB NOT NULL REFERENCES kept_search (query_id) ON DELETE CASCADE,
            collection TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (query_id, collection)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE kept_own_record (
            query_id BLOB NOT NULL REFERENCES kept_search (query_id) ON DELETE CASCADE,
            handle BLOB NOT NULL,
            record INTEGER NOT NULL,
            content_mac BLOB NOT NULL,
            PRIMARY KEY (query_id, handle)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE kept_handle (
            handle BLOB NOT NULL,
            query_id BLOB NOT NULL REFERENCES kept_search (query_id) ON DELETE CASCADE,
            member TEXT NOT NULL,
            collection TEXT NOT NULL,
            PRIMARY KEY (handle, query_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE search_choice (
            query_id BLOB NOT NULL REFERENCES kept_search (query_id) ON DELETE CASCADE,
            member TEXT NOT NULL,
            asks INTEGER NOT NULL,
            PRIMARY KEY (query_id, member)
        ) STRICT, WITHOUT ROWID
        """,

        // Until the answer is read; then, for records under review, until the review's answer.
        """
        CREATE TABLE open_disclosure (
            query_id BLOB NOT NULL,
            member TEXT NOT NULL,
            collection TEXT NOT NULL,
            request_digest BLOB NOT NULL UNIQUE,
            sealed BLOB NOT NULL,
            PRIMARY KEY (query_id, member, collection)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pending_review (
            request_digest BLOB NOT NULL,
            handle BLOB NOT NULL,
            query_id BLOB NOT NULL,
            member TEXT NOT NULL,
            collection TEXT NOT NULL,
            gives_up_at INTEGER NOT NULL,
            sealed_reply_key BLOB NOT NULL,
            PRIMARY KEY (request_digest, handle)
        ) STRICT, WITHOUT ROWID
        """,
    ];
}
