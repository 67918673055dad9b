using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A cancellation whose signature was checked.</summary>
/// <param name="Origin">Who asked and takes back.</param>
/// <param name="QueryId">The query.</param>
/// <param name="QueryDigest">SHA-256 of the query's payload.</param>
/// <param name="Digest">SHA-256 of the cancellation's payload.</param>
public sealed record VerifiedCancellation(MemberId Origin, QueryId QueryId, Digest QueryDigest, Digest Digest);
