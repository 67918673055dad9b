using System.Globalization;
using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Copies;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Index;

/// <summary>The copy's entries in a small database, for searching. Only what opened its leaf, or is marked as metadata, gets in.</summary>
internal sealed class LogIndex : IDisposable
{
    private readonly SqliteConnection _connection;

    private LogIndex(SqliteConnection connection) => _connection = connection;

    public SqliteConnection Connection => _connection;

    /// <summary>Opens the index of a copy and brings it to the copy's size.</summary>
    /// <exception cref="CliFailureException">A payload of the copy is not what its entry commits to, or cannot be read.</exception>
    public static async Task<LogIndex> OpenAsync(LogCopy copy, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        var index = new LogIndex(Connect(copy.IndexFile, checkpoint.Signed.Checkpoint.Origin, checkpoint.Head.Size));
        try
        {
            await index.ExtendAsync(copy, checkpoint.Head.Size, services, cancellationToken);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    public SqliteCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this program's own; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public void Dispose() => _connection.Dispose();

    private static SqliteConnection Connect(string file, string origin, long size)
    {
        var connection = Open(file);
        if (Fits(connection, origin, size))
        {
            return connection;
        }

        // Of another version, of another log, or beyond the copy: it holds nothing that cannot be made again.
        connection.Dispose();
        File.Delete(file);
        connection = Open(file);
        using var create = connection.CreateCommand();
        create.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={LogIndexSchema.Version};") + LogIndexSchema.Sql;
        create.ExecuteNonQuery();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO source (id, origin, size) VALUES (0, $origin, 0)";
        insert.Parameters.AddWithValue("$origin", origin);
        insert.ExecuteNonQuery();
        return connection;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static bool Fits(SqliteConnection connection, string origin, long size)
    {
        try
        {
            using var version = connection.CreateCommand();
            version.CommandText = "PRAGMA user_version";
            if (version.ExecuteScalar() is not long number || number != LogIndexSchema.Version)
            {
                return false;
            }

            using var source = connection.CreateCommand();
            source.CommandText = "SELECT origin, size FROM source WHERE id = 0";
            using var reader = source.ExecuteReader();
            return reader.Read() && reader.GetString(0) == origin && reader.GetInt64(1) <= size;
        }
        catch (SqliteException)
        {
            // Damaged: it is made anew.
            return false;
        }
    }

    private async Task ExtendAsync(LogCopy copy, long size, CliServices services, CancellationToken cancellationToken)
    {
        long held;
        using (var command = Command("SELECT size FROM source"))
        {
            held = (long)command.ExecuteScalar()!;
        }

        using var log = copy.Open();
        var progress = new LogProgress(services.Terminal, services.Time, held, size, "indexed");
        for (var bundle = held / TileLayout.FullWidth; bundle * TileLayout.FullWidth < size && held < size; bundle++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = TileLayout.BundleOf(bundle * TileLayout.FullWidth, size);

            // A copy of the tree alone has no openings: its entries have times and nothing else.
            var openings = await log.ReadOpeningsAsync(id, cancellationToken) ?? (log.HasOpenings ? null : OpeningBundle.Encode(id, []));
            var (opened, finding) = await OpenedBundle.ReadAsync(log, id, openings, cancellationToken);
            if (opened is null)
            {
                throw new CliFailureException(
                    finding!.IsProven ? ExitCode.VerificationFailed : ExitCode.Unreachable, "The copy cannot be indexed", finding.Text, "Run fedhub log verify on the copy, or fetch anew into another folder.");
            }

            LogIndexWriter.Write(this, opened.Entries.Where(entry => entry.Index >= held), Math.Min(size, (bundle + 1) * TileLayout.FullWidth));
            progress.Report((bundle + 1) * TileLayout.FullWidth);
        }
    }
}
