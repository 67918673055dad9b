using Dapper;
using FedHub.Cryptography;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Keys;

/// <summary>The statements on which key counted when. Writing ones run inside a writer's job.</summary>
internal static class KeyTable
{
    /// <summary>Notes the key that is in use now; the one before it is retired in the same breath.</summary>
    /// <returns>True when it was not noted before.</returns>
    internal static bool Activate(SqliteConnection connection, KeyUse use, KeyId key, DateTimeOffset now)
    {
        var parameters = new { use = (int)use, key = key.ToArray(), now = now.ToUnixTimeMilliseconds() };
        if (connection.Execute("INSERT INTO node_key (use, key_id, activated_at) VALUES (@use, @key, @now) ON CONFLICT DO NOTHING", parameters) == 0)
        {
            return false;
        }

        connection.Execute("UPDATE node_key SET retired_at = @now WHERE use = @use AND key_id <> @key AND retired_at IS NULL", parameters);
        return true;
    }

    /// <summary>Notes that a key is wiped.</summary>
    /// <returns>True when it was not noted before.</returns>
    internal static bool Wipe(SqliteConnection connection, KeyUse use, KeyId key, DateTimeOffset now) => connection.Execute(
        "UPDATE node_key SET wiped_at = @now WHERE use = @use AND key_id = @key AND wiped_at IS NULL",
        new { use = (int)use, key = key.ToArray(), now = now.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>All keys that were ever in use, oldest first.</summary>
    internal static IReadOnlyList<UsedKey> List(SqliteConnection connection) =>
    [
        .. connection.Query<(long Use, byte[] Key, long Activated, long? Retired, long? Wiped)>(
            "SELECT use, key_id, activated_at, retired_at, wiped_at FROM node_key ORDER BY use, activated_at")
            .Select(row => new UsedKey((KeyUse)row.Use, KeyId.FromBytes(row.Key), At(row.Activated)!.Value, At(row.Retired), At(row.Wiped))),
    ];

    private static DateTimeOffset? At(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
