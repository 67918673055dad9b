using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Appends one entry inside a writer's job.</summary>
internal static class LogAppend
{
    internal static LogReceipt Append(this SqliteTransaction transaction, NewLogEntry entry) =>
        SqliteLogStore.Append(transaction.Connection!, transaction, [entry])[0];
}
