using FedHub.Contracts.Node.V1;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>The country's officers, for those who answer for them.</summary>
internal sealed class OfficerRpc(OfficerRegister officers, OfficerSearches searches) : OfficerService.OfficerServiceBase
{
    public override Task<ListOfficersResponse> ListOfficers(ListOfficersRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context);
        var response = new ListOfficersResponse();
        response.Officers.AddRange(officers.All.Where(officer => OfficerRights.MaySee(caller, officer)).Select(OfficerMessages.Write));
        return Task.FromResult(response);
    }

    public override async Task<ApproveOfficerResponse> ApproveOfficer(ApproveOfficerRequest request, ServerCallContext context) => new()
    {
        Officer = OfficerMessages.Write(await officers.ApproveAsync(
            NodeCaller.Of(context), request.OfficerId, request.Fingerprint, OfficerMessages.ReadRoles(request.Roles),
            OfficerMessages.ReadPurposes(request.Purposes), context.CancellationToken)),
    };

    public override async Task<ChangeOfficerResponse> ChangeOfficer(ChangeOfficerRequest request, ServerCallContext context) => new()
    {
        Officer = OfficerMessages.Write(await officers.ChangeAsync(
            NodeCaller.Of(context), request.OfficerId, OfficerMessages.ReadRoles(request.Roles), OfficerMessages.ReadPurposes(request.Purposes),
            context.CancellationToken)),
    };

    public override async Task<SuspendOfficerResponse> SuspendOfficer(SuspendOfficerRequest request, ServerCallContext context)
    {
        var (officer, revokedCount) = await officers.SuspendAsync(
            NodeCaller.Of(context), request.OfficerId, OfficerMessages.ReadReason(request.Reason), context.CancellationToken);

        // A crash before this line leaves searches that nobody can run; they are cancelled at the next start.
        var cancelled = await searches.CancelAsync(officer.OfficerId, CancellationToken.None);
        var response = new SuspendOfficerResponse { Officer = OfficerMessages.Write(officer), RevokedCredentialCount = (uint)revokedCount };
        response.Cancelled.AddRange(cancelled.Select(OfficerMessages.Write));
        return response;
    }

    public override async Task<ListOfficerSearchesResponse> ListOfficerSearches(ListOfficerSearchesRequest request, ServerCallContext context)
    {
        var officer = officers.Named(request.OfficerId);
        if (!OfficerRights.MaySee(NodeCaller.Of(context), officer))
        {
            throw new Protocol.FedHubException(Protocol.ErrorCode.NotFound, "There is no such officer.");
        }

        var response = new ListOfficerSearchesResponse();
        response.Searches.AddRange((await searches.ListAsync(officer.OfficerId, context.CancellationToken)).Select(OfficerMessages.Write));
        return response;
    }
}
