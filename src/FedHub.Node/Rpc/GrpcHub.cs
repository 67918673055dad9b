using System.Runtime.CompilerServices;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>The hub over gRPC.</summary>
/// <param name="channel">To the hub, over mutual TLS.</param>
/// <param name="softwareVersion">Told to the hub for its status.</param>
internal sealed class GrpcHub(ChannelBase channel, string softwareVersion) : IHub
{
    private readonly ExchangeService.ExchangeServiceClient _exchange = new(channel);
    private readonly DirectoryService.DirectoryServiceClient _directory = new(channel);
    private readonly FilterService.FilterServiceClient _filters = new(channel);
    private readonly RevocationService.RevocationServiceClient _revocations = new(channel);
    private readonly LetterService.LetterServiceClient _letters = new(channel);
    private readonly CancellationService.CancellationServiceClient _cancellations = new(channel);
    private readonly MemberService.MemberServiceClient _member = new(channel);
    private readonly CertificateService.CertificateServiceClient _certificates = new(channel);
    private readonly LogService.LogServiceClient _log = new(channel);

    public async IAsyncEnumerable<QueryEvent> SubmitQueryAsync(
        Envelope query, IReadOnlyList<byte[]> sealedParts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new SubmitQueryRequest { Query = EnvelopeCodec.ToProto(query) };
        request.SealedParts.AddRange(sealedParts.Select(part => new SealedPart { Ciphertext = UnsafeByteOperations.UnsafeWrap(part) }));
        using var call = _exchange.SubmitQuery(request, cancellationToken: cancellationToken);
        await foreach (var message in ReadAsync(call.ResponseStream, cancellationToken))
        {
            if (HubMessages.Read(message) is { } happened)
            {
                yield return happened;
            }
        }
    }

    public async Task<DisclosureReply> SubmitDisclosureAsync(SealedMessage request, CancellationToken cancellationToken)
    {
        var message = new SubmitDisclosureRequest { Disclosure = SealedMessageCodec.ToSealedDisclosure(request) };
        return HubMessages.Read(await CallAsync(() => _exchange.SubmitDisclosureAsync(message, cancellationToken: cancellationToken)));
    }

    public async IAsyncEnumerable<Delivery> OpenDeliveriesAsync(
        ulong directoryVersion, SignedCheckpoint? verified, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new OpenDeliveriesRequest { SoftwareVersion = softwareVersion, DirectoryVersion = directoryVersion };
        if (verified is not null)
        {
            request.Checkpoint = ByteString.CopyFrom(verified.ToBytes());
        }

        using var call = _exchange.OpenDeliveries(request, cancellationToken: cancellationToken);
        await CallAsync(async () =>
        {
            await call.ResponseHeadersAsync;
            return true;
        });
        yield return new StreamOpened();
        await foreach (var message in ReadAsync(call.ResponseStream, cancellationToken))
        {
            if (HubMessages.Read(message) is { } delivery)
            {
                yield return delivery;
            }
        }
    }

    public Task ReturnAnswersAsync(
        MemberId origin, QueryId queryId, IReadOnlyList<SealedMessage> answers, Protocol.Cosignature? cosignature, CancellationToken cancellationToken)
    {
        var request = new ReturnAnswersRequest { Origin = origin.ToString(), QueryId = ByteString.CopyFrom(queryId.ToArray()) };
        request.Answers.AddRange(answers.Select(SealedMessageCodec.ToSlotAnswer));
        request.Cosignature = cosignature is null ? null : LogProofCodec.ToProto(cosignature);
        return CallAsync(() => _exchange.ReturnAnswersAsync(request, cancellationToken: cancellationToken));
    }

    public Task ReturnDisclosureAsync(MemberId origin, SealedMessage answer, Protocol.Cosignature? cosignature, CancellationToken cancellationToken)
    {
        var request = new ReturnDisclosureRequest { Origin = origin.ToString(), Answer = SealedMessageCodec.ToDisclosureAnswer(answer) };
        request.Cosignature = cosignature is null ? null : LogProofCodec.ToProto(cosignature);
        return CallAsync(() => _exchange.ReturnDisclosureAsync(request, cancellationToken: cancellationToken));
    }

