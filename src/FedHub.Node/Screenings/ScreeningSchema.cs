namespace FedHub.Node.Screenings;

/// <summary>Tables of bulk screenings. Of a row there is a keyed hash; of its search, the id.</summary>
internal static class ScreeningSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        // State: 1 requested, 2 approved, 3 refused.
        """
        CREATE TABLE screening (
            id BLOB PRIMARY KEY,
            officer TEXT NOT NULL,
            agency TEXT NOT NULL,
            state INTEGER NOT NULL,
            requested_at INTEGER NOT NULL,
            until INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            file_mac BLOB NOT NULL,
            decided_by TEXT NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX screening_agency ON screening (agency, requested_at);
        CREATE INDEX screening_file ON screening (file_mac, requested_at);
        CREATE TABLE screening_row (
            screening BLOB NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            mac BLOB NOT NULL,
            query_id BLOB,
            PRIMARY KEY (screening, number)
        ) STRICT, WITHOUT ROWID
        """,
    ];
}
