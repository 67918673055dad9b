using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Rpc;

/// <summary>The enrolment service, on the one port that asks for no client certificate.</summary>
internal sealed class EnrolmentRpc(EnrolmentBook book, EnrolmentGate gate, ILogger<EnrolmentRpc> logger) : EnrolmentService.EnrolmentServiceBase
{
    public override async Task<RequestEnrolmentResponse> RequestEnrolment(RequestEnrolmentRequest request, ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "";
        if (gate.ClosedUntil(address) is { } until)
        {
            throw new FedHubException(ErrorCode.Unavailable, "Too many refused attempts; wait a minute.", until);
        }

        try
        {
            var row = await book.RequestAsync(request.Token.Memory, request.CertificateRequest.ToByteArray(), request.MemberEntry.ToByteArray(), context.CancellationToken);
            return new RequestEnrolmentResponse { State = (CertificateState)(int)row.State, Fingerprint = row.Fingerprint, Certificate = row.Certificate };
        }
        catch (FedHubException refused)
        {
            gate.Refused(address);
            logger.EnrolmentRefused(refused.Refusal.Code);
            throw;
        }
    }
}
