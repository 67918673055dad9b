using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Reads back what <see cref="SqliteDatabase"/> set on its connections.</summary>
public static class SqliteDiagnosis
{
    /// <summary>Every setting that durability rests on.</summary>
    public static IReadOnlyList<SqliteSettingState> Of(SqliteConnection connection) => SqliteSettings.ReadBack(connection);

    /// <summary>The journal mode, which is the file's own and not the connection's.</summary>
    public static string JournalModeOf(SqliteConnection connection) => SqliteSettings.Scalar(connection, "PRAGMA journal_mode") ?? "";
}
