using Dapper;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>All directory versions, so that each can be checked against the keys of the one before.</summary>
internal static class DirectoryTable
{
    internal static void Insert(SqliteConnection connection, FederationDirectory directory, byte[] envelope, long logIndex, bool inForce) =>
        connection.Execute(
            "INSERT INTO directory (version, digest, envelope, log_index, in_force) VALUES (@version, @digest, @envelope, @logIndex, @inForce)",
            new { version = (long)directory.Version, digest = directory.Digest.ToArray(), envelope, logIndex, inForce });

    /// <summary>Envelopes of the versions in force after one, ascending.</summary>
    internal static IReadOnlyList<byte[]> ListAfter(SqliteConnection connection, ulong version, int maxCount) =>
        connection.Query<byte[]>(
            "SELECT envelope FROM directory WHERE version > @version AND in_force = 1 ORDER BY version LIMIT @maxCount",
            new { version = (long)Math.Min(version, long.MaxValue), maxCount }).AsList();

    /// <summary>The version that is logged and not yet in force; null when there is none.</summary>
    internal static byte[]? FindWaiting(SqliteConnection connection) =>
        connection.ExecuteScalar<byte[]?>("SELECT envelope FROM directory WHERE in_force = 0 ORDER BY version LIMIT 1");

    internal static int PutInForce(SqliteConnection connection, ulong version) =>
        connection.Execute("UPDATE directory SET in_force = 1 WHERE version = @version", new { version = (long)version });

    internal static long? FindLogIndex(SqliteConnection connection, ulong version) =>
        connection.ExecuteScalar<long?>("SELECT log_index FROM directory WHERE version = @version", new { version = (long)version });
}
