using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// The statements of the hot path, parsed once a connection. A log appends one small entry a job, so that parsing its four statements each
/// time costs as much as carrying them out. They end with their connection.
/// </summary>
internal sealed class SqliteStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> _ofConnections = [];

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>The statement of this text, in the connection's transaction; not to be disposed of, and one use at a time.</summary>
    /// <param name="connection">Used by one thread at a time, as all connections are.</param>
    /// <param name="transaction">The connection's own; null outside of jobs.</param>
    /// <param name="sql">A constant: every text is kept.</param>
    internal static SqliteCommand Get(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        var commands = _ofConnections.GetOrCreateValue(connection)._commands;
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            commands.Add(sql, command);
        }

        command.Transaction = transaction;
        return command;
    }

    /// <summary>Carries a statement out; the rows that it changed.</summary>
    internal static int Execute(
        SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Bind(Get(connection, transaction, sql), parameters).ExecuteNonQuery();

    /// <summary>Gives a statement its values, always all of them in the same order.</summary>
    internal static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                command.Parameters.AddWithValue(parameters[i].Name, parameters[i].Value);
            }
            else
            {
                command.Parameters[i].Value = parameters[i].Value;
            }
        }

        return command;
    }
}
