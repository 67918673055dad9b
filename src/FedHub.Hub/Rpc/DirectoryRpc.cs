using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The directory service. It answers when the directory in force has expired, too: that is when a newer one is needed.</summary>
internal sealed class DirectoryRpc(DirectoryPublisher publisher) : DirectoryService.DirectoryServiceBase
{
    // Leaves room below the message limit for the response's own framing.
    private const int MaxResponseBytes = 900 * 1024;

    public override async Task<GetDirectoryResponse> GetDirectory(GetDirectoryRequest request, ServerCallContext context)
    {
        var response = new GetDirectoryResponse();
        var size = 0;
        var cancellationToken = MemberCall.Of(context).CancellationToken;
        foreach (var stored in await publisher.ListAfterAsync(request.KnownVersion, cancellationToken))
        {
            var proof = await publisher.ProveAsync(stored, cancellationToken) is { } witnessed ? LogProofCodec.ToProto(witnessed) : new Contracts.Exchange.V1.LogProof();

            // The caller asks again from the last one it got.
            size += stored.Envelope.Length + proof.CalculateSize();
            if (size > MaxResponseBytes && response.Directories.Count > 0)
            {
                break;
            }

            response.Directories.Add(EnvelopeBytes.ToProto(stored.Envelope));
            response.Proofs.Add(proof);
        }

        return response;
    }
}
