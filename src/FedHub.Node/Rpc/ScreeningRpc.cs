using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Access;
using FedHub.Node.Screenings;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Officer = FedHub.Node.Officers.Officer;

namespace FedHub.Node.Rpc;

/// <summary>Bulk screenings, for officers and their agency's supervisors.</summary>
internal sealed class ScreeningRpc(ScreeningDesk desk, MemberId self, TimeProvider clock) : ScreeningService.ScreeningServiceBase
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public override async Task<RequestScreeningResponse> RequestScreening(RequestScreeningRequest request, ServerCallContext context)
    {
        var officer = OfficerOf(context);
        if (request.Rows.Count is 0 or > ScreeningLimits.MaxRows)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"A screening has 1 to {ScreeningLimits.MaxRows} rows.");
        }

        for (var number = 0; number < request.Rows.Count; number++)
        {
            Check(request, number, officer);
        }

        return new RequestScreeningResponse { Screening = Write(await desk.RequestAsync(officer, request, context.CancellationToken)) };
    }

    public override async Task<ListScreeningsResponse> ListScreenings(ListScreeningsRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? DefaultLimit : (int)Math.Min(request.Limit, MaxLimit);
        var response = new ListScreeningsResponse();
        response.Screenings.AddRange((await desk.ListAsync(NodeCaller.Of(context), OfficerOf(context), limit, context.CancellationToken)).Select(Write));
        return response;
    }

    public override async Task<GetScreeningResponse> GetScreening(GetScreeningRequest request, ServerCallContext context)
    {
        var screening = await FindAsync(request.ScreeningId, context);
        var response = new GetScreeningResponse { Screening = Write(screening) };
        response.Rows.AddRange((await desk.RowsAsync(screening.Id, context.CancellationToken)).Select((row, place) => new ScreeningRow
        {
            Number = (uint)place + 1,
            QueryId = row.QueryId is { } query ? ByteString.CopyFrom(query.ToArray()) : ByteString.Empty,
            Asked = row.IsAsked,
        }));
        return response;
    }

    public override async Task<DecideScreeningResponse> DecideScreening(DecideScreeningRequest request, ServerCallContext context)
    {
        var reason = request.Reason.Trim();
        if (reason.Length > ScreeningLimits.MaxReasonLength || reason.Any(char.IsControl) || (!request.Approve && reason.Length == 0))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A refusal needs a reason, of one line of at most 200 characters.");
        }

        var screening = await FindAsync(request.ScreeningId, context);
        return new DecideScreeningResponse
        {
            Screening = Write(await desk.DecideAsync(NodeCaller.Of(context), screening, request.Approve, reason, context.CancellationToken)),
        };
    }

    private static Officer OfficerOf(ServerCallContext context)
        => NodeCaller.Of(context).Officer ?? throw new FedHubException(ErrorCode.RoleMissing, "Screenings are an officer's; the operator has none.");

    /// <summary>As each row will be read when it is asked, so that what cannot be asked is found before a supervisor is.</summary>
    private void Check(RequestScreeningRequest request, int number, Officer officer)
    {
        var row = new PrepareSearchRequest
        {
            Criteria = request.Rows[number],
            Purpose = request.Purpose,
            LegalBasis = request.LegalBasis,
            CaseReference = request.CaseReference,
            AsTyped = request.AsTyped,
        };
        row.To.AddRange(request.To);
        try
        {
            var order = SearchOrderReader.Read(row, self);
            if (!officer.Purposes.Contains(order.Purpose))
            {
                throw new FedHubException(ErrorCode.NotAdmitted, "You are not approved for this purpose.");
            }
        }
        catch (FedHubException refused)
        {
            throw new FedHubException(refused.Refusal with { Message = $"Row {number + 1}: {refused.Refusal.Message}" });
        }
    }

    private async Task<BulkScreening> FindAsync(ByteString id, ServerCallContext context)
        => await desk.FindAsync(
            NodeCaller.Of(context), OfficerOf(context), ScreeningId.TryFromBytes(id.Span, out var screening) ? screening : default, context.CancellationToken);

    private Screening Write(BulkScreening screening)
    {
        var terms = screening.Terms.Message;
        var message = new Screening
        {
            ScreeningId = ByteString.CopyFrom(screening.Id.ToArray()),
            Officer = screening.Officer,
            Agency = screening.Agency,
            State = (Contracts.Gateway.V1.ScreeningState)(int)screening.StateAt(clock.GetUtcNow()),
            Purpose = terms.Purpose,
            LegalBasis = terms.LegalBasis,
            CaseReference = terms.CaseReference,
            RowCount = (uint)screening.RowCount,
            RequestedAtMs = screening.RequestedAt.ToUnixTimeMilliseconds(),
            UntilMs = screening.Until.ToUnixTimeMilliseconds(),
            DecidedBy = screening.DecidedBy,
            Reason = terms.Reason,
            AskedCount = (uint)screening.AskedCount,
        };
        message.To.AddRange(terms.To);
        message.Typed.AddRange(terms.Typed);
        return message;
    }
}
