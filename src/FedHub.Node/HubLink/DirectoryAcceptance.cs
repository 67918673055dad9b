using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.HubLink;

/// <summary>
/// Takes a directory by hand, on the federation keys alone: for a federation that has lost the majority of its witnesses, or begins another log. The
/// node does not run meanwhile.
/// </summary>
public static class DirectoryAcceptance
{
    /// <summary>Makes the successor of the version held durable. Once more has no effect.</summary>
    /// <returns>The version that is held now.</returns>
    /// <exception cref="FedHubException">It is not signed by the federation, is no successor, or the node runs.</exception>
    public static async Task<ulong> AcceptAsync(NodeConfiguration configuration, Envelope envelope, TimeProvider clock, CancellationToken cancellationToken)
    {
        var trust = DirectoryTrust.FromJson(await File.ReadAllTextAsync(configuration.FederationTrustFile, cancellationToken));
        await using var database = NodeDatabase.Open(configuration.Layout);
        var held = database.Read(connection => StoredNode.ReadDirectory(connection, trust));
        if (held?.Digest == Digest.Of(envelope.Payload.Span))
        {
            return held.Version;
        }

        var directory = (held is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, held)).OrThrow();
        await database.WriteAsync(connection => DirectoryTable.Put(connection, directory, envelope, witnessedBy: null, clock.GetUtcNow()), cancellationToken);
        return directory.Version;
    }
}
