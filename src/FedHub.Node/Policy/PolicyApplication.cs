using FedHub.Cryptography;

namespace FedHub.Node.Policy;

/// <summary>What came of an attempt to put policies in force.</summary>
/// <param name="IsInForce">False when they wait for a second person.</param>
/// <param name="Digest">Of the policies.</param>
/// <param name="Changes">To those that were in force.</param>
internal sealed record PolicyApplication(bool IsInForce, Digest Digest, IReadOnlyList<PolicyChange> Changes);
