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

    /// <summary>The versions in force after one, ascending.</summary>
    internal static IReadOnlyList<StoredDirectory> ListAfter(SqliteConnection connection, ulong version, int maxCount) =>
        connection.Query<(byte[] Envelope, long LogIndex, byte[]? Witnessed)>(
            "SELECT envelope, log_index, witnessed FROM directory WHERE version > @version AND in_force = 1 ORDER BY version LIMIT @maxCount",
            new { version = (long)Math.Min(version, long.MaxValue), maxCount }).Select(row => new StoredDirectory(row.Envelope, row.LogIndex, row.Witnessed)).AsList();

    /// <summary>The version that is logged and not yet in force; null when there is none.</summary>
    internal static byte[]? FindWaiting(SqliteConnection connection) =>
        connection.ExecuteScalar<byte[]?>("SELECT envelope FROM directory WHERE in_force = 0 ORDER BY version LIMIT 1");

    /// <summary>Puts a version in force, with the checkpoint that a quorum has cosigned; null when the federation does without.</summary>
    internal static int PutInForce(SqliteConnection connection, ulong version, byte[]? witnessed) => connection.Execute(
        "UPDATE directory SET in_force = 1, witnessed = @witnessed WHERE version = @version AND in_force = 0", new { version = (long)version, witnessed });

    internal static long? FindLogIndex(SqliteConnection connection, ulong version) =>
        connection.ExecuteScalar<long?>("SELECT log_index FROM directory WHERE version = @version", new { version = (long)version });
}
