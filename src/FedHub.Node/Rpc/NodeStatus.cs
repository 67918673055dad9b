using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.Filters;
using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Node.Officers;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Node.Review;
using FedHub.Node.Storage;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>How the node is, for its administrator.</summary>
internal sealed class NodeStatus(
    MemberId self, string softwareVersion, HubState hub, DirectoryKeeper directories, CollectionPolicies policies, NodeDatabase database,
    EpochManager epochs, OfficerRegister officers, FilterCatalog filters, ResponderMetrics responder, ReviewBoard reviews,
    LogGuard log, LogGossip gossip, NodeAnswerLog answers)
{
    public async Task<GetStatusResponse> ReadAsync(CancellationToken cancellationToken)
    {
        await log.OpenAsync(cancellationToken);
        var (isConnected, since) = hub.Current;
        var (openReviews, overdueReviews) = reviews.Count();
        var response = new GetStatusResponse
        {
            Member = self.ToString(),
            SoftwareVersion = softwareVersion,
            HubConnected = isConnected,
            HubSinceMs = since.ToUnixTimeMilliseconds(),
            DirectoryVersion = directories.Version,
            DirectoryExpiresAtMs = directories.IsKnown ? directories.Current.ExpiresAt.ToUnixTimeMilliseconds() : 0,
            RefusedDirectoryVersion = directories.Refused?.Version ?? 0,
            PendingOfficerCount = (uint)officers.PendingCount,
            HeldFilterCount = (uint)filters.HeldSlotCount,
            AnsweredQueryCount = (ulong)responder.AnsweredCount,
            RefusedQueryCount = (ulong)responder.RefusedCount,
            OpenReviewCount = (uint)openReviews,
            OverdueReviewCount = (uint)overdueReviews,
            Log = Write(log, gossip),
            AnswerLog = await WriteAsync(answers, cancellationToken),
        };
        response.Collections.AddRange(database.Read(connection => policies.Collections
            .Select(policy => new CollectionStatus { Name = policy.Name.ToString(), RecordCount = (ulong)RecordStore.Count(connection, policy.Name) })
            .ToList()));
        response.Slots.AddRange(epochs.Slots.Select(Write));
        return response;
    }

    private static NodeLogStatus Write(LogGuard log, LogGossip gossip) => new()
    {
        Size = (ulong)(log.State.Latest?.Head.Size ?? 0),
        Root = log.State.Latest is { } latest ? ByteString.CopyFrom(latest.Head.Root.AsSpan()) : ByteString.Empty,
        Forked = log.IsForked,
        EvidenceFile = log.IsForked ? log.EvidenceFile : string.Empty,
        DifferingMember = gossip.Differing?.Member.ToString() ?? string.Empty,
    };

    private static async Task<AnswerLogStatus> WriteAsync(NodeAnswerLog answers, CancellationToken cancellationToken)
    {
        var status = new AnswerLogStatus { EntryCount = (ulong)await answers.Tree.CountAsync(cancellationToken) };
        if (answers.Published?.Head is { } head)
        {
            (status.Size, status.Root) = ((ulong)head.Size, ByteString.CopyFrom(head.Root.AsSpan()));
        }

        return status;
    }

    private static SlotStatus Write(SlotState slot) => new()
    {
        Slot = SlotCodec.ToProto(slot.Slot),
        Epoch = slot.Epoch?.Value ?? 0,
        EpochEndsAtMs = slot.EndsAt?.ToUnixTimeMilliseconds() ?? 0,
        KeyCount = (ulong)slot.KeyCount,
        WaitingKeyCount = (ulong)slot.WaitingRecordCount,
        SearchableFromMs = slot.SearchableFrom?.ToUnixTimeMilliseconds() ?? 0,
        PublishedAtMs = slot.PublishedAt?.ToUnixTimeMilliseconds() ?? 0,
    };
}
