using FedHub.Contracts.Exchange.V1;
using FedHub.Transparency.Sqlite;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>Tells members which credentials were revoked, with the statements that did it.</summary>
internal sealed class RevocationRpc(SqliteDatabase database) : RevocationService.RevocationServiceBase
{
    private const int PageSize = 500;

    public override async Task<ListRevocationsResponse> ListRevocations(ListRevocationsRequest request, ServerCallContext context)
    {
        var from = (long)Math.Min(request.FromLogIndex, long.MaxValue);
        var revocations = await database.ReadAsync(connection => StatementTable.Revocations(connection, from, PageSize), MemberCall.Of(context).CancellationToken);
        var response = new ListRevocationsResponse();
        response.Revocations.AddRange(revocations.Select(revocation => new Revocation
        {
            LogIndex = (ulong)revocation.LogIndex,
            Member = revocation.Member,
            Statement = EnvelopeBytes.ToProto(revocation.Envelope),
        }));
        return response;
    }
}
