using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>Which auditors may read the log, on the Unix socket only.</summary>
internal sealed class AuditorAdminRpc(AuditorBook book) : AuditorAdminService.AuditorAdminServiceBase
{
    public override async Task<AddAuditorResponse> AddAuditor(AddAuditorRequest request, ServerCallContext context)
    {
        MemberId? country = null;
        if (request.Country.Length > 0)
        {
            country = MemberId.TryParse(request.Country, out var member)
                ? member
                : throw new FedHubException(ErrorCode.InvalidInput, "A country is three upper-case letters, such as KAZ.");
        }

        return new AddAuditorResponse { Auditor = Write(await book.AddAsync(request.Certificate, request.Name, country, context.CancellationToken)) };
    }

    public override async Task<ListAuditorsResponse> ListAuditors(ListAuditorsRequest request, ServerCallContext context)
    {
        var response = new ListAuditorsResponse();
        response.Auditors.AddRange((await book.ListAsync(context.CancellationToken)).Select(Write));
        return response;
    }

    public override async Task<RemoveAuditorResponse> RemoveAuditor(RemoveAuditorRequest request, ServerCallContext context) =>
        Digest.TryFromBytes(request.Key.Span, out var key)
            ? new RemoveAuditorResponse { Auditor = Write(await book.RemoveAsync(key, context.CancellationToken)) }
            : throw new FedHubException(ErrorCode.InvalidInput, "A key is 32 bytes; see fedhub hub auditors list.");

    private static Auditor Write(EnrolledAuditor auditor) => new()
    {
        Key = ByteString.CopyFrom(auditor.Key.AsSpan()),
        Name = auditor.Name,
        Country = auditor.Country?.ToString() ?? "",
        AddedAtMs = auditor.AddedAt.ToUnixTimeMilliseconds(),
        ValidUntilMs = auditor.ValidUntil.ToUnixTimeMilliseconds(),
    };
}
