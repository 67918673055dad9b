using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>The SQLite that is linked in, for the start-up log.</summary>
public static class SqliteEngine
{
    /// <summary>Its version.</summary>
    public static Version Version { get; } = ReadVersion();

    /// <summary>
    /// Whether a checkpoint racing a commit on a second connection can damage the file (fixed in 3.51.3). Then safety rests on the one
    /// writing and checkpointing connection that <see cref="SqliteDatabase"/> guarantees; hosts log it at start.
    /// </summary>
    public static bool NeedsSingleWriter => Version < new Version(3, 51, 3);

    private static Version ReadVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        return Version.Parse(connection.ServerVersion);
    }
}
