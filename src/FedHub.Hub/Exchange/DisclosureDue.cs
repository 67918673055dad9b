using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>A disclosure request waits for this member.</summary>
/// <param name="RequestDigest">SHA-256 of the request's payload.</param>
internal sealed record DisclosureDue(Digest RequestDigest) : Delivery;
