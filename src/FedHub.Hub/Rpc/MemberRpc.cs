using FedHub.Contracts.Exchange.V1;
using FedHub.Transparency.Sqlite;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The member service: what the hub tells a member about itself and about the member.</summary>
internal sealed class MemberRpc(
    SqliteDatabase database, MemberRegistry members, DeliveryStreams streams, MemberVersions versions, TimeProvider clock)
    : MemberService.MemberServiceBase
{
    public override async Task<GetHubStateResponse> GetHubState(GetHubStateRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var now = clock.GetUtcNow();
        var (queries, disclosures) = await database.ReadAsync(
            connection => (QueryTable.CountDue(connection), DisclosureTable.CountDue(connection, now)), call.CancellationToken);
        var response = new GetHubStateResponse
        {
            SoftwareVersion = HubStatus.SoftwareVersion,
            NowMs = now.ToUnixTimeMilliseconds(),
            DirectoryVersion = members.Version,
            StreamOpen = streams.IsOpen(call.Member),
            OpenDeliveryCount = (uint)(queries.GetValueOrDefault(call.Member) + disclosures.GetValueOrDefault(call.Member)),
        };
        response.OtherVersions.AddRange(versions.Except(HubStatus.SoftwareVersion));
        return response;
    }

    public override async Task<ListOwnEpochsResponse> ListOwnEpochs(ListOwnEpochsRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var response = new ListOwnEpochsResponse();
        foreach (var envelope in await database.ReadAsync(connection => NewestManifestTable.ListOf(connection, call.Member), call.CancellationToken))
        {
            response.Epochs.Add(new OwnEpoch { Manifest = Contracts.Common.V1.Envelope.Parser.ParseFrom(envelope) });
        }

        return response;
    }
}
