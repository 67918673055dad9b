using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>A query that passed every check and goes into the store.</summary>
/// <param name="Query">What was verified.</param>
/// <param name="Envelope">The envelope's bytes, for those who verify it again.</param>
/// <param name="SealedParts">Ciphertexts in the order of the query's parts.</param>
internal sealed record AcceptedQuery(VerifiedQuery Query, byte[] Envelope, IReadOnlyList<byte[]> SealedParts)
{
    internal QueryKey Key => new(Query.Origin, Query.QueryId);
}
