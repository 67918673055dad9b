using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Review;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>The log of disclosures, for those who answer for this country's records.</summary>
internal sealed class DisclosureLogRpc(DisclosureLog log) : DisclosureLogService.DisclosureLogServiceBase
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 10_000;

    public override async Task<ListDisclosuresResponse> ListDisclosures(ListDisclosuresRequest request, ServerCallContext context)
    {
        var filter = Read(request);
        var entries = await log.ListAsync(filter, context.CancellationToken);
        var response = new ListDisclosuresResponse { HasMore = entries.Count > filter.Limit };
        response.Disclosures.AddRange(entries.Take(filter.Limit).Select(Write));
        return response;
    }

    public override async Task<GetFeedbackResponse> GetFeedback(GetFeedbackRequest request, ServerCallContext context)
    {
        var response = new GetFeedbackResponse();
        response.Kinds.AddRange((await log.TallyAsync(context.CancellationToken)).Select(tally => new KeyKindFeedback
        {
            KeyKind = tally.Kind,
            Disclosed = (uint)tally.Disclosed,
            Confirmed = (uint)tally.Confirmed,
            Wrong = (uint)tally.Wrong,
            Unclear = (uint)tally.Unclear,
        }));
        return response;
    }

    private static DisclosureFilter Read(ListDisclosuresRequest request)
    {
        MemberId? origin = null;
        if (request.Origin.Length > 0)
        {
            origin = MemberId.TryParse(request.Origin, out var member)
                ? member
                : throw new FedHubException(ErrorCode.InvalidInput, "A country is named by its three-letter code, such as KAZ.");
        }

        return new DisclosureFilter(
            request.SinceMs == 0 ? null : At(request.SinceMs),
            request.UntilMs == 0 ? null : At(request.UntilMs),
            origin,
            request.RecordId.Length == 0 ? null : request.RecordId,
            request.Limit == 0 ? DefaultLimit : (int)Math.Min(request.Limit, MaxLimit));
    }

    private static DateTimeOffset At(long ms) => UnixTime.TryRead(ms, out var at) ? at : throw new FedHubException(ErrorCode.InvalidInput, "The time is out of range.");

    private static DisclosureEntry Write(DisclosureLogEntry entry)
    {
        var message = new DisclosureEntry
        {
            AtMs = entry.At.ToUnixTimeMilliseconds(),
            Origin = entry.Origin,
            Officer = entry.Officer,
            Agency = entry.Agency,
            Purpose = (Contracts.Common.V1.Purpose)(int)entry.Purpose,
            LegalBasis = entry.LegalBasis,
            QueryId = ByteString.CopyFrom(entry.QueryId),
            Collection = entry.Collection.ToString(),
            Outcome = (Contracts.Query.V1.DisclosureOutcome)(int)entry.Outcome,
            Category = entry.Category == RecordCategory.None ? "" : entry.Category.ToToken(),
            RecordId = entry.RecordId ?? "",
            RecordHandle = ByteString.CopyFrom(entry.Handle ?? []),
            Mark = (Contracts.Letter.V1.HitMark)(int)(entry.Mark ?? default),
        };
        message.Released.AddRange(entry.Released);
        message.KeyKinds.AddRange(entry.KeyKinds);
        return message;
    }
}
