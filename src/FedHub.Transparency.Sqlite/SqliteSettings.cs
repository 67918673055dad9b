using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>The settings that "nothing acknowledged is lost" rests on. Most are a connection's own, so each connection gets them.</summary>
internal static class SqliteSettings
{
    internal const int BusyTimeoutMilliseconds = 5000;

    private static readonly (string Name, string Value, string Expected)[] _settings =
    [
        // Readers never block the writer, and a commit is one sequential write.
        ("journal_mode", "WAL", "wal"),

        // FULL: fsync of the log at each commit. NORMAL would lose acknowledged commits when the power fails.
        ("synchronous", "FULL", "2"),
        ("busy_timeout", "5000", "5000"),
        ("foreign_keys", "ON", "1"),

        // Erased payloads and wiped seeds must not stay readable in free pages.
        ("secure_delete", "ON", "1"),

        // Only the writer checkpoints, see SqliteWriter.
        ("wal_autocheckpoint", "0", "0"),
    ];

    /// <summary>Sets every setting and reads it back.</summary>
    /// <exception cref="SqliteDatabaseException">One did not take effect.</exception>
    internal static void Apply(SqliteConnection connection, bool readOnly)
    {
        foreach (var (name, value, expected) in _settings)
        {
            // A read-only connection cannot set the journal mode, which is the file's, but must find it set.
            if (!(readOnly && string.Equals(name, "journal_mode", StringComparison.Ordinal)))
            {
                Execute(connection, $"PRAGMA {name}={value}");
            }

            RequireSetting(connection, name, expected);
        }

        if (readOnly)
        {
            Execute(connection, "PRAGMA query_only=ON");
            RequireSetting(connection, "query_only", "1");
        }
    }

    internal static IReadOnlyList<SqliteSettingState> ReadBack(SqliteConnection connection) =>
        [.. _settings.Select(setting => new SqliteSettingState(setting.Name, Scalar(connection, $"PRAGMA {setting.Name}") ?? "", setting.Expected))];

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void RequireSetting(SqliteConnection connection, string name, string expected)
    {
        var actual = Scalar(connection, $"PRAGMA {name}");
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new SqliteDatabaseException(
                SqliteDatabaseFault.SettingRefused,
                $"The database refuses {name}={expected} (it says '{actual}'). Keep it on a local file system, not on a network share.");
        }
    }
}
