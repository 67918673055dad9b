using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>A verified answer on its way into the store.</summary>
/// <param name="Answer">What was verified.</param>
/// <param name="Statement">SHA-256 of the statement's payload.</param>
/// <param name="Encoded">The SlotAnswer message, encoded.</param>
internal sealed record ReturnedAnswer(VerifiedAnswer Answer, Digest Statement, byte[] Encoded);
