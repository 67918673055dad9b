using FedHub.Cryptography;
using FedHub.Node.Officers;

namespace FedHub.Node.Gateway;

/// <summary>Who searches: an officer, or the node's self-test.</summary>
/// <param name="OfficerId">Pseudonym.</param>
/// <param name="PublicKey">Signs the query.</param>
/// <param name="Agency">Agency.</param>
/// <param name="Credential">Valid now, signed by the node.</param>
internal sealed record SearchOfficer(string OfficerId, VerificationKey PublicKey, string Agency, IssuedCredential Credential);
