namespace FedHub.Cli.Log.Index;

/// <summary>The tables of the local index. It is made from the copy and may be deleted at any time.</summary>
internal static class LogIndexSchema
{
    /// <summary>Goes up with every change: an index of another version is made anew.</summary>
    public const int Version = 2;

    public const string Sql = """
        CREATE TABLE source (id INTEGER PRIMARY KEY CHECK (id = 0), origin TEXT NOT NULL, size INTEGER NOT NULL, roots BLOB NOT NULL) STRICT;
        INSERT INTO source (id, origin, size, roots) VALUES (0, '', 0, x'');
        CREATE TABLE entry (
            idx     INTEGER PRIMARY KEY,
            time_ms INTEGER NOT NULL,
            leaf    BLOB NOT NULL,
            form    INTEGER NOT NULL,
            kind    TEXT NOT NULL,
            member  TEXT NOT NULL,
            subject TEXT NOT NULL,
            query   TEXT NOT NULL,
            origin  TEXT NOT NULL,
            officer TEXT NOT NULL,
            agency  TEXT NOT NULL,
            purpose TEXT NOT NULL,
            outcome TEXT NOT NULL,
            payload BLOB
        ) STRICT;
        CREATE INDEX entry_time ON entry (time_ms);
        CREATE INDEX entry_query ON entry (query);
        CREATE INDEX entry_officer ON entry (officer) WHERE officer <> '';
        CREATE TABLE party (idx INTEGER NOT NULL, member TEXT NOT NULL, PRIMARY KEY (member, idx)) STRICT, WITHOUT ROWID;
        CREATE TABLE part (idx INTEGER NOT NULL, slot TEXT NOT NULL, keys INTEGER NOT NULL, PRIMARY KEY (idx, slot)) STRICT, WITHOUT ROWID;
        """;
}
