using FedHub.Cli.Log.Checking;
using FedHub.Cli.Log.Sources;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log.Index;

/// <summary>A log's entries in a small database, for searching. Only what leads to the signed checkpoint, and opened its leaf or is marked as metadata, gets in.</summary>
internal sealed class LogIndex : IDisposable
{
    internal LogIndex(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Makes an index for this command alone, which nobody else can have written and which leaves nothing behind.</summary>
    /// <param name="log">The log, perhaps in a folder that somebody else gave: nothing but its own files counts.</param>
    /// <param name="checkpoint">Which the policy accepts.</param>
    /// <param name="services">Terminal and clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliFailureException">The log does not lead to its checkpoint, or a payload is not what its entry commits to.</exception>
    public static async Task<LogIndex> OpenPrivateAsync(IPublishedLog log, ServedCheckpoint checkpoint, CliServices services, CancellationToken cancellationToken)
    {
        // SQLite deletes the file that this is in before it writes to it.
        var index = new LogIndex(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = "", Pooling = false }.ToString()));
        try
        {
            index.Connection.Open();
            await LogIndexBuilder.CreateAsync(index, log, checkpoint, services, cancellationToken);
            return index;
        }
        catch (SqliteException exception)
        {
            index.Dispose();
            throw new CliFailureException(
                ExitCode.Unreachable, "The log could not be indexed", exception.Message, "Look for room where temporary files are kept ($TMPDIR).", exception);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    public SqliteCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this program's own; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public void Dispose() => Connection.Dispose();
}
