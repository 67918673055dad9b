using System.Security.Cryptography;
using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;

namespace FedHub.Node.Gateway;

/// <summary>Sealed search records for the national auditor, and open searches, encrypted, until their last outcome.</summary>
internal sealed class SearchStore(NodeDatabase database, SymmetricKey key)
{
    /// <summary>Keeps record and open search. Durable when this returns, which is before the query leaves the node.</summary>
    public Task SaveAsync(PreparedSearch search, string officerId, byte[] sealedRecord, byte[] secrets, CancellationToken cancellationToken)
    {
        var queryId = search.QueryId.ToArray();
        var encrypted = key.Encrypt(secrets, queryId);
        CryptographicOperations.ZeroMemory(secrets);
        return database.WriteAsync(
            connection =>
            {
                connection.Execute(
                    "INSERT INTO search_record (query_id, officer, created_at, digest, sealed) VALUES (@queryId, @officerId, @createdAt, @digest, @sealedRecord)",
                    new { queryId, officerId, createdAt = search.CreatedAt.ToUnixTimeMilliseconds(), digest = Digest.Of(sealedRecord).ToArray(), sealedRecord });
                return connection.Execute(
                    "INSERT INTO open_search (query_id, expires_at, secrets) VALUES (@queryId, @expiresAt, @encrypted)",
                    new { queryId, expiresAt = search.ExpiresAt.ToUnixTimeMilliseconds(), encrypted });
            },
            cancellationToken);
    }

    /// <summary>An open search from before a restart; null when there is none.</summary>
    public PreparedSearch? Load(QueryId queryId)
    {
        var id = queryId.ToArray();
        var encrypted = database.Read(connection => connection.QuerySingleOrDefault<byte[]>("SELECT secrets FROM open_search WHERE query_id = @id", new { id }));
        if (encrypted is null || !key.TryDecrypt(encrypted, id, out var secrets))
        {
            return null;
        }

        try
        {
            return SearchSecrets.Decode(secrets);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secrets);
        }
    }

    /// <summary>Wipes an open search. The database overwrites deleted content with zeros.</summary>
    public Task WipeAsync(QueryId queryId, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM open_search WHERE query_id = @id", new { id = queryId.ToArray() }), cancellationToken);

    /// <summary>Wipes open searches that have expired.</summary>
    public Task WipeExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM open_search WHERE expires_at < @now", new { now = now.ToUnixTimeMilliseconds() }), cancellationToken);
}
