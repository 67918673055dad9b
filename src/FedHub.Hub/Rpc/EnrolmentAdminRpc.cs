using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>What the hub's operator does about new nodes and certificates, on the Unix socket only.</summary>
internal sealed class EnrolmentAdminRpc(EnrolmentBook book, HubIdentity identity, HubConfiguration configuration) : EnrolmentAdminService.EnrolmentAdminServiceBase
{
    private const uint MaxHours = 720;

    public override async Task<InviteMemberResponse> InviteMember(InviteMemberRequest request, ServerCallContext context)
    {
        if (!MemberId.TryParse(request.Member, out var member) || request.ValidHours is 0 or > MaxHours)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "An invitation needs a member such as KAZ and 1 to 720 hours.");
        }

        if (configuration.EnrolmentEndPoint() is not { } endPoint)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "This hub takes no enrolments: set enrolmentListen in hub.json, such as 0.0.0.0:7444, and start it again.");
        }

        var (token, expiresAt) = await book.InviteAsync(member, TimeSpan.FromHours(request.ValidHours), context.CancellationToken);
        return new InviteMemberResponse
        {
            Token = ByteString.CopyFrom(token),
            ExpiresAtMs = expiresAt.ToUnixTimeMilliseconds(),
            HubKey = ByteString.CopyFrom(identity.Spki.AsSpan()),
            Port = (uint)endPoint.Port,
        };
    }

    public override async Task<ListEnrolmentsResponse> ListEnrolments(ListEnrolmentsRequest request, ServerCallContext context)
    {
        var response = new ListEnrolmentsResponse();
        response.Enrolments.AddRange((await book.ListAsync(context.CancellationToken)).Select(Write));
        return response;
    }

    public override async Task<ApproveEnrolmentResponse> ApproveEnrolment(ApproveEnrolmentRequest request, ServerCallContext context) =>
        new() { Enrolment = Write(await book.ApproveAsync((long)request.Id, request.Fingerprint, context.CancellationToken)) };

    public override async Task<RefuseEnrolmentResponse> RefuseEnrolment(RefuseEnrolmentRequest request, ServerCallContext context) =>
        new() { Enrolment = Write(await book.RefuseAsync((long)request.Id, context.CancellationToken)) };

    public override async Task<DeliverCertificateResponse> DeliverCertificate(DeliverCertificateRequest request, ServerCallContext context) =>
        new() { Enrolment = Write(await book.DeliverAsync((long)request.Id, request.Certificate, context.CancellationToken)) };

    private static Enrolment Write(EnrolmentRow row) => new()
    {
        Id = (ulong)row.Id,
        Member = row.Member.ToString(),
        Renewal = row.IsRenewal,
        State = (CertificateState)(int)row.State,
        Fingerprint = row.Fingerprint,
        ExpiresAtMs = row.ExpiresAt?.ToUnixTimeMilliseconds() ?? 0,
        CertificateRequest = ByteString.CopyFrom(row.Request),
        MemberEntry = ByteString.CopyFrom(row.Descriptor),
    };
}
