using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using PolicyChange = FedHub.Node.Policy.PolicyChange;
using PolicyProposal = FedHub.Contracts.Node.V1.PolicyProposal;
using PolicyVersion = FedHub.Contracts.Node.V1.PolicyVersion;

namespace FedHub.Node.Rpc;

/// <summary>The country's own policies, for administrators; reviewers and auditors read them.</summary>
internal sealed class PolicyRpc(
    CollectionPolicies policies, PolicyAdministration administration, NodeDatabase database, EpochManager epochs, SyncLoop sync, SyncSignal signal)
    : PolicyService.PolicyServiceBase
{
    public override async Task<GetPoliciesResponse> GetPolicies(GetPoliciesRequest request, ServerCallContext context)
    {
        var inForce = policies.InForce;
        var response = new GetPoliciesResponse { Digest = Write(inForce.Digest) };
        response.Files.AddRange(Write(inForce));
        if (await database.ReadAsync(PolicyStore.Proposal, context.CancellationToken) is { } proposal)
        {
            response.Proposal = new PolicyProposal
            {
                Digest = Write(proposal.Policies.Digest),
                ProposedBy = proposal.ProposedBy,
                ProposedAtMs = proposal.ProposedAt.ToUnixTimeMilliseconds(),
            };
            response.Proposal.Files.AddRange(Write(proposal.Policies));
        }

        return response;
    }

    public override async Task<ApplyPoliciesResponse> ApplyPolicies(ApplyPoliciesRequest request, ServerCallContext context)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in request.Files)
        {
            if (!files.TryAdd(file.Name, file.Text))
            {
                throw new FedHubException(ErrorCode.InvalidInput, "A file stands twice.");
            }
        }

        var applied = await administration.ApplyAsync(NodeCaller.Of(context), files, Read(request.Previous), context.CancellationToken);
        if (applied.IsInForce)
        {
            await RepublishAsync(context.CancellationToken);
        }

        var response = new ApplyPoliciesResponse { InForce = applied.IsInForce, Digest = Write(applied.Digest) };
        response.Changes.AddRange(applied.Changes.Select(Write));
        return response;
    }

    public override async Task<ConfirmPoliciesResponse> ConfirmPolicies(ConfirmPoliciesRequest request, ServerCallContext context)
    {
        var applied = await administration.ConfirmAsync(NodeCaller.Of(context), Read(request.Digest), context.CancellationToken);
        await RepublishAsync(context.CancellationToken);
        var response = new ConfirmPoliciesResponse();
        response.Changes.AddRange(applied.Changes.Select(Write));
        return response;
    }

    public override async Task<WithdrawPoliciesResponse> WithdrawPolicies(WithdrawPoliciesRequest request, ServerCallContext context)
    {
        await administration.WithdrawAsync(NodeCaller.Of(context), Read(request.Digest), context.CancellationToken);
        return new WithdrawPoliciesResponse();
    }

    public override async Task<ListPolicyVersionsResponse> ListPolicyVersions(ListPolicyVersionsRequest request, ServerCallContext context)
    {
        var response = new ListPolicyVersionsResponse();
        response.Versions.AddRange((await database.ReadAsync(PolicyStore.Versions, context.CancellationToken)).Select(version => new PolicyVersion
        {
            Number = (ulong)version.Number,
            Digest = Write(version.Digest),
            ProposedBy = version.ProposedBy,
            ConfirmedBy = version.ConfirmedBy,
            InForceAtMs = version.InForceAt.ToUnixTimeMilliseconds(),
        }));
        return response;
    }

    /// <summary>Manifests say who may ask: those whose admissions changed are signed and published anew.</summary>
    private async Task RepublishAsync(CancellationToken cancellationToken)
    {
        try
        {
            await epochs.EnsureCurrentAsync(cancellationToken);
            await sync.PublishAsync(cancellationToken);
        }
        catch (FedHubException)
        {
            // The policies are in force and queries are answered by them; what could not be published now, the loop publishes when the hub is back.
            signal.Wake();
        }
    }

    private static Contracts.Node.V1.PolicyChange Write(PolicyChange change) => new()
    {
        Collection = change.Collection.ToString(),
        Kind = (Contracts.Node.V1.PolicyChangeKind)(int)change.Kind,
        Text = change.Text,
        ConcernsVictims = change.ConcernsVictims,
    };

    private static IEnumerable<PolicyFile> Write(PolicySet policies) =>
        policies.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new PolicyFile { Name = file.Key, Text = file.Value });

    private static ByteString Write(Digest digest) => ByteString.CopyFrom(digest.AsSpan());

    private static Digest Read(ByteString bytes) => bytes.Length == 32
        ? Digest.FromBytes(bytes.ToByteArray())
        : throw new FedHubException(ErrorCode.Malformed, "A digest has 32 bytes.");
}
