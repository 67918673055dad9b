using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A node's statement about one slot whose signature was checked.</summary>
/// <param name="QueryId">The query.</param>
/// <param name="QueryDigest">SHA-256 of the query's payload.</param>
/// <param name="Slot">The slot answered for.</param>
/// <param name="Refusal">Set when refused.</param>
/// <param name="SealedAnswerDigest">SHA-256 of the sealed answer; null when refused.</param>
/// <param name="AnsweredAt">The node's time.</param>
public sealed record VerifiedAnswer(
    QueryId QueryId, Digest QueryDigest, SlotId Slot, Refusal? Refusal, Digest? SealedAnswerDigest, DateTimeOffset AnsweredAt);
