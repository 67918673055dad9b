using System.Globalization;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Tests;

internal static class TestLog
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    internal static readonly SqliteSchema Schema =
        new(0x46480001, [SqliteLogStore.SchemaSql, "CREATE TABLE note (text TEXT NOT NULL) STRICT;"]);

    internal static SqliteDatabase CreateAndOpen(string path)
    {
        SqliteDatabase.Create(path, Schema);
        return SqliteDatabase.Open(path, Schema);
    }

    internal static NewLogEntry Entry(int number) => NewLogEntry.Create(
        IdempotencyKey.Derive(AuditKind.QuerySubmitted, BitConverter.GetBytes(number)),
        DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000 + number),
        new AuditPayload(AuditKind.QuerySubmitted, null, number.ToString(CultureInfo.InvariantCulture), []));

    internal static void AddNote(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO note (text) VALUES ($text)";
        command.Parameters.AddWithValue("$text", text);
        command.ExecuteNonQuery();
    }

    internal static IReadOnlyList<string> Notes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM note ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var notes = new List<string>();
        while (reader.Read())
        {
            notes.Add(reader.GetString(0));
        }

        return notes;
    }

    internal static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
