using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Brings a database to the version of this program.</summary>
internal static class SqliteMigrator
{
    /// <summary>Marks a new file as this application's.</summary>
    internal static void Claim(SqliteConnection connection, SqliteSchema schema) =>
        SqliteSettings.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={schema.ApplicationId}"));

    /// <summary>Applies the migrations that the file has not seen.</summary>
    /// <exception cref="SqliteDatabaseException">It is another application's file, or a newer program's.</exception>
    internal static void Migrate(SqliteConnection connection, SqliteSchema schema)
    {
        if (ReadNumber(connection, "application_id") != schema.ApplicationId)
        {
            throw new SqliteDatabaseException(SqliteDatabaseFault.Foreign, "The file is a database, but not one of this program. Check the path.");
        }

        var version = ReadNumber(connection, "user_version");
        if (version > schema.Version)
        {
            throw new SqliteDatabaseException(
                SqliteDatabaseFault.TooNew, $"The database has version {version}, this program knows {schema.Version}. Use the newer program.");
        }

        for (var next = version + 1; next <= schema.Version; next++)
        {
            Apply(connection, schema.Migrations[next - 1], next);
        }
    }

    private static void Apply(SqliteConnection connection, string sql, int version)
    {
        // Schema and version change in one commit: a crash leaves the version before or the version after.
        using var transaction = connection.BeginTransaction();
        SqliteSettings.Execute(connection, sql);
        SqliteSettings.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={version}"));
        transaction.Commit();
    }

    private static int ReadNumber(SqliteConnection connection, string pragma) =>
        int.Parse(SqliteSettings.Scalar(connection, $"PRAGMA {pragma}") ?? "0", CultureInfo.InvariantCulture);
}