    public async Task<Transparency.ConsistencyProof?> GetConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken)
    {
        var request = new GetConsistencyRequest { FromSize = (ulong)fromSize, ToSize = (ulong)toSize };
        var response = await CallAsync(() => _log.GetConsistencyAsync(request, cancellationToken: cancellationToken));
        return LogProofCodec.TryRead(response.Consistency, out var proof) ? proof : null;
    }

    public async Task<Protocol.LogProof?> GetReceiptAsync(long index, CancellationToken cancellationToken)
    {
        var response = await CallAsync(() => _log.GetReceiptAsync(new GetReceiptRequest { Index = (ulong)index }, cancellationToken: cancellationToken));
        return LogProofCodec.TryRead(response.Proof, out var proof) ? proof : null;
    }

    public Task AddCosignatureAsync(Protocol.Cosignature cosignature, CancellationToken cancellationToken)
    {
        var request = new AddCosignatureRequest { Cosignature = LogProofCodec.ToProto(cosignature) };
        return CallAsync(() => _log.AddCosignatureAsync(request, cancellationToken: cancellationToken));
    }

    public Task SubmitStatementAsync(string kind, ReadOnlyMemory<byte> idempotencyKey, Envelope statement, CancellationToken cancellationToken)
    {
        var request = new SubmitStatementRequest
        {
            Kind = kind,
            IdempotencyKey = ByteString.CopyFrom(idempotencyKey.Span),
            Statement = EnvelopeCodec.ToProto(statement),
        };
        return CallAsync(() => _exchange.SubmitStatementAsync(request, cancellationToken: cancellationToken));
    }

    public async Task<LetterSent> SendLetterAsync(SealedMessage letter, CancellationToken cancellationToken)
    {
        var request = new SendLetterRequest { Letter = SealedMessageCodec.ToSealedLetter(letter) };
        return HubMessages.Read(await CallAsync(() => _letters.SendLetterAsync(request, cancellationToken: cancellationToken)));
    }

    public Task TakeLetterAsync(MemberId sender, LetterId id, CancellationToken cancellationToken)
    {
        var request = new TakeLetterRequest { Sender = sender.ToString(), LetterId = ByteString.CopyFrom(id.ToArray()) };
        return CallAsync(() => _letters.TakeLetterAsync(request, cancellationToken: cancellationToken));
    }

    public Task CancelQueryAsync(Envelope cancellation, CancellationToken cancellationToken)
    {
        var request = new CancelQueryRequest { Cancellation = EnvelopeCodec.ToProto(cancellation) };
        return CallAsync(() => _cancellations.CancelQueryAsync(request, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<OfferedDirectory>> GetDirectoriesAsync(ulong knownVersion, CancellationToken cancellationToken)
    {
        var request = new GetDirectoryRequest { KnownVersion = knownVersion };
        var response = await CallAsync(() => _directory.GetDirectoryAsync(request, cancellationToken: cancellationToken));
        return [.. response.Directories.Select((envelope, place) => new OfferedDirectory(
            EnvelopeCodec.ToDomain(envelope).OrThrow(),
            place < response.Proofs.Count && LogProofCodec.TryRead(response.Proofs[place], out var proof) ? proof : null))];
    }

    public async Task<IReadOnlyList<LoggedRevocation>> ListRevocationsAsync(ulong fromLogIndex, CancellationToken cancellationToken)
    {
        var request = new ListRevocationsRequest { FromLogIndex = fromLogIndex };
        var response = await CallAsync(() => _revocations.ListRevocationsAsync(request, cancellationToken: cancellationToken));
        return [.. response.Revocations.Select(revocation => MemberId.TryParse(revocation.Member, out var member)
            ? new LoggedRevocation(revocation.LogIndex, member, EnvelopeCodec.ToDomain(revocation.Statement).OrThrow())
            : throw new FedHubException(ErrorCode.Malformed, "The hub sent a revocation of nobody."))];
    }

    public Task PublishFilterAsync(Envelope manifest, IReadOnlyList<FilterUpload> files, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        using var call = _filters.PublishFilter(cancellationToken: cancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(new PublishFilterRequest { Manifest = EnvelopeCodec.ToProto(manifest) }, cancellationToken);
            foreach (var file in files)
            {
                await FilterChunks.WriteAsync(call.RequestStream, file, cancellationToken);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is InvalidOperationException or RpcException)
        {
            // The hub has ended the call before it read everything: it has the files already, or refuses. The response says which.
        }

        return await call.ResponseAsync;
    });

    public async Task<IReadOnlyList<Envelope>> ListManifestsAsync(CancellationToken cancellationToken)
    {
        var response = await CallAsync(() => _filters.ListManifestsAsync(new ListManifestsRequest(), cancellationToken: cancellationToken));
        var envelopes = new List<Envelope>(response.Manifests.Count);
        foreach (var manifest in response.Manifests)
        {
            // One that is no envelope keeps none of the others back.
            if (EnvelopeCodec.ToDomain(manifest.Manifest).IsAccepted(out var envelope, out _))
            {
                envelopes.Add(envelope);
            }
        }

        return envelopes;
    }

    public async Task<IReadOnlyList<Envelope>> ListOwnEpochsAsync(CancellationToken cancellationToken)
    {
        var response = await CallAsync(() => _member.ListOwnEpochsAsync(new ListOwnEpochsRequest(), cancellationToken: cancellationToken));
        return [.. response.Epochs.Select(epoch => EnvelopeCodec.ToDomain(epoch.Manifest).OrThrow())];
    }

    public async Task<string?> RenewCertificateAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var message = new RenewCertificateRequest { CertificateRequest = ByteString.CopyFrom(request.Span) };
        var response = await CallAsync(() => _certificates.RenewCertificateAsync(message, cancellationToken: cancellationToken));
        return response.State switch
        {
            CertificateState.Issued => response.Certificate,
            CertificateState.Refused => throw new FedHubException(ErrorCode.NotAdmitted, "The hub's operator refused to have this node's certificate renewed."),
            _ => null,
        };
    }

    public async Task<HubReport> GetStateAsync(CancellationToken cancellationToken)
    {
        var response = await CallAsync(() => _member.GetHubStateAsync(new GetHubStateRequest(), cancellationToken: cancellationToken));
        return UnixTime.TryRead(response.NowMs, out var now)
            ? new HubReport(response.SoftwareVersion, now, response.DirectoryVersion, response.StreamOpen, response.OpenDeliveryCount, [.. response.OtherVersions])
            : throw new FedHubException(ErrorCode.Malformed, "The hub's time is not well-formed.");
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> GetFilterFileAsync(
        Digest sha256, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new GetFilterFileRequest { Sha256 = ByteString.CopyFrom(sha256.AsSpan()), Offset = (ulong)offset };
        using var call = _filters.GetFilterFile(request, cancellationToken: cancellationToken);
        var expected = (ulong)offset;
        await foreach (var message in ReadAsync(call.ResponseStream, cancellationToken))
        {
            if (message.Chunk is not { } chunk || chunk.Offset != expected || chunk.Data.Length > ProtocolLimits.FileChunkBytes)
            {
                throw new FedHubException(ErrorCode.Malformed, "The hub sent a filter file out of order.");
            }

            expected += (ulong)chunk.Data.Length;
            yield return chunk.Data.Memory;
        }
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException exception)
        {
            throw HubErrors.ToFedHub(exception);
        }
    }

    private static Task<T> CallAsync<T>(Func<AsyncUnaryCall<T>> call) => CallAsync(async () =>
    {
        using var running = call();
        return await running.ResponseAsync;
    });

    private static async IAsyncEnumerable<T> ReadAsync<T>(IAsyncStreamReader<T> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await CallAsync(() => stream.MoveNext(cancellationToken)))
        {
            yield return stream.Current;
        }
    }
}
