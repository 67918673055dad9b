using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Tests.Log;

/// <summary>What somebody could write into an index that he hands out.</summary>
internal static class PlantedIndex
{
    /// <summary>Adds an entry of another index, under another number.</summary>
    public static void AddEntry(string from, int entry, string to, int number)
    {
        using var connection = new SqliteConnection($"Data Source={to};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            ATTACH $from AS other;
            CREATE TEMP TABLE added AS SELECT * FROM other.entry WHERE idx = $entry;
            UPDATE added SET idx = $number;
            INSERT INTO main.entry SELECT * FROM added;
            """;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$entry", entry);
        command.Parameters.AddWithValue("$number", number);
        command.ExecuteNonQuery();
    }
}
