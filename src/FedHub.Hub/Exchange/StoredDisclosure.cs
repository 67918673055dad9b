using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A disclosure request as the store has it.</summary>
/// <param name="RequestDigest">SHA-256 of the request's payload.</param>
/// <param name="Origin">Who asks.</param>
/// <param name="Owner">Who is asked.</param>
/// <param name="QueryId">The query it follows.</param>
/// <param name="ExpiresAt">End of its lifetime.</param>
/// <param name="Held">Whether it waits for an absent owner; else it is answered at once or not at all.</param>
/// <param name="Receipt">Its log entry.</param>
/// <param name="Request">The SealedDisclosure message, encoded.</param>
/// <param name="Answer">The DisclosureAnswer message, encoded; null while there is none.</param>
/// <param name="AnswerReceipt">The answer's log entry.</param>
internal sealed record StoredDisclosure(
    Digest RequestDigest,
    MemberId Origin,
    MemberId Owner,
    QueryId QueryId,
    DateTimeOffset ExpiresAt,
    bool Held,
    LogReceipt Receipt,
    byte[] Request,
    byte[]? Answer,
    LogReceipt? AnswerReceipt);
