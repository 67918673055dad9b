using FedHub.Cryptography;

namespace FedHub.Node.Policy;

/// <summary>A set of policies that is or was in force.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Digest">Of the files.</param>
/// <param name="ProposedBy">Pseudonym of the administrator, or <c>operator</c>.</param>
/// <param name="ConfirmedBy">Of the second person; empty when none was needed.</param>
/// <param name="InForceAt">Since when.</param>
internal sealed record PolicyVersion(long Number, Digest Digest, string ProposedBy, string ConfirmedBy, DateTimeOffset InForceAt);
