using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Node.Searches;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Searches that live on, for their officers and, to look at, their agency's supervisors.</summary>
internal sealed class SearchesRpc(SearchDesk desk, LogReceipts receipts) : SearchesService.SearchesServiceBase
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public override async Task<ListSearchesResponse> ListSearches(ListSearchesRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context);
        var officer = OfficerOf(caller);
        var limit = request.Limit == 0 ? DefaultLimit : (int)Math.Min(request.Limit, MaxLimit);
        if (request.Agency)
        {
            caller.Require(OfficerRole.Supervisor);
        }

        var searches = request.Agency
            ? await desk.ListAgencyAsync(officer.Agency, limit, context.CancellationToken)
            : await desk.ListOwnAsync(officer.OfficerId, limit, context.CancellationToken);
        var response = new ListSearchesResponse();
        response.Searches.AddRange(searches.Select(SearchMessages.Summary));
        return response;
    }

    public override async Task WatchSearch(WatchSearchRequest request, IServerStreamWriter<WatchSearchResponse> responseStream, ServerCallContext context)
    {
        for (var seen = -1L; ;)
        {
            var change = desk.NextChange;
            var search = await FindAsync(request.QueryId.Memory, context, ownOnly: false);
            if (search.Revision != seen)
            {
                seen = search.Revision;
                await responseStream.WriteAsync(new WatchSearchResponse { Search = SearchMessages.Details(search) }, context.CancellationToken);
            }

            // Notices may come for ever; a watcher is let go when nothing is expected.
            if (!request.Follow || !search.IsOpen)
            {
                return;
            }

            await change.WaitAsync(context.CancellationToken);
        }
    }

    public override async Task<CancelSearchResponse> CancelSearch(CancelSearchRequest request, ServerCallContext context)
    {
        await desk.CancelAsync(await FindAsync(request.QueryId.Memory, context, ownOnly: true), context.CancellationToken);
        return new CancelSearchResponse { Search = SearchMessages.Details(await FindAsync(request.QueryId.Memory, context, ownOnly: true)) };
    }

    public override async Task<ConfirmSearchResponse> ConfirmSearch(ConfirmSearchRequest request, ServerCallContext context)
    {
        var chosen = request.Members.Select(text => MemberId.TryParse(text, out var member)
            ? member
            : throw new FedHubException(ErrorCode.InvalidInput, "A country is named by its three-letter code, such as KAZ.")).ToHashSet();
        var (asked, notAsked) = await desk.ChooseAsync(await FindAsync(request.QueryId.Memory, context, ownOnly: true), chosen, context.CancellationToken);
        var response = new ConfirmSearchResponse();
        response.Asked.AddRange(asked.Select(member => member.ToString()));
        response.NotAsked.AddRange(notAsked.Select(member => member.ToString()));
        return response;
    }

    public override async Task<MarkHitResponse> MarkHit(MarkHitRequest request, ServerCallContext context)
    {
        if (request.RecordHandle.Length != 16 || !Enum.IsDefined((HitMark)(int)request.Mark))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A mark is confirmed, wrong or unclear, of a record handle of 16 bytes.");
        }

        var search = await FindAsync(request.QueryId.Memory, context, ownOnly: true);
        await desk.MarkAsync(search, request.RecordHandle.Memory, (HitMark)(int)request.Mark, context.CancellationToken);
        return new MarkHitResponse { Search = SearchMessages.Details(await FindAsync(request.QueryId.Memory, context, ownOnly: true)) };
    }

    public override async Task<GetSearchReceiptResponse> GetSearchReceipt(GetSearchReceiptRequest request, ServerCallContext context)
    {
        var search = await FindAsync(request.QueryId.Memory, context, ownOnly: false);
        var (proof, _) = await receipts.GetAsync(
            search.LogIndex ?? throw new FedHubException(ErrorCode.FailedPrecondition, "This search is not in the log yet."), context.CancellationToken);
        return new GetSearchReceiptResponse
        {
            Receipt = ByteString.CopyFrom(proof.Receipt.ToBytes()),
            Entry = ByteString.CopyFrom(proof.Leaf.Encode()),
            Payload = ByteString.CopyFrom(proof.Opening.Payload.Span),
            Nonce = ByteString.CopyFrom(proof.Opening.Nonce.ToArray()),
        };
    }

    /// <summary>The one place that says whose search may be seen: the own, and the own agency's by its supervisors. Any other does not exist.</summary>
    private static bool MaySee(NodeCaller caller, KeptSearch search, bool ownOnly)
    {
        var officer = OfficerOf(caller);
        return string.Equals(search.Officer, officer.OfficerId, StringComparison.Ordinal)
            || (!ownOnly && caller.HoldsRole(OfficerRole.Supervisor) && string.Equals(search.Agency, officer.Agency, StringComparison.Ordinal));
    }

    private static Officer OfficerOf(NodeCaller caller)
        => caller.Officer ?? throw new FedHubException(ErrorCode.RoleMissing, "Searches are an officer's; the operator has none.");

    private async Task<KeptSearch> FindAsync(ReadOnlyMemory<byte> id, ServerCallContext context, bool ownOnly)
        => QueryId.TryFromBytes(id.Span, out var queryId) && await desk.FindAsync(queryId, context.CancellationToken) is { } search
            && MaySee(NodeCaller.Of(context), search, ownOnly)
            ? search
            : throw new FedHubException(ErrorCode.NotFound, "There is no such search; `fedhub searches list` shows yours.");
}
