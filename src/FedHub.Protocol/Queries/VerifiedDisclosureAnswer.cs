using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A node's statement about a disclosure whose signature was checked.</summary>
/// <param name="QueryId">The query.</param>
/// <param name="RequestDigest">SHA-256 of the disclosure request's payload.</param>
/// <param name="Owner">The answering member.</param>
/// <param name="Refusal">Set when refused by protocol.</param>
/// <param name="SealedAnswerDigest">SHA-256 of the sealed answer; null when refused.</param>
/// <param name="OutcomesCommitment">Commitment to the outcomes; null when refused.</param>
/// <param name="AnsweredAt">The node's time.</param>
public sealed record VerifiedDisclosureAnswer(
    QueryId QueryId,
    Digest RequestDigest,
    MemberId Owner,
    Refusal? Refusal,
    Digest? SealedAnswerDigest,
    Digest? OutcomesCommitment,
    DateTimeOffset AnsweredAt);
