namespace FedHub.Node.Letters;

/// <summary>Tables of letters to and from other members.</summary>
internal static class LetterSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        // The content is encrypted under a key derived from the master key. A row stays until the recipient has the letter.
        """
        CREATE TABLE letter_outbox (
            letter_id BLOB PRIMARY KEY,
            recipient TEXT NOT NULL,
            content BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            envelope BLOB,
            sealed BLOB,
            expires_at INTEGER,
            next_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX letter_outbox_next ON letter_outbox (next_at);
        CREATE TABLE letter_taken (
            sender TEXT NOT NULL,
            letter_id BLOB NOT NULL,
            taken_at INTEGER NOT NULL,
            PRIMARY KEY (sender, letter_id)
        ) STRICT, WITHOUT ROWID
        """,
    ];
}
