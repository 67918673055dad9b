using Dapper;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Storage;

/// <summary>Reads a node's database without taking it: while the node runs, or when it does not.</summary>
public static class StoredNode
{
    /// <summary>Runs a query on a read-only connection of its own.</summary>
    /// <exception cref="FedHubException">There is no database, or it cannot be read.</exception>
    public static T Read<T>(NodeDirectoryLayout layout, Func<SqliteConnection, T> query)
    {
        if (!File.Exists(layout.DatabaseFile))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, $"There is no node.db in {layout.Root}: name the node's data folder, or create a node with `fedhub node init`.");
        }

        var builder = new SqliteConnectionStringBuilder { DataSource = layout.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 };
        using var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            return query(connection);
        }
        catch (SqliteException)
        {
            throw new FedHubException(ErrorCode.Unavailable, "node.db cannot be read: check the file's permissions and the disk.");
        }
    }

    /// <summary>The newest directory that the node holds, checked from the provisioned trust on; null when there is none.</summary>
    /// <exception cref="FedHubException">A stored version does not verify.</exception>
    internal static FederationDirectory? ReadDirectory(SqliteConnection connection, DirectoryTrust trust)
    {
        FederationDirectory? current = null;
        foreach (var bytes in connection.Query<byte[]>("SELECT envelope FROM directory_version ORDER BY version").ToList())
        {
            var envelope = EnvelopeBytes.Decode(bytes);
            current = (current is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, current)).OrThrow();
        }

        return current;
    }
}
