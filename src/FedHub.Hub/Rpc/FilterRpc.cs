using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>The filter service: manifests and their files.</summary>
internal sealed class FilterRpc(FilterCatalogue catalogue, MemberRegistry members, TimeProvider clock) : FilterService.FilterServiceBase
{
    /// <summary>Largest response of ListManifests: a member that is admitted to very much lists owner by owner.</summary>
    internal const int MaxListBytes = 8 * 1024 * 1024;

    private const int MaxMembersAsked = 300;

    public override async Task<PublishFilterResponse> PublishFilter(
        IAsyncStreamReader<PublishFilterRequest> requestStream, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        var directory = members.InForce();
        if (!await requestStream.MoveNext(call.CancellationToken)
            || requestStream.Current.PartCase != PublishFilterRequest.PartOneofCase.Manifest)
        {
            throw new FedHubException(ErrorCode.Malformed, "The first message must be the manifest.");
        }

        var message = requestStream.Current.Manifest;
        var envelope = EnvelopeCodec.ToDomain(message).OrThrow();
        call.Subject = Digest.Of(envelope.Payload.Span);
        var verified = ManifestVerifier.Verify(envelope, directory, clock.GetUtcNow()).OrThrow();
        if (verified.Manifest.Slot.Member != call.Member)
        {
            throw new FedHubException(ErrorCode.NotAMember, "The manifest is not the caller's own.");
        }

        var receipt = await catalogue.FindPublishedAsync(verified, call.CancellationToken)
            ?? await ReceiveAsync(requestStream, verified, message.ToByteArray(), call.CancellationToken);
        return new PublishFilterResponse { Receipt = ReceiptCodec.ToProto(receipt) };
    }

    public override async Task<ListManifestsResponse> ListManifests(ListManifestsRequest request, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        members.InForce();
        var owners = new HashSet<MemberId>();
        foreach (var text in request.Members)
        {
            if (!MemberId.TryParse(text, out var owner) || owners.Count == MaxMembersAsked)
            {
                throw new FedHubException(ErrorCode.Malformed, "The members asked for are not well-formed.");
            }

            owners.Add(owner);
        }

        var response = new ListManifestsResponse();
        foreach (var stored in await catalogue.ListAsync(call.Member, owners, call.CancellationToken))
        {
            response.Manifests.Add(new LoggedManifest
            {
                Manifest = EnvelopeBytes.ToProto(stored.Envelope),
                Receipt = ReceiptCodec.ToProto(stored.Receipt),
            });
        }

        return response.CalculateSize() <= MaxListBytes
            ? response
            : throw new FedHubException(ErrorCode.InvalidInput, "Too many manifests for one answer; list them member by member.");
    }

    public override async Task GetFilterFile(
        GetFilterFileRequest request, IServerStreamWriter<GetFilterFileResponse> responseStream, ServerCallContext context)
    {
        var call = MemberCall.Of(context);
        members.InForce();
        if (!Digest.TryFromBytes(request.Sha256.Span, out var sha256))
        {
            throw new FedHubException(ErrorCode.Malformed, "A file is named by 32 bytes.");
        }

        await using var file = await catalogue.OpenAsync(call.Member, sha256, call.CancellationToken)
            ?? throw new FedHubException(ErrorCode.NotFound, "There is no such file for this caller.");
        if (request.Offset > (ulong)file.Length)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The offset is beyond the end of the file.");
        }

        file.Position = (long)request.Offset;
        while (true)
        {
            // A new array for each chunk: the message keeps it until it is written.
            var offset = (ulong)file.Position;
            var buffer = new byte[Math.Min(ProtocolLimits.FileChunkBytes, file.Length - file.Position)];
            if (buffer.Length == 0)
            {
                return;
            }

            await file.ReadExactlyAsync(buffer, call.CancellationToken);
            var chunk = new FileChunk { Sha256 = request.Sha256, Offset = offset, Data = UnsafeByteOperations.UnsafeWrap(buffer) };
            await responseStream.WriteAsync(new GetFilterFileResponse { Chunk = chunk }, call.CancellationToken);
        }
    }

    private async Task<Transparency.LogReceipt> ReceiveAsync(
        IAsyncStreamReader<PublishFilterRequest> requestStream, VerifiedManifest verified, byte[] envelope, CancellationToken cancellationToken)
    {
        using var session = catalogue.Begin(verified);
        while (await requestStream.MoveNext(cancellationToken))
        {
            var chunk = requestStream.Current.Chunk;
            if (chunk is null || !Digest.TryFromBytes(chunk.Sha256.Span, out var sha256))
            {
                throw new FedHubException(ErrorCode.Malformed, "After the manifest come chunks, each with the SHA-256 of its file.");
            }

            await session.AppendAsync(sha256, chunk.Offset, chunk.Data.Memory, cancellationToken);
        }

        session.EnsureComplete();

        // A crash here leaves files that no manifest names: the next start removes them, and the node publishes again.
        return await catalogue.PublishAsync(verified, envelope, cancellationToken);
    }
}
