using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>A letter as the store has it.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Id">With the sender its key.</param>
/// <param name="Recipient">For whom.</param>
/// <param name="Digest">SHA-256 of the letter's payload.</param>
/// <param name="ExpiresAt">End of its lifetime.</param>
/// <param name="Receipt">Its log entry.</param>
/// <param name="Taken">Whether the recipient has it.</param>
/// <param name="Message">The SealedLetter message, encoded; null once it was taken or has expired.</param>
internal sealed record StoredLetter(
    MemberId Sender, LetterId Id, MemberId Recipient, Digest Digest, DateTimeOffset ExpiresAt, LogReceipt Receipt, bool Taken, byte[]? Message);
