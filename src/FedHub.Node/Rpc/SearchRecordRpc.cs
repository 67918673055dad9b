using FedHub.Contracts.Node.V1;
using FedHub.Node.Gateway;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Hands the sealed search records out: to the operator, who cannot open them, and to the national auditor, who can.</summary>
internal sealed class SearchRecordRpc(NodeDatabase database) : SearchRecordService.SearchRecordServiceBase
{
    private const int PageSize = 128;

    public override async Task ListSearchRecords(
        ListSearchRecordsRequest request, IServerStreamWriter<ListSearchRecordsResponse> responseStream, ServerCallContext context)
    {
        if (request.SinceMs < 0 || request.UntilMs < 0)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The time is out of range.");
        }

        var until = request.UntilMs == 0 ? long.MaxValue : request.UntilMs;
        SealedSearch? last = null;
        while (true)
        {
            var page = await database.ReadAsync(
                connection => SearchRecordTable.ListAfter(connection, request.SinceMs, until, last, PageSize), context.CancellationToken);
            foreach (var record in page)
            {
                await responseStream.WriteAsync(new ListSearchRecordsResponse { Record = Write(record) }, context.CancellationToken);
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1];
        }
    }

    private static SealedSearchRecord Write(SealedSearch record) => new()
    {
        QueryId = ByteString.CopyFrom(record.QueryId),
        Officer = record.Officer,
        CreatedAtMs = record.CreatedAtMs,
        Sealed = UnsafeByteOperations.UnsafeWrap(record.Sealed),
    };
}
