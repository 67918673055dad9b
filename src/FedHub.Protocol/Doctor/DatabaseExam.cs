using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Protocol;

/// <summary>Looks at the settings that "nothing acknowledged is lost" rests on, as a connection says them back.</summary>
public static class DatabaseExam
{
    private const string Remedy = "Keep the database on a local file system, not on a network share, and start the process again.";

    /// <summary>Findings on one connection.</summary>
    /// <param name="connection">Of the process that owns the database, or a new one.</param>
    /// <param name="whose">Such as <c>writer</c>.</param>
    public static IEnumerable<Finding> Look(SqliteConnection connection, string whose)
    {
        var wrong = SqliteDiagnosis.Of(connection).Where(setting => !setting.IsAsExpected).ToList();
        foreach (var setting in wrong)
        {
            yield return Finding.Error(
                "database-setting", $"The database's {whose} has {setting.Name}={setting.Actual} and should have {setting.Expected}.", Remedy);
        }

        if (wrong.Count == 0)
        {
            yield return Finding.Ok("database-settings", $"The database's {whose} has the settings that keep what is acknowledged.");
        }
    }

    /// <summary>The finding on the engine.</summary>
    public static Finding LookAtEngine() => LookAtEngine(SqliteEngine.Version, SqliteEngine.NeedsSingleWriter);

    internal static Finding LookAtEngine(Version version, bool needsSingleWriter) => Finding.Ok(
        "database-engine",
        needsSingleWriter
            ? $"SQLite {version}: before 3.51.3, so safety rests on the single writer that this program keeps; open the database with no other program that writes."
            : $"SQLite {version}.");

    /// <summary>Findings on a database file of a process that may not run.</summary>
    public static IEnumerable<Finding> LookAtFile(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            return [Finding.Error("database-missing", $"{name} is missing.", "Restore it from a backup, or name another data folder.")];
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
            connection.Open();
            return SqliteDiagnosis.JournalModeOf(connection) is var mode && string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase)
                ? [Finding.Ok("database", FormattableString.Invariant($"{name} can be read, {new FileInfo(path).Length / 1024} KiB."))]
                : [Finding.Error("database-setting", $"{name} has journal_mode={mode} and should have wal.", Remedy)];
        }
        catch (SqliteException)
        {
            return [Finding.Error("database-unreadable", $"{name} cannot be read, or is no database.", "Check permissions and disk; else restore it from a backup.")];
        }
    }
}
