using System.Security.Cryptography;
using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Gateway;

/// <summary>Sealed search records for the national auditor, and open searches, encrypted, until their last outcome.</summary>
internal sealed class SearchStore(NodeDatabase database, SymmetricKey key)
{
    /// <summary>Keeps record and open search, with what goes into the same commit. Durable when this returns, which is before the query leaves the node.</summary>
    public Task SaveAsync(PreparedSearch search, string officerId, byte[] sealedRecord, byte[] secrets, Action<SqliteConnection>? alongside, CancellationToken cancellationToken)
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
                alongside?.Invoke(connection);
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

    /// <summary>Keeps what the officer signed, inside a writer's transaction: from here on the search is taken up again after a restart.</summary>
    public static void Sign(SqliteConnection connection, QueryId queryId, Envelope signed, bool needsConfirmation) => connection.Execute(
        "UPDATE open_search SET signed = @signed, confirms = @confirms WHERE query_id = @id",
        new { id = queryId.ToArray(), signed = EnvelopeBytes.Encode(signed), confirms = needsConfirmation ? 1 : 0 });

    /// <summary>Searches that were signed and have not ended, from before a restart. The caller owns them.</summary>
    public IReadOnlyList<(PreparedSearch Search, Envelope Signed)> LoadSigned()
    {
        var rows = database.Read(connection => connection.Query<(byte[] Id, byte[] Signed, long Confirms)>(
            "SELECT query_id, signed, confirms FROM open_search WHERE signed IS NOT NULL").AsList());
        var searches = new List<(PreparedSearch, Envelope)>(rows.Count);
        foreach (var row in rows)
        {
            if (QueryId.TryFromBytes(row.Id, out var id) && Load(id) is { } search)
            {
                search.NeedsConfirmation = row.Confirms != 0;
                searches.Add((search, EnvelopeBytes.Decode(row.Signed)));
            }
        }

        return searches;
    }

    /// <summary>Wipes an open search inside a writer's transaction, with its disclosure requests.</summary>
    public static void Wipe(SqliteConnection connection, QueryId queryId)
    {
        var id = queryId.ToArray();
        connection.Execute("DELETE FROM open_search WHERE query_id = @id", new { id });
        connection.Execute("DELETE FROM open_disclosure WHERE query_id = @id", new { id });
    }

    /// <summary>Wipes an open search. The database overwrites deleted content with zeros.</summary>
    public Task WipeAsync(QueryId queryId, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            Wipe(connection, queryId);
            return true;
        },
        cancellationToken);

    /// <summary>Wipes open searches that nobody signed in time.</summary>
    public Task WipeExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM open_search WHERE expires_at < @now AND signed IS NULL", new { now = now.ToUnixTimeMilliseconds() }), cancellationToken);
}
