namespace FedHub.Node.Policy;

/// <summary>Tables of the policies that are and were in force. Applied once each; add new ones, never edit old ones.</summary>
internal static class PolicyTables
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        // The highest number is in force; rows are never changed or removed.
        """
        CREATE TABLE policy_version (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            digest BLOB NOT NULL,
            files BLOB NOT NULL,
            proposed_by TEXT NOT NULL,
            confirmed_by TEXT NOT NULL,
            in_force_at INTEGER NOT NULL
        );
        CREATE TABLE policy_proposal (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            digest BLOB NOT NULL,
            files BLOB NOT NULL,
            previous BLOB NOT NULL,
            proposed_by TEXT NOT NULL,
            proposed_at INTEGER NOT NULL
        )
        """,
    ];
}
