using FedHub.Node.HubLink;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Statements;

/// <summary>Writes what an action changes and what is to be stated of it in one commit: neither is ever there without the other.</summary>
internal sealed class StatementOutbox(NodeDatabase database) : IDisposable
{
    /// <summary>Wakes the sender.</summary>
    public SyncSignal Signal { get; } = new();

    /// <summary>Runs a job inside a write transaction; the statements that it adds are durable with it, in their order.</summary>
    /// <param name="job">As for <see cref="NodeDatabase.WriteAsync"/>; adds what is to be stated to the list.</param>
    /// <param name="cancellationToken">As for <see cref="NodeDatabase.WriteAsync"/>.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, List<Statement>, T> job, CancellationToken cancellationToken)
    {
        var (result, count) = await database.WriteAsync(
            connection =>
            {
                var statements = new List<Statement>();
                var value = job(connection, statements);
                foreach (var statement in statements)
                {
                    StatementTable.Add(connection, statement);
                }

                return (value, statements.Count);
            },
            cancellationToken);
        if (count > 0)
        {
            Signal.Wake();
        }

        return result;
    }

    public void Dispose() => Signal.Dispose();
}
