using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Policy;

namespace FedHub.Cli.Policy;

/// <summary>What a running node has in force, read as this program reads files.</summary>
/// <param name="InForce">In force.</param>
/// <param name="Digest">As the node says it.</param>
/// <param name="Proposal">What waits for a second person; null when nothing does.</param>
/// <param name="Proposed">Its policies.</param>
internal sealed record RunningPolicies(PolicySet InForce, Digest Digest, Contracts.Node.V1.PolicyProposal? Proposal, PolicySet? Proposed)
{
    public static async Task<RunningPolicies> GetAsync(RpcConnection connection, CancellationToken cancellationToken)
    {
        var response = await new PolicyService.PolicyServiceClient(connection.Channel).GetPoliciesAsync(new GetPoliciesRequest(), cancellationToken: cancellationToken);
        return new RunningPolicies(
            Read(response.Files), Digest.FromBytes(response.Digest.ToByteArray()), response.Proposal, response.Proposal is { } proposal ? Read(proposal.Files) : null);
    }

    private static PolicySet Read(IEnumerable<PolicyFile> files) => PolicySet.Read(files.ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal));
}
