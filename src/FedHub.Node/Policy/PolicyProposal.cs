using FedHub.Cryptography;

namespace FedHub.Node.Policy;

/// <summary>Policies that wait for a second person.</summary>
/// <param name="Policies">As they would be.</param>
/// <param name="Previous">Digest of those in force when they were proposed; with others in force the proposal is void.</param>
/// <param name="ProposedBy">Pseudonym of the administrator, or <c>operator</c>.</param>
/// <param name="ProposedAt">When.</param>
internal sealed record PolicyProposal(PolicySet Policies, Digest Previous, string ProposedBy, DateTimeOffset ProposedAt);
