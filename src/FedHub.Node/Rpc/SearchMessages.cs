using FedHub.Contracts.Gateway.V1;
using FedHub.Node.Searches;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>Kept searches as messages.</summary>
internal static class SearchMessages
{
    public static SearchSummary Summary(KeptSearch search)
    {
        var message = new SearchSummary
        {
            QueryId = ByteString.CopyFrom(search.QueryId.ToArray()),
            Officer = search.Officer,
            Agency = search.Agency,
            Purpose = (Contracts.Common.V1.Purpose)(int)search.For.Purpose,
            LegalBasis = search.For.LegalBasis,
            CaseReference = search.For.CaseReference,
            CreatedAtMs = search.CreatedAt.ToUnixTimeMilliseconds(),
            ExpiresAtMs = search.ExpiresAt.ToUnixTimeMilliseconds(),
            State = State(search.Life),
            Revision = (ulong)search.Revision,
            ChangedAtMs = search.ChangedAt.ToUnixTimeMilliseconds(),
            HasNotice = search.HasNotice,
            IsFinal = search.IsFinal,
        };
        message.Outcomes.AddRange(search.Collections.Where(collection => !collection.IsOutOfScope)
            .GroupBy(collection => collection.ToResult().Outcome)
            .OrderBy(group => group.Key)
            .Select(group => new OutcomeCount { Outcome = (Contracts.Common.V1.Outcome)(int)group.Key, Count = (uint)group.Count() }));
        return message;
    }

    public static SearchDetails Details(KeptSearch search)
    {
        var message = new SearchDetails { Summary = Summary(search), Receipt = Receipt(search) };
        message.Members.AddRange(search.For.Members.Select(member => member.ToString()));
        message.KeyCounts.AddRange(search.For.KeyCounts.OrderBy(pair => pair.Key).Select(pair => new KeyCount
        {
            IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)pair.Key,
            Count = (uint)pair.Value,
        }));
        message.Outcomes.AddRange(search.Collections.Select(collection => SearchResponses.Write(collection.ToResult())));
        if (search.Own.Count > 0)
        {
            message.Own = SearchResponses.Write(search.Own[0].Member.ToString(), search.Own.Select(collection => collection.ToResult()));
        }

        return message;
    }

    private static SearchReceipt Receipt(KeptSearch search) => new()
    {
        LogIndex = search.LogIndex + 1 ?? 0,
        QueryDigest = ByteString.CopyFrom(search.QueryDigest.AsSpan()),
        EnvelopeDigest = search.EnvelopeDigest is { } digest ? ByteString.CopyFrom(digest.AsSpan()) : ByteString.Empty,
    };

    private static SearchState State(SearchLife life) => life switch
    {
        SearchLife.Running => SearchState.Running,
        SearchLife.Ended => SearchState.Ended,
        SearchLife.Cancelled => SearchState.Cancelled,
        _ => SearchState.Unspecified,
    };
}
