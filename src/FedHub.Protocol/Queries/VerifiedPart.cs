using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>What was signed about one part of a query.</summary>
/// <param name="Slot">Whom and what is asked.</param>
/// <param name="Epoch">Newest epoch of the slot that the asker holds.</param>
/// <param name="Count">Blinded elements with padding: 1, 8 or 32.</param>
/// <param name="ElementsDigest">SHA-256(query id ‖ slot ‖ elements in order).</param>
/// <param name="SealedPartDigest">SHA-256 of the sealed part.</param>
public sealed record VerifiedPart(SlotId Slot, EpochNumber Epoch, int Count, Digest ElementsDigest, Digest SealedPartDigest);
