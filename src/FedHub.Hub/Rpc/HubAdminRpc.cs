using FedHub.Contracts.Hub.V1;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The administration service, on the Unix socket only.</summary>
internal sealed class HubAdminRpc(HubStatus status, DirectoryPublisher publisher) : HubAdminService.HubAdminServiceBase
{
    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        var now = await status.ReadAsync(context.CancellationToken);
        var response = new GetStatusResponse
        {
            SoftwareVersion = now.SoftwareVersion,
            DirectoryVersion = now.DirectoryVersion,
            DirectoryExpiresAtMs = now.DirectoryExpiresAt?.ToUnixTimeMilliseconds() ?? 0,
            LogSize = (ulong)now.LogSize,
            LogRoot = ByteString.CopyFrom(now.Log.Published.Root.AsSpan()),
            OpenQueryCount = (uint)now.OpenQueryCount,
            Log = new LogStatus
            {
                Origin = now.Log.Origin,
                PublishedSize = (ulong)now.Log.Published.Size,
                WitnessedSize = (ulong)now.Log.WitnessedSize,
                AsksForQuorum = now.Log.AsksForQuorum,
                Signing = now.Log.MaySign,
                BehindSinceMs = now.Log.BehindSince?.ToUnixTimeMilliseconds() ?? 0,
                WaitingDirectoryVersion = now.Log.WaitingDirectoryVersion,
            },
        };
        response.Log.MissingWitnesses.AddRange(now.Log.MissingWitnesses);
        response.Members.AddRange(now.Members.Select(member => new MemberStatus
        {
            Member = member.Member.ToString(),
            Suspended = member.Suspended,
            Connected = member.ConnectedSince is not null,
            SinceMs = member.ConnectedSince?.ToUnixTimeMilliseconds() ?? 0,
            ManifestCount = (uint)member.ManifestCount,
            OpenDeliveryCount = (uint)member.OpenDeliveryCount,
        }));
        return response;
    }

    public override async Task<PublishDirectoryResponse> PublishDirectory(PublishDirectoryRequest request, ServerCallContext context)
    {
        var envelope = EnvelopeCodec.ToDomain(request.Directory).OrThrow();
        var (version, logIndex, isInForce) = await publisher.PublishAsync(envelope, request.Directory.ToByteArray(), request.Unwitnessed, context.CancellationToken);
        return new PublishDirectoryResponse { Version = version, LogIndex = (ulong)logIndex, InForce = isInForce };
    }
}
