using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The certificate service, for members.</summary>
internal sealed class CertificateRpc(EnrolmentBook book, MemberRegistry members) : CertificateService.CertificateServiceBase
{
    public override async Task<RenewCertificateResponse> RenewCertificate(RenewCertificateRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var member = members.Directory?.Member(call.Member) ?? throw new FedHubException(ErrorCode.NotAMember, "The directory does not list this member.");
        var row = await book.RenewAsync(member, request.CertificateRequest.ToByteArray(), call.CancellationToken);
        return new RenewCertificateResponse { State = (CertificateState)(int)row.State, Certificate = row.Certificate };
    }
}
