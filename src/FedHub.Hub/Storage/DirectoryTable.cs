using Dapper;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>All directory versions, so that each can be checked against the keys of the one before.</summary>
internal static class DirectoryTable
{
    internal static void Insert(SqliteConnection connection, FederationDirectory directory, byte[] envelope, long logIndex) =>
        connection.Execute(
            "INSERT INTO directory (version, digest, envelope, log_index) VALUES (@version, @digest, @envelope, @logIndex)",
            new { version = (long)directory.Version, digest = directory.Digest.ToArray(), envelope, logIndex });

    /// <summary>Envelopes after a version, ascending.</summary>
    internal static IReadOnlyList<byte[]> ListAfter(SqliteConnection connection, ulong version, int maxCount) =>
        connection.Query<byte[]>(
            "SELECT envelope FROM directory WHERE version > @version ORDER BY version LIMIT @maxCount",
            new { version = (long)Math.Min(version, long.MaxValue), maxCount }).AsList();

    internal static long? FindLogIndex(SqliteConnection connection, ulong version) =>
        connection.ExecuteScalar<long?>("SELECT log_index FROM directory WHERE version = @version", new { version = (long)version });
}
