using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.HubLink;

/// <summary>The directory versions that this node has taken.</summary>
internal static class DirectoryTable
{
    /// <summary>Keeps a version, inside a writer's job.</summary>
    internal static int Put(SqliteConnection connection, FederationDirectory directory, Envelope envelope, DateTimeOffset now) => connection.Execute(
        "INSERT INTO directory_version (version, envelope, held_at) VALUES (@version, @envelope, @heldAt) ON CONFLICT (version) DO NOTHING",
        new { version = (long)directory.Version, envelope = EnvelopeBytes.Encode(envelope), heldAt = now.ToUnixTimeMilliseconds() });
}
