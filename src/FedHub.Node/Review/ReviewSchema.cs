namespace FedHub.Node.Review;

/// <summary>Tables of disclosures that wait for a person, and of what was disclosed to whom.</summary>
internal static class ReviewSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        // State: 0 open, 1 one of two persons has decided, 2 decided, 3 lapsed, 4 the record was withdrawn first.
        """
        CREATE TABLE review (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            request_digest BLOB NOT NULL,
            record INTEGER NOT NULL,
            origin TEXT NOT NULL,
            officer TEXT NOT NULL,
            agency TEXT NOT NULL,
            purpose INTEGER NOT NULL,
            legal_basis TEXT NOT NULL,
            query_id BLOB NOT NULL,
            collection TEXT NOT NULL,
            handle BLOB NOT NULL,
            category INTEGER NOT NULL,
            key_kinds TEXT NOT NULL,
            claims BLOB NOT NULL,
            has_more INTEGER NOT NULL,
            reply_key BLOB NOT NULL,
            two_persons INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            lapses_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            version INTEGER NOT NULL,
            outcome INTEGER,
            decided_at INTEGER,
            UNIQUE (request_digest, record)
        ) STRICT;
        CREATE INDEX review_open ON review (due_at) WHERE state IN (0, 1);
        CREATE TABLE review_vote (
            review INTEGER NOT NULL REFERENCES review (id),
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            reviewer TEXT NOT NULL,
            outcome INTEGER NOT NULL,
            ground TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (review, version)
        ) STRICT, WITHOUT ROWID
        """,

        // One row for each record and asker that holds a handle of it; the MAC is of the content as it was last told of.
        """
        CREATE TABLE disclosed_record (
            handle BLOB PRIMARY KEY,
            record INTEGER NOT NULL,
            origin TEXT NOT NULL,
            content_mac BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX disclosed_record_by_record ON disclosed_record (record);
        CREATE TABLE hit_feedback (
            origin TEXT NOT NULL,
            query_id BLOB NOT NULL,
            handle BLOB NOT NULL,
            mark INTEGER NOT NULL,
            marked_at INTEGER NOT NULL,
            PRIMARY KEY (origin, query_id, handle)
        ) STRICT, WITHOUT ROWID
        """,
    ];
}
