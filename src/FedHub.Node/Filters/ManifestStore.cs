using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Filters;

/// <summary>The manifests held, so that a restart finds the filters that lie on the disk. They are verified again when loaded.</summary>
internal sealed class ManifestStore(NodeDatabase database)
{
    /// <summary>Manifests that have not ended.</summary>
    public IReadOnlyList<Envelope> Load(DateTimeOffset now) => database.Read(connection => connection
        .Query<byte[]>("SELECT envelope FROM held_manifest WHERE valid_until > @now", new { now = now.ToUnixTimeMilliseconds() })
        .Select(EnvelopeBytes.Decode)
        .ToList());

    /// <summary>Replaces all, when anything changed.</summary>
    public Task SaveAsync(IReadOnlyList<VerifiedManifest> manifests, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = database.Read(connection => connection.Query<byte[]>("SELECT digest FROM held_manifest").Select(bytes => Digest.FromBytes(bytes)).ToHashSet());
        return held.SetEquals(manifests.Select(manifest => manifest.Digest))
            ? Task.CompletedTask
            : database.WriteAsync(
                connection =>
                {
                    connection.Execute("DELETE FROM held_manifest");
                    connection.Execute(
                        "INSERT OR REPLACE INTO held_manifest (digest, member, valid_until, envelope) VALUES (@digest, @member, @validUntil, @envelope)",
                        manifests.Where(manifest => manifest.Manifest.ValidUntil > now).Select(manifest => new
                        {
                            digest = manifest.Digest.ToArray(),
                            member = manifest.Manifest.Slot.Member.ToString(),
                            validUntil = manifest.Manifest.ValidUntil.ToUnixTimeMilliseconds(),
                            envelope = EnvelopeBytes.Encode(manifest.Envelope),
                        }));
                    return true;
                },
                cancellationToken);
    }
}
