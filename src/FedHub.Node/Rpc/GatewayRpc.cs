using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Budgets;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Officers;
using FedHub.Node.Screenings;
using FedHub.Protocol;
using Grpc.Core;
using OfficerState = FedHub.Node.Officers.OfficerState;

namespace FedHub.Node.Rpc;

/// <summary>The gateway service: who calls is known by the TLS key alone.</summary>
internal sealed class GatewayRpc(
    MemberId self, OfficerRegister officers, CredentialIssuer credentials, DirectoryKeeper directories, SearchPreparer preparer,
    PreparedSearches prepared, SearchRunner runner, OwnBudgets budgets, ScreeningGate screenings) : GatewayService.GatewayServiceBase
{
    public override async Task<EnrolOfficerResponse> EnrolOfficer(EnrolOfficerRequest request, ServerCallContext context)
    {
        if (!VerificationKey.TryFromBytes(request.PublicKey.Span, out var publicKey) || !Signature.TryFromBytes(request.ProofOfPossession.Span, out var proof))
        {
            throw new FedHubException(ErrorCode.Malformed, "The public key or the proof of possession is not well-formed.");
        }

        var officer = await officers.EnrolAsync(CallerKey.Of(context), publicKey, proof, request.Agency, request.ServiceNumber, context.CancellationToken);
        return new EnrolOfficerResponse { OfficerId = officer.OfficerId, Fingerprint = officer.Fingerprint };
    }

    public override Task<GetOfficerResponse> GetOfficer(GetOfficerRequest request, ServerCallContext context)
    {
        var officer = officers.Find(CallerKey.Of(context))
            ?? throw new FedHubException(ErrorCode.NotFound, "This key is not enrolled; run `fedhub officer enrol`.");
        var response = new GetOfficerResponse
        {
            OfficerId = officer.OfficerId,
            Member = self.ToString(),
            State = (Contracts.Gateway.V1.OfficerState)(int)officer.State,
            Agency = officer.Agency,
        };
        response.Roles.AddRange(officer.Roles.Select(role => (Contracts.Officer.V1.Role)(int)role));
        response.Purposes.AddRange(officer.Purposes.Select(purpose => (Contracts.Common.V1.Purpose)(int)purpose));
        if (directories.IsKnown)
        {
            response.Members.AddRange(directories.Current.Members
                .Where(member => member.Id != self && !member.Suspended).OrderBy(member => member.Id).Select(member => member.Id.ToString()));
        }

        return Task.FromResult(response);
    }

    public override async Task<PrepareSearchResponse> PrepareSearch(PrepareSearchRequest request, ServerCallContext context)
    {
        var officer = Known(context);
        var order = SearchOrderReader.Read(request, self);
        var credential = await credentials.ForSearchAsync(officer, order.Purpose, context.CancellationToken);
        order = order with { Screening = await screenings.AdmitAsync(officer, request, context.CancellationToken) };
        var preparation = await preparer.PrepareAsync(credential, order, context.CancellationToken);
        if (preparation.Search is { Screening: { } screening } search)
        {
            await screenings.PreparedAsync(screening, request.ScreeningRow, search.QueryId, context.CancellationToken);
        }

        return SearchResponses.Write(preparation);
    }

    public override async Task RunSearch(RunSearchRequest request, IServerStreamWriter<RunSearchResponse> responseStream, ServerCallContext context)
    {
        var officer = Known(context);
        if (!QueryId.TryFromBytes(request.QueryId.Span, out var queryId) || !Signature.TryFromBytes(request.Signature.Span, out var signature))
        {
            throw new FedHubException(ErrorCode.Malformed, "The query id or the signature is not well-formed.");
        }

        // Suspended between preparation and signature, or another officer's search: it does not exist for this caller.
        if (officer.State != OfficerState.Approved || prepared.Find(queryId) is not { } search || search.OfficerKey != officer.PublicKey)
        {
            throw new FedHubException(ErrorCode.NotFound, "There is no such prepared search; prepare it again.");
        }

        search.NeedsConfirmation = request.Confirm;
        // Only what is signed leaves, and only what leaves is counted.
        _ = runner.Sign(search, signature);
        await budgets.TakeAsync(search, officer.OfficerId, officer.Agency, context.CancellationToken);
        await foreach (var happened in runner.RunAsync(search, signature, context.CancellationToken))
        {
            await responseStream.WriteAsync(SearchResponses.Write(happened));
        }
    }

    private Officer Known(ServerCallContext context)
        => officers.Find(CallerKey.Of(context)) ?? throw new FedHubException(ErrorCode.RoleMissing, "This key is not enrolled; run `fedhub officer enrol`.");
}
