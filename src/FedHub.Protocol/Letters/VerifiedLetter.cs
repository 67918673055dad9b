using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A letter whose signature, times and sealed content were checked.</summary>
/// <param name="Id">With the sender its key.</param>
/// <param name="Sender">Who signed it.</param>
/// <param name="Recipient">For whom it is.</param>
/// <param name="SealedContentDigest">SHA-256 of the sealed content.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Digest">SHA-256 of the envelope's payload.</param>
public sealed record VerifiedLetter(
    LetterId Id, MemberId Sender, MemberId Recipient, Digest SealedContentDigest, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, Digest Digest);
