using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A disclosure request whose signature and times were checked.</summary>
/// <param name="QueryId">The query it follows.</param>
/// <param name="QueryDigest">SHA-256 of that query's payload.</param>
/// <param name="Origin">The asking member.</param>
/// <param name="Owner">The member asked.</param>
/// <param name="Collection">The collection.</param>
/// <param name="SealedContentDigest">SHA-256 of the sealed content.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Digest">SHA-256 of the envelope's payload: what the answer refers to.</param>
public sealed record VerifiedDisclosureRequest(
    QueryId QueryId,
    Digest QueryDigest,
    MemberId Origin,
    MemberId Owner,
    CollectionName Collection,
    Digest SealedContentDigest,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    Digest Digest);
