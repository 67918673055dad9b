using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.HubLink;

/// <summary>The directory versions that this node has taken.</summary>
internal static class DirectoryTable
{
    /// <summary>Keeps a version, inside a writer's job.</summary>
    /// <param name="connection">The job's.</param>
    /// <param name="directory">The version.</param>
    /// <param name="envelope">As it was signed.</param>
    /// <param name="witnessedBy">The checkpoint that the witnesses cosigned; null when none was asked for, or it was taken by hand.</param>
    /// <param name="now">The time.</param>
    internal static int Put(
        SqliteConnection connection, FederationDirectory directory, Envelope envelope, SignedCheckpoint? witnessedBy, DateTimeOffset now) => connection.Execute(
        "INSERT INTO directory_version (version, envelope, witnessed, held_at) VALUES (@version, @envelope, @witnessed, @heldAt) ON CONFLICT (version) DO NOTHING",
        new
        {
            version = (long)directory.Version,
            envelope = EnvelopeBytes.Encode(envelope),
            witnessed = witnessedBy?.ToBytes(),
            heldAt = now.ToUnixTimeMilliseconds(),
        });

    /// <summary>The checkpoint by which the newest version was witnessed; null when no version was.</summary>
    internal static SignedCheckpoint? WitnessedBy(SqliteConnection connection) =>
        connection.QueryFirstOrDefault<byte[]>("SELECT witnessed FROM directory_version WHERE witnessed IS NOT NULL ORDER BY version DESC LIMIT 1") is { } note
        && SignedCheckpoint.TryParse(note, out var checkpoint)
            ? checkpoint
            : null;
}
